"""A long sweep as one file, worked out by several processes, here or on a cluster.

Whoever works a chunk out writes it, into the journal beside the file; nothing but the numbers
of chunks goes from process to process. The file is put together from the chunks at the end, in
their order: it has the same bytes however they were worked out.
"""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from pursuit_sim.atomic_write import atomic_path
from pursuit_sim.errors import PursuitError
from pursuit_sim.export.tables.sweep_form import SweepForm
from pursuit_sim.export.writers import SWEEPS, writer
from pursuit_sim.lab.cluster import work_on_cluster
from pursuit_sim.lab.crew import CHUNK, Crew
from pursuit_sim.lab.journal import Journal
from pursuit_sim.lab.long_sweep import LongSweep
from pursuit_sim.on_step import OnStep


@dataclass(frozen=True, slots=True)
class SweepFile:
    """What was written.

    Attributes
    ----------
    path : where
    rows : runs times teams
    unsolved : rows without a solution
    within_s : the largest error found where something was tabulated [s]
    """

    path: Path
    rows: int
    unsolved: int
    within_s: float


@dataclass(frozen=True)
class ChunkWork:
    """What a worker does with the number of a chunk.

    Attributes
    ----------
    sweep : what is worked out
    journal : where it is written
    """

    sweep: LongSweep
    journal: Journal

    @property
    def form(self) -> SweepForm:
        """How chunks, and the file they make, are written."""
        form: SweepForm = writer(SWEEPS, self.journal.suffix)
        return form

    def __call__(self, number: int) -> None:
        """Work a chunk out and write it."""
        with atomic_path(self.journal.part(number)) as part:
            self.form.write(self.sweep.chunk(number), part)


def write_sweep(
    sweep: LongSweep,
    path: Path,
    *,
    jobs: int = 1,
    crew: Crew | None = None,
    cluster: str = "",
    resume: bool = False,
    force: bool = False,
    on_step: OnStep | None = None,
) -> SweepFile:
    """Work a sweep out and write it to a file.

    When it is interrupted, what is done stays beside the file, and `resume` goes on with it.

    Parameters
    ----------
    sweep : from `long_sweep`
    path : ends in .csv or .parquet
    jobs : worker processes of this machine
    crew : those processes, where some were started before; whoever started them ends them
    cluster : address of a Dask scheduler, or "local" for one of `jobs` workers here; by
        default none is asked. All its workers must see the folder of `path`
    resume, force : go on with what was left there; begin anew and replace what is there
    on_step : called with the runs that are done, and of how many

    Raises
    ------
    InputError
        if something unfinished is there, or the cluster cannot be reached
    MissingExtraError
        if a package for the format or the cluster is not installed
    WorkerDiedError
        if worker processes die again and again
    OSError
        if it cannot be written
    """
    path = path.absolute()
    journal = Journal(path, sweep.plan())
    work = ChunkWork(sweep, journal)
    form = work.form
    form.check()
    journal.begin(resume=resume, force=force)
    count = sweep.design.chunks
    try:
        _work(work, jobs, crew, cluster, on_step or (lambda *_: None))
    except PursuitError:
        if not journal.done(count):
            journal.remove()
        raise
    with atomic_path(path) as part:
        rows, unsolved = form.join([journal.part(i) for i in range(count)], part, journal.plan)
    journal.remove()
    return SweepFile(path, rows, unsolved, sweep.within_s)


def _work(
    work: ChunkWork,
    jobs: int,
    crew: Crew | None,
    cluster: str,
    on_step: OnStep,
) -> None:
    """Work out the chunks that are not there."""
    sweep, journal, form = work.sweep, work.journal, work.form
    runs, teams = sweep.design.runs, len(sweep.entries)
    done = {
        number
        for number in journal.done(sweep.design.chunks)
        if form.whole(journal.part(number), _runs(runs, number) * teams)
    }
    left = [number for number in range(sweep.design.chunks) if number not in done]
    finished = sum(_runs(runs, number) for number in done)
    on_step(finished, runs)
    if not left:
        return
    with ExitStack() as stack:
        if cluster:
            working = work_on_cluster(work, left, cluster, jobs)
        else:
            working = (crew or stack.enter_context(Crew(jobs))).work(work, left)
        for number in stack.enter_context(closing(working)):
            if number is not None:
                finished += _runs(runs, number)
            on_step(finished, runs)


def _runs(runs: int, number: int) -> int:
    """How many of so many runs a chunk has."""
    return min(CHUNK, runs - number * CHUNK)
