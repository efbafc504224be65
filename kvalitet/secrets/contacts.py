"""Ways to reach a person, and names: e-mail, telephone, and what stands where a name is expected.

A pair of capitalised words is a name only after a word that calls for one (`Namn:`, `patienten`, `Mvh`) or
as a signature, since Swedish units, places and methods have capitals too.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from kvalitet.secrets.hit import Hit, Sort

_LOCAL: Final = re.compile(r"[\w.+'-]{1,64}\Z")
_DOMAIN: Final = re.compile(r"(?:[\w-]{1,63}\.){1,5}(?P<top>[A-Za-z]{2,24})(?![\w-])")
_PICTURES: Final = frozenset({"png", "jpg", "jpeg", "gif", "svg", "webp", "md", "yaml", "yml", "json"})
_FUNCTIONS: Final = re.compile(
    r"registrator|info|kontakt|kansli|diari|patientn|support|no-?reply|funktion|jour|mottagning|avdelning|enhet|"
    r"kvalitet|klagomal|synpunkt|sakerhet|service|brevlada",
    re.IGNORECASE,
)
_TELEPHONE: Final = re.compile(
    r"(?<![\w+/.-])(?<![0-9] )"
    r"(?:(?:\+|00)46[ -]?(?:\(0\)[ ]?)?[1-9][0-9]{0,2}|\(?0[1-9][0-9]{0,2}\)?)"
    r"(?:[ ]?[-/ ][ ]?(?:[0-9]{5,8}|[0-9]{2,3}(?: [0-9]{2,3}){1,3})|(?<=[0-9])[0-9]{6,8})"
    r"(?![\w/-]|[.:,][0-9]| [0-9])"
)
_LEAST, _MOST = 8, 11
_WORD: Final = r"[A-ZÅÄÖÉ][a-zåäöéüæø]+(?:-[A-ZÅÄÖÉ][a-zåäöéüæø]+)?"
# looking ahead: the first of three capitalised words may be what calls for the name of the other two
_NAME: Final = re.compile(rf"(?<![\w-])(?=(?P<name>{_WORD}(?: [A-ZÅÄÖ]\.?)?(?: (?:af|von|de) | ){_WORD}(?![\w-])))")
_CALLS: Final = re.compile(
    r"(?<!\w)(?:"
    r"(?:namn|patientens namn|patientnamn|namnteckning|anmälare|uppgiftslämnare)\"?[ \t]*:[ \t]*[\"']?"
    r"|(?:patienten|brukaren|vårdtagaren|fru|herr|fröken|maken|makan|hustrun|sonen|dottern|systern|brodern|modern|"
    r"fadern|mamman|pappan|doktorn?|dr\.?|läkaren|överläkaren|sjuksköterskan|undersköterskan|barnmorskan|kollegan|"
    r"anhörige|(?-i:patient)) "
    r"|(?:mvh|med vänliga? hälsning(?:ar)?|vänliga hälsningar|hälsningar|signerat(?: av)?|undertecknat(?: av)?)"
    r"[,:]?[ \t]*(?:\r?\n[ \t#>]*)?"
    r"|(?P<signature>(?-i:(?:^|(?<=\s))//?[ ]?))"
    r")\Z",
    re.IGNORECASE,
)
_REACH: Final = 64
_REST: Final = re.compile(r"[ \t]*(?:\r?\n|\Z)")
_NO_NAME: Final = re.compile(
    r"(?:Region|Kommun|Landsting|Sjukhus|Universitet|Klinik|Institut|Centr|Län|Utan|Vård|Hem|Väst|Öst|Norr|Söd|Svensk|Sverige|"
    r"Nya|Stora|Lilla|Sankt|Socialstyrelsen|Inspektion)|(?:sjukhuset|kliniken|mottagningen|avdelningen|enheten|"
    r"centralen|nämnden|styrelsen|kommun|regionen|myndigheten|stiftelsen|gården|verket|garanti|programmet|registret)\b"
)


def contacts(text: str) -> Iterator[Hit]:
    """The addresses, telephone numbers and names in a text as it is read, sort by sort."""
    return chain(_emails(text), _telephones(text), _names(text))


def _emails(text: str) -> Iterator[Hit]:
    at = text.find("@")
    while at >= 0:
        local = _LOCAL.search(text, max(0, at - 64), at)
        domain = _DOMAIN.match(text, at + 1)
        if local and domain and domain["top"].lower() not in _PICTURES and not _FUNCTIONS.search(local[0]):
            yield Hit(Sort.EPOST, local.start(), domain.end())
        at = text.find("@", at + 1)


def _telephones(text: str) -> Iterator[Hit]:
    for found in _TELEPHONE.finditer(text):
        abroad = found[0].startswith(("+", "00"))
        digits = sum(c.isdigit() for c in found[0]) - (1 if abroad else 0)
        if _LEAST <= digits <= _MOST + abroad:
            yield Hit(Sort.TELEFON, *found.span())


def _names(text: str) -> Iterator[Hit]:
    start = end = 0
    for found in _NAME.finditer(text):
        call = _CALLS.search(text[max(0, found.start() - _REACH) : found.start()])
        if call is None or _NO_NAME.search(found["name"]):
            continue
        # a slash stands between words too: a signature ends its line
        if call["signature"] is None or _REST.match(text, found.end("name")):
            # "Namn: Doktor Anna Berg" calls twice: what the second calls for goes on from the first
            start = start if found.start("name") < end else found.start("name")
            end = found.end("name")
            yield Hit(Sort.NAMN, start, end)
