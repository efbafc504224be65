"""How often something is to be done, as people say it."""

import re

_INTERVAL = re.compile(r"P([1-9][0-9]{0,3})([DWMY])")
_ORDINALS = {3: "tredje", 4: "fjärde", 5: "femte", 6: "sjätte", 18: "artonde"}
_NOUNS = {"D": "dag", "W": "vecka", "M": "månad", "Y": "år"}


def often(interval: str, least: int | None) -> str:
    """A frequency in words: "var tredje månad", "minst 2 gånger per år"; or that it is not said."""
    found = _INTERVAL.fullmatch(interval)
    if found:
        return _every(int(found[1]), found[2])
    if least is None:
        return "utan bestämd tid"
    return f"minst {least} {'gång' if least == 1 else 'gånger'} per år"


def _every(number: int, unit: str) -> str:
    neuter = unit == "Y"
    if number == 1:
        return f"varje {_NOUNS[unit]}"
    second = "vartannat" if neuter else "varannan"
    each = second if number == 2 else f"{'vart' if neuter else 'var'} {_ORDINALS.get(number, f'{number}:e')}"  # noqa: PLR2004
    return f"{each} {_NOUNS[unit]}"
