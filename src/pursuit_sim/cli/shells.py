"""What shells are told of the words that are possible next, where click's own way loses some."""

from __future__ import annotations

from typing import Any

from click.shell_completion import (
    CompletionItem,
    FishComplete,
    PowerShellComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)


class _WholeWords(ShellComplete):
    """For shells that replace the whole word: values of --option=value come with the option.

    Bash completes what follows the sign alone.
    """

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[Any]]:
        found = super().get_completions(args, incomplete)
        option, sign, _ = incomplete.partition("=")
        if sign and option.startswith("--"):
            for each in found:
                each.value = f"{option}{sign}{each.value}"
        return found


class _Zsh(_WholeWords, ZshComplete):
    pass


class _Fish(_WholeWords, FishComplete):
    """In the order that the program gives, with descriptions to their end."""

    source_template = FishComplete.source_template.replace(
        'string split ","', 'string split --max 1 ","'
    ).replace("complete --no-files", "complete --keep-order --no-files")


class _PowerShell(_WholeWords, PowerShellComplete):
    pass


def register() -> None:
    """Have click answer shells in these ways."""
    for made in (_Zsh, _Fish, _PowerShell):
        add_completion_class(made)
