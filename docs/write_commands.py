"""Write what the docs take from the program itself: ``make docs``.

``docs/commands.md`` is its help, the key table of ``docs/watching.md`` its list of keys.
"""

from __future__ import annotations

import os
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

PAGE = Path(__file__).parent / "commands.md"
WIDTH = 90  # columns of the help pages
# The file that each shell reads when it starts, and the line for it.
COMPLETION = {
    "~/.bashrc": 'eval "$(pursuit-sim --completion bash)"',
    "~/.zshrc": 'eval "$(pursuit-sim --completion zsh)"',
    "~/.config/fish/config.fish": "pursuit-sim --completion fish | source",
    "$PROFILE": "pursuit-sim --completion powershell | Out-String | Invoke-Expression",
}
WATCHING = Path(__file__).parent / "watching.md"
BEGIN, END = "<!-- keys: written by make docs -->\n", "<!-- end of keys -->"


def help_page(verb: str = "") -> str:
    """What ``pursuit-sim [VERB] --help`` prints."""
    from pursuit_sim.cli import main

    shown = StringIO()
    with redirect_stdout(shown):
        main([*verb.split(), "--help"])
    return shown.getvalue().rstrip()


def text() -> str:
    """The whole page."""
    from pursuit_sim.cli.program import VERBS

    parts = [
        "# Commands",
        "",
        "Made from the program's own help by `make docs`.",
        "",
        "Exit status: 0 done; 2 something in the input is wrong, one line on stderr for each",
        "fault; 1 anything else, such as a full disk; 130 interrupted.",
        "",
        "## Completion",
        "",
        "A shell completes verbs, options, scenarios, races, keys and choices if the file that it",
        "reads when it starts has its line:",
        "",
        *(f"* `{file}`: `{line}`" for file, line in COMPLETION.items()),
        "",
    ]
    for verb in ("", *VERBS):
        parts += [f"## pursuit-sim {verb}".rstrip(), "", "```text", help_page(verb), "```", ""]
    return "\n".join(parts)


def with_keys(page: str) -> str:
    """A page with the table of keys between its marks."""
    from pursuit_sim.app import key_bindings

    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{key_bindings.table()}\n{END}{after}"


if __name__ == "__main__":
    os.environ["COLUMNS"] = str(WIDTH)
    PAGE.write_text(text(), encoding="utf-8")
    WATCHING.write_text(with_keys(WATCHING.read_text(encoding="utf-8")), encoding="utf-8")
