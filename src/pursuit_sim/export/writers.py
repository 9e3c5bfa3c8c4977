"""What can be written: each ending of a file or name of a format, and who writes it.

A writer is named as "module:function" within `export` and loaded when it is used: the
command line shows the endings without loading any.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

Writers = Mapping[str, str]

# write(table, path): a trajectory, as `trajectory_table.columns` has it
TRAJECTORIES = {
    ".csv": "tables.trajectory_csv:write",
    ".npz": "tables.trajectory_npz:write",
    ".parquet": "tables.trajectory_parquet:write",
}
# files(results, races): texts by file name, that for stdout first; FILES: these names
RESULTS = {
    "table": "tables.results_table:files",
    "json": "tables.results_json:files",
    "csv": "tables.results_csv:files",
}
# write(frame, path, size): a picture
PICTURES = {
    ".png": "pictures.png_picture:write",
    ".svg": "pictures.svg_picture:write",
}
# open(path, size, rate): an encoder of a film
FILMS = {
    ".mp4": "pictures.encoder:open_mp4",
    ".webm": "pictures.encoder:open_webm",
    ".gif": "pictures.encoder:open_gif",
}

# A `SweepForm`: chunks of a long sweep as files, and these as one
SWEEPS = {
    ".csv": "tables.sweep_csv:FORM",
    ".parquet": "tables.sweep_parquet:FORM",
}


def writer(writers: Writers, name: str) -> Any:
    """What writes one of these."""
    _, _, function = writers[name].partition(":")
    return getattr(import_module(_module(writers[name])), function)


def file_names(writers: Writers, name: str) -> tuple[str, ...]:
    """What the files of one of these are called, where it writes several."""
    names: tuple[str, ...] = import_module(_module(writers[name])).FILES
    return names


def listed(names: Iterable[str]) -> str:
    """Names in words: ".csv, .npz or .parquet"."""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def _module(written: str) -> str:
    return f"pursuit_sim.export.{written.partition(':')[0]}"
