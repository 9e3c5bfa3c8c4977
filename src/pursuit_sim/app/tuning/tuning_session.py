"""The workshop of the window: races as they are watched, tuned, with the ghost beside them."""

from __future__ import annotations

import contextlib
from collections import OrderedDict
from dataclasses import replace

from pursuit_sim.app.tuning import ghost_choice, panel_rows, tuning_file
from pursuit_sim.app.tuning.lab_questions import Asker
from pursuit_sim.app.tuning.panel_cursor import Cursor
from pursuit_sim.app.tuning.panel_row import Control, Section
from pursuit_sim.app.tuning.tuned_race import TunedRun, TuningRunner, problem
from pursuit_sim.app.tuning.tuning import FORMATION, Changes, Tuning, entry_on, tuned
from pursuit_sim.draw.replay.bookmarks import Bookmarks, bookmarks
from pursuit_sim.draw.replay.ghost import Ghost, Sync
from pursuit_sim.draw.replay.preparation import with_ghost
from pursuit_sim.draw.replay.race_shelf import RaceShelf
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.errors import InputError
from pursuit_sim.event import Results
from pursuit_sim.lab.comparison import Comparison
from pursuit_sim.lab.formations import role
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.abilities import known

_MOST_RUNNERS = 3  # of races that are kept with what was run of them
FREED = "the power model says what it is worth; “keep” holds the official time"


