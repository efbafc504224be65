"""The headings of a report: data with versions, in the order and the tree of the code list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kvalitet.model.codes import Code
from kvalitet.model.register import Register
from kvalitet.model.value import Value

_TOP = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at a level, with the laws it answers to."""

    code: Code
    level: int

    @property
    def basis(self) -> tuple[str, ...]:
        """The paragraphs that the heading answers to."""
        return _texts(self.code.data.get("lagrum"))

    @property
    def mandatory(self) -> bool:
        """Whether a report without a text here lacks something that it must hold."""
        return self.code.data.get("obligatorisk") is True


def headings(register: Register, report: str, day: date) -> tuple[Heading, ...]:
    """The headings of a report as they were on a day, each before those under it."""
    codes = register.codes.get("rubriker")
    chosen = {c.id: c for c in (codes.codes.values() if codes else ()) if _belongs(c, report) and c.valid(day)}
    below: dict[str | None, list[Code]] = {}
    for code in chosen.values():
        below.setdefault(code.parent if code.parent in chosen else None, []).append(code)
    return tuple(_branch(below, None, _TOP))


def _branch(below: Mapping[str | None, Sequence[Code]], parent: str | None, level: int) -> Iterator[Heading]:
    for code in below.get(parent, ()):
        yield Heading(code, level)
        yield from _branch(below, code.id, level + 1)


def _belongs(code: Code, report: str) -> bool:
    return report in _texts(code.data.get("områden"))


def _texts(value: Value) -> tuple[str, ...]:
    return tuple(text for text in value if isinstance(text, str)) if isinstance(value, list) else ()
