"""A race or a whole event as one HTML file that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pygame

from pursuit_sim import resources
from pursuit_sim.atomic_write import write_text
from pursuit_sim.draw import scene
from pursuit_sim.draw.graphics import result_card
from pursuit_sim.draw.replay.bookmarks import bookmarks
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.settings import Settings
from pursuit_sim.errors import InputError
from pursuit_sim.event import results
from pursuit_sim.export.page import event_record, page_ghosts, script
from pursuit_sim.export.page.packing import packed_text
from pursuit_sim.export.pictures.render import replay
from pursuit_sim.on_step import OnStep
from pursuit_sim.output_paths import check_output
from pursuit_sim.paint.painter import Painter
from pursuit_sim.paint.pixels import opaque
from pursuit_sim.plain_text import spelt_out
from pursuit_sim.scenario import Scenario, fields, load
from pursuit_sim.scenario.picking import pick_race
from pursuit_sim.sim.simulate import why_not

SUFFIX = ".html"
POSTER = (304, 171)  # [px]
_WEIGHTS = {400: "Regular", 700: "Bold"}
_INLINE_HEIGHT = 620  # of a page within another one, such as a notebook [px]
# The page may run this one script and look at pictures and fonts within itself; nothing else.
_POLICY = (
    "default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; "
    "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """One HTML file.

    Attributes
    ----------
    html : all of it
    title : what browsers call it
    without_ghost : races that go without the ghost that was asked for, by id, and why
    """

    html: str
    title: str
    without_ghost: Mapping[str, InputError] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Page {spelt_out(self.title)}, {len(self.html.encode()) / 1000:.0f} kB>"

    def save(self, path: Path | str, *, force: bool = False) -> None:
        """Write the file, whole or not at all.

        Raises
        ------
        InputError
            if it has another ending, or is there already and must not be replaced
        """
        target = Path(path)
        check_output(target, [SUFFIX], "path", force=force)
        write_text(target, self.html)

    def _repr_html_(self) -> str:
        """As notebooks show it: in a frame of its own, which keeps both apart."""
        return (
            f'<iframe srcdoc="{html.escape(self.html)}" title="{html.escape(self.title)}" '
            f'style="width:100%;height:{_INLINE_HEIGHT}px;border:0" '
            'sandbox="allow-scripts"></iframe>'
        )


def page(
    scenario: Scenario | str | os.PathLike[str] | Mapping[str, Any],
    race: str | Sequence[str] = (),
    *,
    model: str = "kinematic",
    ghost: str | None = None,
    on_step: OnStep | None = None,
) -> Page:
    """A page that plays races of a scenario; a notebook plays it, its `save` writes it.

    Parameters
    ----------
    scenario : a scenario, or what `load` takes
    race : id of a race, or of several in a list; by default all that the model can replay
    model : see `simulate`
    ghost : a second run on the ice: "NED:push" in every race that they skate and do not fall
        in, or a record such as "WR:2021" in all
    on_step : told how many of the races are ready

    Raises
    ------
    InputError
        if there is no such race, model or ghost, or nothing of it can be replayed

    Examples
    --------
    >>> import pursuit_sim
    >>> made = pursuit_sim.page("beijing-2022-men", "final-a")
    >>> made.title
    "Final A: NOR v ROC · Beijing 2022 · Men's team pursuit"
    """
    loaded = scenario if isinstance(scenario, Scenario) else load(scenario)
    races = _asked(race, ghost)
    wanted = _chosen(loaded, races, model)
    haunts = {} if ghost is None else page_ghosts.wanted(ghost, loaded, wanted, model)
    against = page_ghosts.left_out(haunts, loaded)
    page_ghosts.riding(haunts, against)  # where there is none at all, that is soon said
    found = results(loaded, model)
    shown = []
    for race_id in wanted:
        haunt = None if race_id in against else haunts.get(race_id)
        try:
            shown.append(replay(loaded, race_id, found, model=model, ghost=haunt))
        except InputError as error:
            if not isinstance(haunt, tuple):
                raise
            # The race can be shown; the power model that its ghost comes from does not fit it.
            against[race_id] = error
            shown.append(replay(loaded, race_id, found, model=model))
        if on_step is not None:
            on_step(len(shown), len(wanted))
    riding = page_ghosts.riding(haunts, against)
    title = _title(shown)
    data = event_record.to_dict(found, shown, next(iter(riding.values()), None))
    return Page(_filled(title, _described(shown), data, shown), title, against)


def _asked(race: object, ghost: object) -> list[str]:
    """Ids of the races that were asked for; refuses what is none, and a ghost that is no text."""
    races = (race,) if isinstance(race, str) else race
    if not isinstance(races, Collection) or not all(isinstance(each, str) for each in races):
        remedy = "write the id of a race, or several in a list"
        raise InputError.single("race", "", f"found {fields.shown(race)}, which is no race", remedy)
    if not isinstance(ghost, str | None):
        remedy = 'write one such as "NED:push"'
        problem = f"found {fields.shown(ghost)}, which is no text"
        raise InputError.single("ghost", "", problem, remedy)
    return [*races]


def _chosen(scenario: Scenario, races: Sequence[str], model: str) -> list[str]:
    """Ids of the races to play, in the order of the event."""
    asked = {pick_race(scenario, each).id for each in races}
    wanted = [name for name in scenario.races if name in asked or not asked]
    problems = {name: why_not(scenario.races[name], model) for name in wanted}
    found = [name for name in wanted if not problems[name]]
    unseen = next((name for name in wanted if problems[name]), "")
    if unseen and (races or not found):
        remedy = f"choose another {'race' if races else 'event'}"
        if not why_not(scenario.races[unseen], "kinematic"):
            remedy += ", or the kinematic model"
        problem = f"cannot be replayed: {problems[unseen]}"
        raise InputError.single("race", unseen, problem, remedy)
    return found


def _title(shown: Sequence[Replay]) -> str:
    """Such as "Final A: NOR v ROC · Beijing 2022 · Men's team pursuit · what-if"."""
    context = shown[0].context
    parts = [context.event, context.discipline, context.unlike]
    if len(shown) == 1:
        parts.insert(0, f"{shown[0].race.name}: {' v '.join(shown[0].codes)}")
    return " · ".join(part for part in parts if part)


def _described(shown: Sequence[Replay]) -> str:
    """A sentence for previews."""
    context = shown[0].context
    what = f"{len(shown)} races" if len(shown) > 1 else "a race"
    where = ", ".join(part for part in (context.venue, context.date, *context.warning[:1]) if part)
    return f"Team pursuit: {what} to watch, lap by lap{f' ({where})' if where else ''}."


def _result(shown: Replay) -> str:
    """A race's result in a line, for those whose browser does not run the page."""
    tags = dict(zip(shown.codes, shown.tags, strict=True))
    rows = [
        f"{tags.get(row.team, row.team)} {result_card.told(row)}"
        for row in result_card.outcomes(shown)
    ]
    remarks = shown.context.remarks
    return f"{shown.race.name}: {', '.join(rows)}{f' ({remarks})' if remarks else ''}"


