"""What a pack for auditors says of itself: what is in it, and how to verify it with git and this tool alone."""

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kvalitet import __version__
from kvalitet.model.wording import counted, date_text, first_of

if TYPE_CHECKING:
    from kvalitet.cli._pack import Pack


def readme(pack: "Pack") -> str:
    """The text, in Swedish, each line short enough for any reader of plain text."""
    from kvalitet.pipeline.guard import hidden

    return "".join(f"{hidden(line)}\n" for line in _lines(pack))


def _lines(pack: "Pack") -> Iterator[str]:
    found = pack.found
    yield f"{found.facts.title}: paket för granskning{' (utkast)' if pack.draft else ''}"
    yield f"{found.loaded.register.settings.provider}. Omfattar: {found.facts.unit}."
    yield ""
    yield f"Avser läget {date_text(found.facts.day)}."
    yield f"Gjort {date_text(found.assessment.today)} med kvalitet {__version__}, ur incheckning"
    yield f"{pack.commit} i registrets git-arkiv."
    yield "Små antal visas: paketet är till för den som granskar."
    yield from _content(pack)
    yield from _left_out(pack)
    yield from _how(pack)


def _content(pack: "Pack") -> Iterator[str]:
    records = counted(len(pack.records), "post", "poster")
    seals = counted(len(pack.seals), "sigill", "sigill")
    yield from (
        "",
        "INNEHÅLL",
        "",
        "dokument/   underlaget som webbsida (html) och som text (md), samma siffror",
        f"poster/     {records} som underlaget vilar på, med sina texter",
        "historik/   vem som har ändrat vad i varje post, när, från vad till vad",
        "fynd.json   vad kontrollen av registret säger den dagen",
        f"git/        incheckningen, och {seals} på den eller senare, som git har dem",
        "SHA256SUMS  SHA-256 för varje fil",
    )


def _left_out(pack: "Pack") -> Iterator[str]:
    """What the reader would otherwise look for, or take for the register's own bytes."""
    covered = sorted(set(pack.paths) & set(pack.found.loaded.secretive))
    if pack.left_out:
        yield from ("", f"Inte med: {first_of(pack.left_out)}.")
        yield "Bara text kan prövas mot personuppgifter, så annat tas inte med."
    if covered:
        yield from ("", f"Täckta uppgifter om personer finns i {first_of(covered)}.")
        yield "De filerna har därför inte samma id som i git."


def _how(pack: "Pack") -> Iterator[str]:
    yield from (
        "",
        "SÅ PRÖVAS PAKETET",
        "",
        f"Det som behövs är git, kvalitet {__version__} och en kopia av registrets",
        "git-arkiv. Ställ dig i arkivet. Skriv zip-filen i stället för PAKET.zip, och",
        "mappen där den är uppackad i stället för PAKET.",
        "",
        "1. Allt på en gång: varje fil görs om ur arkivet, och jämförs byte för byte.",
        "   kvalitet verify PAKET.zip",
        "",
        "2. Dokumentet för sig: håller siffrorna, och vilka har ändrats sedan dess?",
        *(f"   kvalitet verify PAKET/{path}" for path in pack.documents),
    )
    yield from _of_a_record(pack)
    yield from (
        "",
        "4. Paketet kan göras igen. Raderna är lika om inget sigill har gjorts sedan",
        "   dess; annars visar den sista, när det nya är uppackat i mappen NYTT, att",
        "   bara sigill, LÄSMIG.txt och SHA256SUMS skiljer sig.",
        f"   {_again(pack)}",
        "   git hash-object --no-filters PAKET.zip nytt.zip",
        "   git diff --no-index --stat PAKET NYTT",
    )
    yield from _signatures(pack)
    yield from (
        "",
        "Utan arkivet visar ”sha256sum --check SHA256SUMS” att filerna är de som",
        "packades, men inte att registret såg ut så.",
    )


def _of_a_record(pack: "Pack") -> Iterator[str]:
    register, secretive = pack.found.loaded.register, set(pack.found.loaded.secretive)
    whole = next((record.path for record in pack.records if record.path not in secretive), None)
    if whole is not None:
        yield from (
            "",
            "3. Är posterna de som är incheckade? Två lika rader för vilken post som helst:",
            f"   git hash-object --no-filters PAKET/poster/{whole}",
            f"   git rev-parse {pack.commit}:{posixpath.join(register.origin.prefix, whole)}",
        )
    else:
        yield from ("", "3. Paketet har ingen post som kan prövas för sig.")


def _again(pack: "Pack") -> str:
    found = pack.found
    scope, today = found.facts.scope, found.assessment.today.isoformat()
    unit = f" --unit {scope.unit}" if scope.unit else ""
    draft = " --draft" if pack.draft else ""
    about = f"{found.file.name} --year {scope.period.text}{unit}{draft}"
    return f"kvalitet render {about} --as-of {pack.commit} --today {today} --pack nytt.zip"


def _signatures(pack: "Pack") -> Iterator[str]:
    if pack.run.archive.is_signed():
        yield from ("", "5. Är incheckningen signerad av den som säger sig ha gjort den?")
        yield f"   git verify-commit {pack.commit}"
    else:
        yield from ("", "5. Incheckningen är inte signerad.")
    if not pack.seals:
        yield from ("", "6. Inget sigill är gjort på incheckningen eller senare.")
        return
    yield from ("", "6. Var registret så när det förseglades, och är historiken obruten?")
    for each in pack.seals:
        yield f"   kvalitet verify {each.name}"
        if each.tag.signed:
            yield f"   git verify-tag sigill/{each.name}"
