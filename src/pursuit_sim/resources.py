"""Where the bundled scenarios and assets are, in a wheel as in a checkout."""

from __future__ import annotations

from pathlib import Path

from pursuit_sim.errors import PursuitError

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


class DamagedAssetError(PursuitError):
    """A file of the installation is not what it was."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"asset {path} is damaged; reinstall pursuit-sim")


def folder(name: str) -> Path:
    """The folder "scenarios" or "assets".

    The wheel carries them inside the package; a checkout and an editable install have
    them at the top level.

    Raises
    ------
    FileNotFoundError
        naming the folder, if the installation lacks it
    """
    for root in (_PACKAGE, _CHECKOUT):
        if (root / name).is_dir():
            return root / name
    raise FileNotFoundError(
        f"the installation lacks its folder {name!r} (looked in {_PACKAGE}); reinstall pursuit-sim"
    )


def asset(name: str) -> Path:
    """A bundled asset, such as "fonts/Inter-Regular.ttf".

    Raises
    ------
    FileNotFoundError
        naming the file, if it is missing
    """
    path = folder("assets") / name
    if not path.is_file():
        raise FileNotFoundError(f"asset {path} is missing; reinstall pursuit-sim")
    return path


def scenarios() -> dict[str, Path]:
    """Bundled scenario files by name, in alphabetical order."""
    return {path.stem: path for path in sorted(folder("scenarios").glob("*.toml"))}
