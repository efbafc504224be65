"""What must be done where a number of a person has been committed: told, and never done, by the tool."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kvalitet.model.past import Leak, told
from kvalitet.output.page import Page, one_line, words

if TYPE_CHECKING:
    from rich.text import Text

_PLAN = """
Stoppa. Be alla som har en klon att varken hämta eller skicka, och berätta inte vems numret är.

Låt dataskyddsombudet avgöra om det är en personuppgiftsincident, och vad den i så fall kräver.

Besluta. Hos en myndighet är historiken en allmän handling, och att skriva om den är gallring. Låt den som har rätt
att besluta om gallring göra det, och anteckna diarienummer, vad som ska bort och varför.

Ta bort numret ur filerna som de är nu, om det står kvar, och checka in. Hänvisa till ärendet i det system där
patienten hör hemma.

Gör en ny klon (git clone --mirror) och skriv om historiken i den med git filter-repo: --replace-text för filernas
innehåll, --replace-message för det som sägs om incheckningar, --path-rename för filnamn. Filen som säger vad som
ska ersättas innehåller själv numret: lägg den utanför alla arkiv och radera den efteråt.

Spara filter-repo/commit-map i gallringsärendet. Alla incheckningar från den första och framåt får nya id, så
signaturer, sigill, baslinjer och dokument som nämner de gamla gäller inte längre. Sätt nya sigill som hänvisar till
beslutet.

Skicka upp med git push --force --mirror. Be den som driver servern att rensa det som inte längre nås, också
granskningar av ändringar (pull och merge requests), grenar i andras kopior (forks), mellanlagringar och sparade
resultat i den automatiska kontrollen, samt säkerhetskopior.

Låt alla radera sina kloner och klona på nytt. En gammal klon som skickar upp för tillbaka numret.

Kontrollera i en ny klon: kvalitet audit --select KV917 ska inte hitta något. Anteckna det i ärendet.
"""
_STEPS = tuple(" ".join(step.split()) for step in _PLAN.split("\n\n"))


def as_text(page: Page, leaks: Sequence[Leak], refs: Sequence[str]) -> "Iterator[Text]":
    """The plan as text: what was found, where it can be reached from, and what to do in which order."""
    if not leaks:
        yield words("Inga nummer som pekar ut en person finns i historiken. Det finns inget att gallra.")
        return
    yield words("Det här finns i historiken", "bold")
    for leak in leaks:
        place = leak.path or "det som sägs om incheckningen"
        yield page.indented(one_line(f"{place}: {', '.join(leak.sorts)}"), 2, hanging=2)
        yield page.indented(one_line(f"kom in {told(leak.since)}"), 4, hanging=2)
        gone = f"togs bort {told(leak.until)}" if leak.until else "står kvar"
        yield page.indented(one_line(gone), 4, hanging=2)
        if leak.blobs:
            yield page.indented(one_line(f"innehåll (git): {', '.join(leak.blobs)}"), 4, hanging=2)
    yield words("")
    yield words("Grenar och taggar som har det", "bold")
    for ref in refs:
        yield page.indented(one_line(ref), 2)
    yield words("")
    yield words("Gör så här", "bold")
    for number, step in enumerate(_STEPS, start=1):
        yield page.indented(words(f"{number}. {step}"), 2, hanging=3)
    yield words("")
    yield words("Verktyget skriver aldrig om historiken. Läs mer i docs/gallring.md.")


def as_data(leaks: Sequence[Leak], refs: Sequence[str]) -> dict[str, object]:
    """The plan for JSON."""
    return {
        "leaks": [
            {
                "path": leak.path or None,
                "sorts": list(leak.sorts),
                "since": leak.since.id,
                "until": leak.until.id if leak.until else None,
                "blobs": list(leak.blobs),
            }
            for leak in leaks
        ],
        "refs": list(refs),
        "steps": list(_STEPS if leaks else ()),
    }