class TuningSession:
    """Tunings of the races of an event, and what is shown of them.

    Attributes
    ----------
    open : the tuning panel is open
    side : of the team that is tuned
    cursor : where one is in the panel
    problem : why what was last tried cannot be skated, or empty
    ghost_name : which ghost is wanted, see `ghost_choice`
    sync : how it is synchronised
    asker : compares formations aside
    replay, moments : what is shown
    run : the race as it was last run, with the times that its tuning gives
    """

    def __init__(self, results: Results) -> None:
        self.results = results
        self.open = False
        self.side = "finish"
        self.cursor = Cursor()
        self.problem = ""
        self.ghost_name = ghost_choice.AUTO
        self.sync: Sync = "time"
        self.asker = Asker()
        self.replay: Replay | None = None
        self.moments = Bookmarks((), (), (), (), (), None)
        self._races = RaceShelf(results)
        self._runners: OrderedDict[str, TuningRunner] = OrderedDict()
        self._tunings: dict[str, Tuning] = {}
        self._saved: dict[str, list[Changes]] = {}
        self._race_id = ""
        self._freed: set[str] = set()
        self.run: TunedRun | None = None
        self._rows: tuple[object, tuple[Section, ...]] | None = None
        self._kept: tuple[tuple[str, str, bool, bool], Ghost | None] | None = None

    # What is shown

    @property
    def tuning(self) -> Tuning:
        """Of the race that is shown."""
        return self._tunings[self._race_id]

    @property
    def runner(self) -> TuningRunner:
        """Where the race that is shown is run."""
        return self._runner(self._race_id)

    @property
    def race(self) -> Race:
        """The race as it was."""
        return self.tuning.race

    @property
    def entry(self) -> Entry:
        """The team that is tuned, as it was."""
        return entry_on(self.race, self.side)

    def enter(self, race_id: str) -> None:
        """Show a race, as it was last left.

        Raises
        ------
        KeyError
            if there is no such race
        """
        shown, _ = self._races.of(race_id)
        self._race_id = race_id
        kept = Changes(keep_time=self.results.model == "kinematic")
        self._tunings.setdefault(race_id, Tuning(known(shown.race), kept))
        self.problem, self.cursor.row = "", ""
        if self.side not in [entry.side for entry in shown.race.entries]:
            self.side = shown.race.entries[0].side
        self._follow_ghost()
        self._show()

    def sections(self) -> tuple[Section, ...]:
        """The rows of the panel."""
        key = (self.tuning.now, self.side, self._race_id)
        if self._rows is None or self._rows[0] != key:
            base = None
            if not self.tuning.now.keep_time:
                with contextlib.suppress(InputError):
                    base = self.runner.fitted(self.tuning)
            self._rows = (key, panel_rows.sections(self.tuning, self.side, base))
        return self._rows[1]

    def control(self, name: str) -> Control | None:
        """A row by its id; None if there is none now."""
        rows = (each for section in self.sections() for each in section.controls)
        return next((each for each in rows if each.id == name), None)

    # What the viewer does

    def change(self, control: Control, value: float | str | bool, *, hold: bool = False) -> str:
        """Move a row; what is to be said about it, or nothing."""
        before = self.tuning
        after = panel_rows.apply(before, control, value, hold=hold)
        words = ""
        first = control.key.name == FORMATION and before.now.keep_time
        if first and self._race_id not in self._freed and after.now != before.now:
            # What a formation is worth is the question; the time alone would not move.
            self._freed.add(self._race_id)
            after = replace(after, now=replace(after.now, keep_time=False))
            words = FREED
        self.take(after)
        return "" if self.problem else words

    def reset(self, control: Control) -> None:
        """A row as it was."""
        self.take(panel_rows.reset(self.tuning, control))

    def reset_all(self) -> None:
        """Everything as it was; another formation then asks again what it is worth."""
        self._freed.discard(self._race_id)
        self.take(self.tuning.reset_all())

    def keep_time(self, on: bool) -> None:
        """Keep the official time, or let the power model tell it."""
        self._freed.add(self._race_id)
        self.take(self.tuning.keep_time(on))

    def take(self, tuning: Tuning) -> None:
        """Go on with another tuning; one that cannot be skated is said and not taken."""
        before = self._tunings[self._race_id]
        if tuning == before:
            return
        self._tunings[self._race_id] = tuning
        try:
            self._show()
            if tuning.now != before.now:
                self.problem = ""
        except InputError as error:
            self._tunings[self._race_id] = replace(before, held=tuning.held)
            self.problem = problem(error)

    def team(self, side: str) -> None:
        """Tune the team on a side."""
        self.side = side
        self._show()

    def other_team(self) -> None:
        """Tune the other team, where there are two."""
        sides: list[str] = [entry.side for entry in self.race.entries]
        self.team(sides[(sides.index(self.side) + 1) % len(sides)])

    def rows(self) -> tuple[str, ...]:
        """Ids of the rows that are seen and do something, top to bottom."""
        return self.cursor.rows(self.sections())

    def walk(self, steps: int) -> None:
        """Go on by some rows with the keyboard."""
        self.cursor.walk(self.sections(), steps)

    def step(self, steps: int) -> str:
        """Move the row that the keyboard is on by some steps; what is to be said."""
        control = self.control(self.cursor.row)
        if control is None or self.cursor.row not in self.rows():
            self.walk(1)
            return ""
        if control.kind == "number":
            return self.change(control, float(control.value) + steps * control.step)
        if control.kind == "switch":
            return self.change(control, steps > 0)
        index = control.options.index(str(control.value)) + steps
        return self.change(control, control.options[index % len(control.options)])

    def reset_row(self) -> None:
        """The row that the keyboard is on as it was."""
        control = self.control(self.cursor.row)
        if control is not None:
            self.reset(control)

    def choose_ghost(self, name: str) -> str:
        """Show a ghost by its name; what is wrong with it, or nothing."""
        before, self.ghost_name = self.ghost_name, name
        try:
            self._show()
        except InputError as error:
            self.ghost_name = before
            return problem(error)
        return ""

    def ask_lab(self) -> None:
        """Have the lab asked what is shown in the panel, or as the ghost."""
        if self.replay is None:
            return
        if self.open:
            self.asker.ask(self.race, self.entry.team.code)
        team, kind = ghost_choice.supposed(self.ghost_name)
        if kind is not None:
            self.asker.ask(self.race, team)

    def take_answers(self) -> bool:
        """Take what the lab has found; whether something was."""
        if not self.asker.poll():
            return False
        if ghost_choice.supposed(self.ghost_name)[0]:
            self._show()
        return True

    def answer(self, team: str) -> Comparison | None:
        """What the lab knows about a team in this race."""
        found = self.asker.answers.get((self._race_id, team))
        return found if isinstance(found, Comparison) else None

    def compare(self, comparison: Comparison) -> None:
        """Show what a comparison found: both formations on the same ice, by the power model."""
        race_id, team = comparison.race.id, comparison.team
        self.asker.answers[race_id, team] = comparison
        self.enter(race_id)
        entry = next(e for e in self.race.entries if e.team.code == team)
        self.side, self.ghost_name = entry.side, ghost_choice.what_if(entry)
        self._freed.add(race_id)
        self.take(replace(self.tuning, now=replace(self.tuning.now, keep_time=False)))

    @property
    def unsaved(self) -> tuple[str, ...]:
        """Ids of the races whose tuning no file holds, in the order of the event."""
        lost = {
            race_id
            for race_id, tuning in self._tunings.items()
            if tuning.changed and tuning.now.acting not in self._saved.get(race_id, [])
        }
        return tuple(each.race.id for each in self.results.races if each.race.id in lost)

    def tuned(self, race_id: str) -> bool:
        """Whether a race is shown as somebody tuned it."""
        return race_id in self._tunings and self._tunings[race_id].changed

    def saved(self, race_id: str) -> None:
        """A file holds what is changed about a race now."""
        kept, now = self._saved.setdefault(race_id, []), self._tunings[race_id].now.acting
        if now not in kept:
            kept.append(now)

    def scenario_text(self, race_id: str = "") -> str:
        """A tuned race, by default the one that is shown, as a scenario file.

        Raises
        ------
        InputError
            if nothing was changed, or it cannot be said in a file
        """
        race_id = race_id or self._race_id
        tuning = self._tunings[race_id].release()
        if not tuning.changed:
            raise InputError.single(race_id, "", "nothing is changed yet", "move a slider")
        made = self._runner(race_id).run(tuning).replay.trajectory
        names = ", ".join(sorted({key.name for key in tuning.now.acting.values}))
        title = f"{tuning.race.title}, tuned: {names}"
        return tuning_file.text(self.results.scenario.source, tuning.race, made, title)

    def _runner(self, race_id: str) -> TuningRunner:
        if race_id in self._runners:
            self._runners.move_to_end(race_id)
        else:
            self._runners[race_id] = TuningRunner(self._races.of(race_id)[0])
            if len(self._runners) > _MOST_RUNNERS:
                self._runners.popitem(last=False)
        return self._runners[race_id]

    def _show(self) -> None:
        """Run the race as tuned and put the ghost beside it."""
        runner, tuning = self.runner, self.tuning
        before = self.run
        self.run = run = runner.run(tuning)
        shown = run.replay
        if self.ghost_name == ghost_choice.AUTO:
            if tuning.changed:
                shown = runner.with_ghost(run, self.entry.team.code)
        elif self.ghost_name != ghost_choice.NONE:
            shown = with_ghost(shown, self._ghost())
        self.replay = shown
        if tuning.held is None or before is None or before.replay.race.id != shown.race.id:
            self.moments = bookmarks(shown)

    def _follow_ghost(self) -> None:
        """In another race, go on asking about the same team, if it skates there."""
        team, kind = ghost_choice.supposed(self.ghost_name)
        if kind is None:
            return
        race = tuned(self.race, self.tuning.now.values)
        entry = next((each for each in race.entries if each.team.code == team), None)
        if entry is None:
            self.ghost_name = ghost_choice.AUTO
        elif role(entry.formation) == kind:
            self.ghost_name = ghost_choice.what_if(entry)

    def _ghost(self) -> Ghost | None:
        team, _ = ghost_choice.supposed(self.ghost_name)
        # What is uncertain is known of the race as it was, not of what is tuned.
        changed = self.tuning.changed
        key = (self._race_id, self.ghost_name, self.answer(team) is not None, changed)
        if self._kept is None or self._kept[0] != key:
            made = ghost_choice.ghost(self.results, self.ghost_name, self.runner, self.answer(team))
            if made is not None and changed:
                made = replace(made, interval_s=None)
            self._kept = (key, made)
        return self._kept[1]
