"""How a number that a user may tweak is declared."""

from functools import cache
from typing import Any, Self, cast

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo


def quantity(
    default: Any,
    text: str,
    *,
    unit: str,
    within: tuple[float, float],
    source: str,
    confidence: str = "M",
    step: float | None = None,
    women: float | None = None,
    also: str = "",
) -> Any:
    """Declare a parameter: a pydantic field that also knows its unit, source and confidence.

    Parameters
    ----------
    default : value used when nobody gives one
    text : what it means, one sentence
    unit : its unit; "1" for a ratio
    within : smallest and largest value allowed, both included
    source : where default and range come from
    confidence : H high, M medium, L low
    step : natural step of a slider, by default a hundredth of the range
    women : value used in women's races when nobody gives one, where that is another
    also : what else the default depends on
    """
    low, high = within
    return Field(
        default,
        ge=low,
        le=high,
        allow_inf_nan=False,
        strict=True,  # neither "1.4" nor true is a number
        description=text,
        json_schema_extra={
            "unit": unit,
            "source": source,
            "confidence": confidence,
            "step": step if step is not None else (high - low) / 100,
            **({} if women is None else {"default_women": women}),
            **({"default_also": also} if also else {}),
        },
    )


def allowed(info: FieldInfo) -> tuple[float, float]:
    """Smallest and largest value that a declaration allows, in its unit."""
    (low,) = (each.ge for each in info.metadata if hasattr(each, "ge"))
    (high,) = (each.le for each in info.metadata if hasattr(each, "le"))
    return float(low), float(high)


def womens(info: FieldInfo) -> float | None:
    """The default of women's races; None where it is that of all."""
    extra = info.json_schema_extra
    value = extra.get("default_women") if isinstance(extra, dict) else None
    return value if isinstance(value, float) else None


class Group(BaseModel):
    """A frozen group of parameters; unknown keys are refused."""

    # Built on first use: importing the declarations must stay cheap.
    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=False, allow_inf_nan=False, defer_build=True
    )

    @classmethod
    def usual(cls, sex: str) -> Self:
        """The values when nobody gives any, for "men" or "women"; none of them is said."""
        return cast("Self", _usual(cls, sex))

    @classmethod
    def nearest(cls, usual: Self, *levels: Self) -> Self:
        """The levels merged value by value, the last that sets a value wins.

        Parameters
        ----------
        usual : all values, for those that no level sets; what it says remains said
        levels : the farthest first
        """
        if not any(level.model_fields_set for level in levels):
            return usual
        values = {name: getattr(usual, name) for name in cls.model_fields}
        said = {*usual.model_fields_set}
        for level in levels:
            own = level.model_fields_set & values.keys()
            values |= {name: getattr(level, name) for name in own}
            said |= own
        # Every value was validated in its own level; mypy sees the base class here.
        return cast("Self", cls.model_construct(_fields_set=said, **values))

    @property
    def said(self) -> bool:
        """Whether somebody gave a value, the usual one too; else all are taken."""
        return bool(self.model_fields_set)


@cache
def _usual(group: type[Group], sex: str) -> Group:
    own: dict[str, Any] = {}
    if sex == "women":
        own = {name: womens(info) for name, info in group.model_fields.items()}
    given = {name: each for name, each in own.items() if each is not None}
    return group.model_construct(_fields_set=set(), **given)  # validated where it is declared
