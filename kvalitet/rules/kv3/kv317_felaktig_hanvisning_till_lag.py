"""Felaktig hänvisning till en lag.

Ett gällande dokument, ett utkast eller ett lagkrav anger en lag med fel nummer eller en upphävd lag. Också texten i
filen till ett dokument prövas. Bara lagar vars nummer är säkert kända ingår. Står det intill att lagen är äldre,
tidigare eller upphävd är det ett sätt att berätta om den, och inget fel. Kommentarer och ändringslistor läses inte.

Varför: Den som slår upp hänvisningen hittar fel lag eller en bestämmelse som inte längre finns. Att hänvisningarna
stämmer är vårdgivarens eget krav.

Gör så här: Skriv rätt nummer. Är lagen upphävd, hänvisa till den som gäller nu och kontrollera kapitel och paragraf:
de är sällan desamma.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
    bygger_på:
      - källa: Patientlagen (2024:821)
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
    bygger_på:
      - källa: Patientlagen (2014:821)
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import counted
from kvalitet.rules.kv3._forfattningar import FORE_DETTA, GALLANDE, LEX_SARAH, LEX_SARAH_FLYTTADE, UPPHAVDA, Upphavd
from kvalitet.views.dokument import Dokument
from kvalitet.views.lagkrav import Lagkrav
from kvalitet.views.texter import Stycke, stycken

SEVERITY = Severity.WARNING
BASIS = own_target("hänvisningar till lag stämmer")

_ASIDE = frozenset({
    "id", "kommentarer", "granskningar", "undantag", "ändringar", "prövning", "skäl", "extern", "innehåll", "bilagor",
})  # fmt: skip

_NAMED = re.compile(
    rf"(?<![\w-])(?:{'|'.join(f'(?P<l{index}>{law.ord})' for index, law in enumerate(GALLANDE))})"
    r"(?:\s+\d+\s+kap\.(?:\s+\d+\s*[a-z]?\s*§)?)?[\s,]{0,3}\(?(?:SFS\s*)?(?P<nummer>\d{4}:\d{1,4})(?!\d)"
)
_NUMBER = re.compile(r"[0-9]{4}:[0-9]")
_REPEALED = tuple((law, re.compile(rf"(?<![\w-]){law.ord}(?!\d)")) for law in UPPHAVDA)
_CHAPTER_14 = re.compile(
    r"(?<!\d)14\s+kap\b[^\n;]{0,30}?(?<!\w)(?:SoL\b|(?i:socialtjänstlag))"
    r"|(?<!\w)(?:SoL|(?i:socialtjänstlag)\w*)[\s,]{1,3}(?:\([^)\n]{0,20}\)[\s,]{1,3})?14\s+kap\b"
)
_LEX_SARAH = re.compile(r"lex\s+sarah|missförhålland", re.IGNORECASE)

# a text may rightly speak of what the law was
_BEFORE = re.compile(
    r"(?:tidigare|äldre|gamla|förra|dåvarande|upphävda|upphävde|ersatte|ersätter|ändring\w* i)\W+(?:\w+\W+){0,2}$"
)
_AFTER = re.compile(r"[^.\n]{0,40}\b(?:upphörde|upphävd\w*|ersattes|har ersatts|gällde)\b")
_AROUND = 60


@dataclass(frozen=True, slots=True)
class _Citation:
    """A wrong citation: the text and the place in it, what is wrong and what to write."""

    text: Stycke
    start: int
    end: int
    message: str
    help: str


def check(register: Register) -> Iterator[Fault]:
    """Every statute that a document names with another number than its own."""
    for texts in _documents(register):
        yield from _once(citation for text in texts for citation in _misnumbered(text))


def repealed(register: Register, today: date) -> Iterator[Fault]:
    """Every statute that a document cites though it has been repealed by the day."""
    for texts in _documents(register):
        yield from _once(citation for text in texts for citation in _outdated(text, today))


def _documents(register: Register) -> Iterator[list[Stycke]]:
    for record in (*register.of(Dokument.kind), *register.of(Lagkrav.kind)):
        if not register.is_cancelled(record):
            body = record.text("innehåll") if record.kind == Dokument.kind else ""
            yield list(stycken(register, record, body=body, but=_ASIDE))


def _once(citations: Iterable[_Citation]) -> Iterator[Fault]:
    """One fault for each thing that is wrong in a document, at its first place."""
    found: dict[str, list[_Citation]] = {}
    for citation in citations:
        found.setdefault(citation.message, []).append(citation)
    for same in found.values():
        first, more = same[0], len(same) - 1
        told = f" (också på {counted(more, 'ställe', 'ställen')} till)" if more else ""
        yield first.text.fault(first.start, first.end, message=first.message + told, help=first.help)


def _misnumbered(text: Stycke) -> Iterator[_Citation]:
    for found in _NAMED.finditer(text.text) if _NUMBER.search(text.text) else ():
        law = next(law for index, law in enumerate(GALLANDE) if found[f"l{index}"])
        number = found["nummer"]
        if number == law.nummer or number in FORE_DETTA or _is_history(text.text, found):
            continue
        yield _Citation(
            text,
            found.start("nummer"),
            found.end("nummer"),
            f"{law.namn} har nummer {law.nummer}, inte {number}",
            f"Skriv {law.namn} ({law.nummer}).",
        )


def _outdated(text: Stycke, today: date) -> Iterator[_Citation]:
    for law, pattern in _REPEALED if _NUMBER.search(text.text) else ():
        for found in pattern.finditer(text.text) if law.upphavd <= today else ():
            if not _is_history(text.text, found):
                yield _repealed(text, found, law)
    cites_14 = today >= LEX_SARAH_FLYTTADE and "14" in text.text
    for found in _CHAPTER_14.finditer(text.text) if cites_14 else ():
        paragraph = _paragraph(text.text, found)
        # the old number in the same paragraph has been told
        if _LEX_SARAH.search(paragraph) and "2001:453" not in paragraph and not _is_history(text.text, found):
            yield _Citation(
                text,
                found.start(),
                found.end(),
                "14 kap. om lex Sarah stod i den socialtjänstlag (2001:453) som upphävdes 2025-07-01",
                f"Hänvisa till {LEX_SARAH}.",
            )


def _repealed(text: Stycke, found: re.Match[str], law: Upphavd) -> _Citation:
    return _Citation(
        text,
        found.start(),
        found.end(),
        f"{law.namn} upphävdes {law.upphavd}",
        f"Hänvisa till {law.i_stallet}, och kontrollera kapitel och paragraf.",
    )


def _is_history(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - _AROUND) : found.start()].lower()
    return bool(_BEFORE.search(before) or _AFTER.match(text[found.end() : found.end() + _AROUND].lower()))


def _paragraph(text: str, found: re.Match[str]) -> str:
    start = text.rfind("\n\n", 0, found.start()) + 1
    end = text.find("\n\n", found.end())
    return text[start : end if end >= 0 else len(text)]
