"""Words that charts share: a row of names that is not too long to listen to."""

from collections.abc import Iterator, Sequence

from kvalitet.model.wording import counted, first_of

__all__ = ["first_of", "latest_of"]

_MOST = 4


def latest_of(notes: Sequence[str], most: int = _MOST) -> Iterator[str]:
    """The notes as sentences, the latest of them where they are many; the table has them all."""
    if earlier := len(notes[:-most]):
        yield f"Dessutom {counted(earlier, 'tidigare händelse', 'tidigare händelser')}."
    # a note written as a sentence has its full stop already
    yield from (note if note.endswith(".") else f"{note}." for note in notes[-most:])
