"""Words that charts share: a row of names that is not too long to listen to."""

from collections.abc import Iterator, Sequence

from kvalitet.model.wording import counted, listing, number_text

_MOST = 4


def first_of(names: Sequence[str], most: int = _MOST) -> str:
    """The names in a row, the first of them where they are many: "a, b, c, d och 7 till"."""
    if len(names) <= most + 1:
        return listing(names)
    return listing([*names[:most], f"{number_text(len(names) - most)} till"])


def latest_of(notes: Sequence[str], most: int = _MOST) -> Iterator[str]:
    """The notes as sentences, the latest of them where they are many; the table has them all."""
    if earlier := len(notes[:-most]):
        yield f"Dessutom {counted(earlier, 'tidigare händelse', 'tidigare händelser')}."
    yield from (f"{note}." for note in notes[-most:])
