"""What every test shares."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# As the program has it in its own process: with tests on every core more threads only wait.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
from hypothesis import HealthCheck, settings

# Before they are imported: a failing assert of theirs tells its values too.
pytest.register_assert_rewrite("helpers")

from helpers.outcomes import CLI, Outcome  # noqa: E402 - after what is registered for it

# How long an example takes says more about the machine than about the program.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

# Nothing may look for a screen or a loudspeaker, whatever machine runs the tests.
os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"


def pytest_sessionstart() -> None:
    """Nothing that is collected becomes garbage: to look for some takes a third of that time."""
    gc.disable()


def pytest_collection_finish() -> None:
    """What was collected stays: looking through it again and again is half of the time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)  # garbage in circles is rare; to look for it took a twentieth
    gc.enable()


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> CLI:
    """Run the command line inside this process: ``cli("run", "beijing-2022-men")``."""
    from pursuit_sim.cli import main

    def call(*words: object) -> Outcome:
        capsys.readouterr()
        status = main([str(word) for word in words])
        shown = capsys.readouterr()
        return Outcome(status, shown.out, shown.err)

    return call


@pytest.fixture
def imported(cli: CLI, tmp_path: Path) -> Callable[[str], Outcome]:
    """Import a text as results of men, into ``made.toml``."""

    def run(text: str) -> Outcome:
        path = tmp_path / "results"
        path.write_text(text, encoding="utf-8")
        return cli("import", path, "--sex", "men", "-o", tmp_path / "made.toml", "--force")

    return run


@pytest.fixture
def taken(cli: CLI, tmp_path: Path) -> Callable[..., tuple[Outcome, list[str]]]:
    """Import a file, and the names of the teams that were taken."""
    import pursuit_sim

    def run(content: str | bytes, *options: str) -> tuple[Outcome, list[str]]:
        path, made = tmp_path / "results", tmp_path / "made.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        got = cli("import", path, "-o", made, "--force", *options)
        if got.status:
            return got, []
        races = pursuit_sim.load(made).races.values()
        return got, sorted(each.team.name for race in races for each in race.everybody)

    return run


@pytest.fixture(scope="module")
def prepared_once() -> Iterator[None]:
    """Players of one event share its replays, as one player does that goes from race to race."""
    from pursuit_sim.draw.replay import race_shelf

    made: dict[tuple[object, str], Any] = {}
    real = race_shelf.RaceShelf.of

    def of(self: Any, race_id: str) -> Any:
        key = self._results, race_id
        if key not in made:
            made[key] = real(self, race_id)
        return made[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(race_shelf.RaceShelf, "of", of)
        yield


@pytest.fixture
def answers_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same question has the answer at hand; see `helpers.lab_answers`."""
    from helpers.lab_answers import share

    share(monkeypatch)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium without a window for all pages; see `helpers.browser`."""
    from helpers.browser import chromium

    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Of the page that browsers are shown; see `helpers.browser`."""
    from helpers.browser import semifinals

    return semifinals(tmp_path_factory.mktemp("page"))
