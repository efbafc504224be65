"""A hit: what sort of secret stands in a text, and from where to where; never what it says."""

from dataclasses import dataclass
from enum import IntFlag, StrEnum


class Sort(StrEnum):
    """What a hit is; the value is what people call it."""

    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"
    STOCKHOLM = "reservnummer, Stockholm"
    VGR = "reservnummer, Västra Götaland"
    VARMLAND = "reservnummer, Värmland"
    CARELINK = "reservnummer, Carelink"
    SKANE = "reservnummer, Skåne"
    NRID = "nationell reservidentitet"
    EPOST = "e-postadress"
    TELEFON = "telefonnummer"
    NAMN = "namn"

    @property
    def is_contact(self) -> bool:
        """Whether it may belong in a text: a way to reach somebody, or a name; numbers of persons never do."""
        return self in {Sort.EPOST, Sort.TELEFON, Sort.NAMN}


class Sought(IntFlag):
    """What is looked for in a text."""

    NOTHING = 0
    NUMBERS = 1
    CONTACTS = 2
    ALL = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """The characters text[start:end] are a secret of a sort."""

    sort: Sort
    start: int
    end: int
