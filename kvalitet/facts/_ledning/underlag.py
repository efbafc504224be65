"""The parts that a review rests on: which an area has, what the management found of each, and which are missing."""

from collections.abc import Iterator, Sequence

from kvalitet.facts._base.omraden import PATIENT_SAFETY, process
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.words import word
from kvalitet.model.codes import Code
from kvalitet.model.document import Gap
from kvalitet.model.figure import Table
from kvalitet.model.value import Value
from kvalitet.model.wording import lowered
from kvalitet.views.genomgangar import Genomgang


def parts(within: Reach) -> Iterator[Code]:
    """The parts that the area has, in the order of the code list."""
    codes = within.register.codes.get("underlag")
    for code in codes.codes.values() if codes else ():
        areas = code.data.get("områden")
        if code.valid(within.period.last) and (not isinstance(areas, list) or _has(within, areas)):
            yield code


def _has(within: Reach, areas: Sequence[Value]) -> bool:
    """Whether a part of some areas belongs to the review: one of a process has those of patient safety."""
    return (PATIENT_SAFETY if process(within) else within.scope.area) in areas


def compulsory(within: Reach, code: Code) -> bool:
    """Whether the part must be there; of a process only what is demanded of every review."""
    every = not isinstance(code.data.get("områden"), list)
    return code.data.get("obligatorisk") is True and (every or process(within) is None)


def judgements(within: Reach, review: Genomgang | None) -> Table:
    """What the management found of each part."""
    shown = {row.part: row.bedomning for row in review.underlag} if review else {}
    return Table(
        key="bedömningar",
        caption="Ledningens bedömning av varje del",
        headings=("Del", "Bedömning"),
        rows=tuple(
            (code.label, word(shown[code.id]) if shown.get(code.id) else "Inte bedömd")
            for code in parts(within)
            if code.id in shown or compulsory(within, code)
        ),
        ids=(review.record.id,) if review else (),
        empty="Ingen del är bedömd.",
    )


def insufficient(within: Reach, review: Genomgang) -> Iterator[str]:
    """The parts that the management found insufficient, as they stand within a sentence."""
    judged = {row.part: row.bedomning for row in review.underlag}
    for code in parts(within):
        if judged.get(code.id) == "otillräckligt":
            yield lowered(code.label)


def parts_missing(within: Reach, review: Genomgang | None) -> Iterator[Gap]:
    """A gap for each compulsory part that says nothing: a review may be written without it."""
    shown = {row.part for row in review.underlag if row.says_something} if review else set()
    for code in parts(within) if review else ():
        if review and compulsory(within, code) and code.id not in shown:
            yield Gap(
                f"underlag saknas: {code.label}",
                f"{place(within, review)}, underlag",
                "Skriv en bedömning eller en text för delen.",
                refuses=False,
            )


def place(within: Reach, review: Genomgang) -> str:
    """The file of a review."""
    return f"{within.register.origin.prefix}/{review.record.path}"
