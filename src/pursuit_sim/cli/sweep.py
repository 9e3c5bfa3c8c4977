"""`sweep`: a race for each of several values, or for each of millions."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pursuit_sim.cli import choices, options, outputs, sweep_axes
from pursuit_sim.cli.choices import Format, Model
from pursuit_sim.cli.progress import progress
from pursuit_sim.cli.verb import verb
from pursuit_sim.errors import Fault, InputError
from pursuit_sim.export.writers import SWEEPS, listed

if TYPE_CHECKING:
    from pursuit_sim.lab.crew import Crew
    from pursuit_sim.lab.sweep_design import How
    from pursuit_sim.scenario.race import Entry, Race

_MOST_JOBS = 1024
# What workers import while this process reads the scenario.
_WRITER = "pursuit_sim.export.tables.sweep_file"
_NEEDED = {".csv": (_WRITER,), ".parquet": (_WRITER, "pyarrow.parquet")}


@verb
@options.scenario_argument
@click.option(
    "--vary",
    metavar="KEY=VALUES",
    multiple=True,
    help="What to vary: values with commas between them, or a range such as 0.8..1.6/9 "
    "(nine of them); give it twice for all combinations. With --random and --sobol a "
    "range such as 0.8..1.6 is drawn from evenly.",
    shell_complete=options.complete_set,
)
@options.race_option()
@click.option("--team", metavar="NOC", help="Show this team only.  [default: all]")
@options.overrides_option()
@click.option(
    "--model",
    type=choices.WordOf(Model),
    default=Model.power,
    help="What decides the race: the skaters' power, or its official time, which the "
    "kinematic model spreads over the laps.",
)
@choices.format_option()
@choices.plot_option
@outputs.output_option(
    f"Write a row a run, of any number of runs, to a {listed(SWEEPS)} file. "
    "Keys are then parameters."
)
@click.option("--random", metavar="N", type=options.whole, help="With -o: N runs at random.")
@click.option(
    "--sobol",
    metavar="N",
    type=options.whole,
    help="With -o: N points of a Sobol sequence, which fill the space more evenly; best a "
    "power of two.",
)
@click.option(
    "--seed", metavar="N", type=options.whole, help="Of --random and --sobol.  [default: 0]"
)
@click.option(
    "--jobs",
    metavar="N",
    type=options.whole,
    help="With -o: worker processes.  [default: one a processor]",
)
@click.option("--resume", is_flag=True, help="With -o: go on with what was interrupted.")
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="With -o: let a Dask cluster work, by the address of its scheduler; local starts "
    "one here, with --jobs workers.",
)
@outputs.force_option
def sweep(
    scenario: str,
    vary: tuple[str, ...],
    race: str | None,
    team: str | None,
    overrides: tuple[str, ...],
    model: Model,
    format_: Format,
    plot: Path | None,
    output: Path | None,
    random: int | None,
    sobol: int | None,
    seed: int | None,
    jobs: int | None,
    resume: bool,
    cluster: str | None,
    force: bool,
) -> None:
    """Skate a race with several values of a key and tell what each is worth.

    Keys and values are those of scenario files and of --set. The power model is fitted to the
    race as it is, and then only the values change. With -o there may be millions of runs; Ctrl-C
    keeps what is done, and --resume goes on.

    \b
    Examples:
      pursuit-sim sweep beijing-2022-men --race sf-1 --vary rink.air_density_kgm3=1.03..1.24/4
      pursuit-sim sweep beijing-2022-men --race sf-1 --team NED \\
        --vary races.sf-1.crossing.formation=rotating,push \\
        --vary races.sf-1.crossing.effort.push_ratio=0.95..1/3
      pursuit-sim sweep beijing-2022-men --model kinematic --vary pacing.fade_s=0..4
      pursuit-sim sweep beijing-2022-men --race sf-1 --team NED --random 1000000 \\
        --vary effort.leader_gain=0.05..0.18 --vary body.mass_kg=72..86 -o runs.parquet
    """
    asked = _Long(output, random, sobol, seed, jobs, resume, cluster, force)
    asked.check(format_ is not Format.table, plot is not None)
    if output is not None:
        asked.check_output(output, scenario)
        with asked.crew(output) as crew:
            loaded = options.load(scenario, overrides)
            choices.note_form(loaded)
            chosen = options.pick(loaded, race)
            entries = chosen.entries if team is None else (choices.pick_team(loaded, chosen, team),)
            asked.write(output, chosen, entries, model, vary, crew)
        return
    from pursuit_sim.export.tables import results_json, sweep_table
    from pursuit_sim.lab.sweep import sweep as swept

    axes = sweep_axes.axes(vary)
    loaded = options.load(scenario, overrides)
    choices.note_form(loaded)
    if plot is not None:
        choices.note_letters(loaded, plotted=True)
    chosen = options.pick(loaded, race)
    code = None if team is None else choices.pick_team(loaded, chosen, team).team.code
    if model is Model.power:
        for entry in chosen.entries:
            if code in (None, entry.team.code):
                choices.note_stand_ins(entry)
                choices.note_changed(loaded, chosen, entry)
    if plot is not None:
        from pursuit_sim.export.plots import plotting

        read = outputs.sources(scenario, [plot])
        plotting.check(plot, "--plot", force=force, sources=read)
    with progress(f"sweeping {chosen.id}") as on_step:
        found = swept(
            options.source(scenario),
            chosen.id,
            axes,
            overrides=overrides,
            team=code,
            model=model.value,
            on_step=on_step,
        )
    if format_ is not Format.table:
        for line in (*found.made_up, *found.of_slow, *found.idle):
            options.note(line)
    if format_ is Format.json:
        options.emit(results_json.dumps(found.to_dict()))
    elif format_ is Format.csv:
        options.emit(sweep_table.csv(found))
    else:
        options.emit(sweep_table.text(found))
    if plot is not None:
        plotting.sweep(found, plot)
        options.note(f"wrote {plot}")


@dataclass(frozen=True, slots=True)
class _Long:
    """What the options of long sweeps say."""

    output: Path | None
    random: int | None
    sobol: int | None
    seed: int | None
    jobs: int | None
    resume: bool
    cluster: str | None
    force: bool

    def check(self, formatted: bool, plotted: bool) -> None:
        """Refuse what does not go together."""
        given = {
            "--random": self.random, "--sobol": self.sobol, "--jobs": self.jobs,
            "--resume": self.resume or None, "--cluster": self.cluster,
        }  # fmt: skip
        faults = []
        if self.output is None:
            remedy = f"say -o FILE, which ends in {listed(SWEEPS)}"
            faults += [
                Fault(name, "", "belongs to a sweep that is written to a file", remedy)
                for name, value in given.items()
                if value is not None
            ]
        else:
            kept = {"--format": formatted, "--plot": plotted}
            faults += [
                Fault(name, "", "belongs to a sweep without -o", "leave one of them out")
                for name, there in kept.items()
                if there
            ]
        if self.random is not None and self.sobol is not None:
            faults.append(Fault("--sobol", "", "is given beside --random", "choose one"))
        if self.seed is not None and self.random is None and self.sobol is None:
            remedy = "it belongs to --random or --sobol: leave it out"
            faults.append(Fault("--seed", "", "nothing is drawn", remedy))
        if self.resume and self.force:
            remedy = "the one goes on, the other begins anew: choose one"
            faults.append(Fault("--resume", "", "is given beside --force", remedy))
        least = {"--random": (self.random, 1), "--sobol": (self.sobol, 1), "--jobs": (self.jobs, 1),
                 "--seed": (self.seed, 0)}  # fmt: skip
        most = {"--jobs": _MOST_JOBS}
        for name, (value, low) in least.items():
            high = most.get(name, sweep_axes.MOST_RUNS)
            if value is not None and not low <= value <= high:
                faults.append(Fault(name, "", f"found {value}", f"write {low} to {high}"))
        if faults:
            raise InputError(faults)

    def check_output(self, output: Path, scenario: str) -> None:
        """Refuse a file that cannot be written, or is not to be replaced."""
        from pursuit_sim.lab.journal import Journal

        # What was interrupted while its file was being put in place may have it already.
        goes_on = self.resume and Journal(output, {}).folder.is_dir()
        outputs.check(output, tuple(SWEEPS), scenario, self.force or goes_on)

    def crew(self, output: Path) -> Crew:
        """Workers, which import what they need while this process reads the scenario."""
        from pursuit_sim.lab.crew import CHUNK, Crew

        jobs = self.jobs or _processors()
        draws = 0 if self.cluster else self.random or self.sobol or 0
        needed = _NEEDED[output.suffix.lower()]
        return Crew(jobs, -(-draws // CHUNK), needed)

    def write(
        self,
        output: Path,
        race: Race,
        entries: tuple[Entry, ...],
        model: Model,
        vary: Sequence[str],
        crew: Crew,
    ) -> None:
        """Work the sweep out and write it."""
        from pursuit_sim.export.tables.sweep_file import write_sweep
        from pursuit_sim.lab.columns import idle, levelled
        from pursuit_sim.lab.long_sweep import long_sweep
        from pursuit_sim.lab.swept_runs import made_up

        how: How = "random" if self.random else "sobol" if self.sobol else "grid"
        design = sweep_axes.design(vary, how, self.random or self.sobol or 0, self.seed or 0)
        sweep = long_sweep(race, entries, model.value, design)
        keys = [axis.key for axis in design.axes]
        unread = idle(keys, race, entries, model.value)
        for line in (*made_up(race, entries), *unread, *levelled(keys, entries)):
            options.note(line)
        try:
            with progress(f"sweeping {race.id}") as on_step:
                done = write_sweep(
                    sweep,
                    output,
                    jobs=self.jobs or _processors(),
                    crew=crew,
                    cluster=self.cluster or "",
                    resume=self.resume,
                    force=self.force,
                    on_step=on_step,
                )
        except KeyboardInterrupt:
            options.note("what is done is kept beside the file: the same words and --resume go on")
            raise
        none = f", {done.unsolved} of them without a solution" if done.unsolved else ""
        options.note(f"wrote {output}: {done.rows} rows{none}")
        if done.within_s:
            options.note(
                f"train, radius or pacing are interpolated: races tried differ by up to "
                f"{done.within_s:.4f} s from those laid out for themselves"
            )


def _processors() -> int:
    """Those that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1
