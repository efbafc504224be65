"""Faults of what is found in a text: each says what stands where, and nothing of what it is."""

from collections.abc import Iterator
from itertools import islice

from kvalitet.model.finding import Fault
from kvalitet.model.lines import Lines
from kvalitet.secrets import Sort, Sought, find

_MOST = 50
"""How many are told of one file: more would help nobody."""

_WORDS = {
    Sort.PERSONNUMMER: "ett personnummer",
    Sort.SAMORDNINGSNUMMER: "ett samordningsnummer",
    Sort.STOCKHOLM: "ett reservnummer (Region Stockholm)",
    Sort.VGR: "ett reservnummer (Västra Götalandsregionen)",
    Sort.VARMLAND: "ett reservnummer (Region Värmland)",
    Sort.CARELINK: "ett reservnummer (Carelink)",
    Sort.SKANE: "ett reservnummer (Region Skåne)",
    Sort.NRID: "en nationell reservidentitet",
    Sort.EPOST: "en e-postadress",
    Sort.TELEFON: "ett telefonnummer",
    Sort.NAMN: "ett namn",
}


def words(sort: Sort) -> str:
    """A sort of secret as it stands in a sentence."""
    return _WORDS[sort]


def found(path: str, text: str, sought: Sought, help: str) -> Iterator[Fault]:  # noqa: A002
    """The faults of the first hits in a file's text."""
    lines = Lines(text)
    # numbers go before all else, so that what is one is not told to be a telephone too
    hits = (hit for hit in find(text) if hit.sort.is_contact is (sought is Sought.CONTACTS))
    for hit in islice(hits, _MOST):
        yield Fault(path=path, message=f"{words(hit.sort)} står här", help=help, span=lines.span(hit.start, hit.end))