def _filled(title: str, about: str, data: dict[str, Any], shown: Sequence[Replay]) -> str:
    code, style = script.joined(), _fonts() + script.style()
    fields = {
        "policy": _POLICY.format(script=_hash(code), style=_hash(style)),
        "title": html.escape(title),
        "about": html.escape(about),
        "poster": _poster(shown[-1]),
        "style": style,
        "results": html.escape("\n".join(map(_result, shown))),
        "data": f'"{packed_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")))}"',
        "script": code,
    }
    first, *rest = script.template().split("{{")
    pieces = [first]
    for part in rest:
        name, _, after = part.partition("}}")
        pieces += [fields[name], after]
    return "".join(pieces)


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _uri(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def _fonts() -> str:
    """The bundled family for Latin, within the page; other scripts are left to the reader's."""
    rules = []
    for weight, name in _WEIGHTS.items():
        font = _uri("font/woff2", resources.asset(f"fonts/Inter-{name}.woff2").read_bytes())
        rules.append(
            f"@font-face{{font-family:'Pursuit Inter';font-weight:{weight};"
            f"src:url({font}) format('woff2')}}\n"
        )
    return "".join(rules)


def _poster(shown: Replay) -> str:
    """A picture of the last lap, or of half-way where there is none, by the window's painter."""
    bell = bookmarks(shown).bell_s
    moment = float(shown.finish_s.max()) / 2 if bell is None else bell
    surface = opaque(*POSTER)
    Painter().paint(scene.frame(shown, moment, Settings(size=POSTER, transport=False)), surface)
    packed = io.BytesIO()
    pygame.image.save(surface, packed, "poster.jpg")
    return _uri("image/jpeg", packed.getvalue())
