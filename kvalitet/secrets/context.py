"""Whether what stands around digits says that they are something else: an identifier, a telephone, a case."""

import re
from typing import Final

_REACH: Final = 48
_PART: Final = re.compile(r"[0-9A-Za-z]*\Z")
_JOINED: Final = re.compile(r"(?<![0-9])[0-9]{1,7}[-.]\Z|(?<![0-9])(?:19|20)[0-9]{2}/\Z")
_DATED: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}-\Z")
_JOINS: Final = re.compile(r"[-.][0-9]{1,7}(?![0-9])")
_OTHERWISE: Final = re.compile(
    r"(?<!\w)(?:telefon|tele|tfn|tel|mobil|fax|sms|växel|"
    r"org|dnr|diarie|dokument-?id|dokument-?n|dok\.?\s?n|ärenden|ärende-?id|referens|ref|"
    r"isbn|issn|bankgiro|plusgiro|bg|pg|ocr|faktura|artikel|serie|order|beställning|kund|konto|"
    r"hsa|oid|commit|incheckning|version)[\w-]*\.?\s*(?:nummer|nr|id|är)?[\s.:=#\"'”(]*\Z",
    re.IGNORECASE,
)
_REACHED_BY_TELEPHONE: Final = re.compile(
    r"(?<!\w)(?:tele|tfn|tel\b|mobil|ring|sms|fax|nås|växel|jour(?:en)?\b|kontakt)", re.IGNORECASE
)


def in_identifier(text: str, start: int, end: int) -> bool:
    """Whether the digits are one part of a longer identifier, such as `RHS9926-1306825477-13` or a git hash."""
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    mixed = _holds_digit(_PART.search(before)) or _holds_digit(re.match(r"[0-9A-Za-z]*", after))
    joined = _JOINED.search(before) is not None and _DATED.search(before) is None
    return mixed or joined or _JOINS.match(after) is not None


def _holds_digit(part: re.Match[str] | None) -> bool:
    return part is not None and any(c.isdigit() for c in part[0])


def named_otherwise(text: str, start: int) -> bool:
    """Whether the words before ten bare digits say that they are a telephone, a case or a document.

    Only those are so weak a sign: digits with a century or a dash in its place are a number of a person
    whatever they are called.
    """
    line = text[max(0, start - _REACH) : start].rpartition("\n")[2]
    if _OTHERWISE.search(line):
        return True
    # a telephone begins with 0, and so does the year of birth of a child born in the noughties
    return text[start] == "0" and _REACHED_BY_TELEPHONE.search(line) is not None
