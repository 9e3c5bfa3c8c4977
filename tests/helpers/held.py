"""How much memory is held, by what is there and not by what the system says."""

from __future__ import annotations

import gc
import sys
from functools import _lru_cache_wrapper
from types import ModuleType

MEGABYTE = 2**20


def held_by_caches(package: str, *more: object) -> int:
    """Memory of everything that functions of a package and of those in it keep [bytes].

    Parameters
    ----------
    package : its name
    more : what is kept elsewhere
    """
    kept = {
        id(each): each
        for name, module in sys.modules.items()
        if name == package or name.startswith(f"{package}.")
        for each in vars(module).values()
        if isinstance(each, _lru_cache_wrapper)
    }
    assert kept, f"nothing is kept in {package}"
    waiting = [part for each in kept.values() for part in gc.get_referents(each)] + [*more]
    seen: set[int] = set()
    total = 0
    while waiting:
        each = waiting.pop()
        code = isinstance(each, (type, ModuleType)) or callable(each)
        if id(each) not in seen and not code:
            seen.add(id(each))
            total += sys.getsizeof(each)
            waiting += gc.get_referents(each)
    return total
