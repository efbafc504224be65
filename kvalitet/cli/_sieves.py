"""What `check` takes away: the options that ask for it, and the baseline that is read or written."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kvalitet.cli._session import Session
from kvalitet.cli._write import reason, write_file
from kvalitet.errors import KvalitetError
from kvalitet.model.assessment import Assessment
from kvalitet.model.baseline import Baseline, baseline_of, may_be_kept
from kvalitet.model.wording import counted, listing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kvalitet.model.baseline import Entry

_WRITE = "--write-baseline"
_NAMED = 10


def refuse_together(chosen: "Mapping[str, object]", why: str) -> None:
    """Raises KvalitetError where more than one of the options, by name, has been given."""
    given = [name for name, value in chosen.items() if value]
    if len(given) > 1:
        raise KvalitetError(f"{listing(given)} går inte att ange tillsammans: {why}")


def refuse_partly(chosen: "Mapping[str, object]") -> None:
    """Raises KvalitetError where something would keep findings out of a baseline that is to be written."""
    given = [name for name, value in chosen.items() if value]
    if given:
        raise KvalitetError(
            f"{_WRITE} går inte att ange tillsammans med {listing(given)}: baslinjen skrivs för hela registret"
        )


def baseline_to_write(path: Path | None, read: Path | None, narrowed: "Mapping[str, object]") -> Baseline | None:
    """The baseline that is to be written over, None where none is written or none is there.

    Raises KvalitetError where the writing does not go with the other options, or with what is there.
    """
    refuse_together({"--baseline": read, _WRITE: path}, "den som skrivs gäller genast")
    if path is None:
        return None
    refuse_partly(narrowed)
    return existing_baseline(path)


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file; raises KvalitetError where there is none."""
    from kvalitet.pipeline.baselines import baseline_in

    return baseline_in(_bytes(path, "--baseline"), str(path))


def existing_baseline(path: Path) -> Baseline | None:
    """The baseline that is to be written over: None where there is no file, or an empty one.

    Raises KvalitetError for a file that is something else, which nothing may be written over.
    """
    from kvalitet.pipeline.baselines import baseline_in

    if not path.is_file():
        return None
    data = _bytes(path, _WRITE)
    try:
        return baseline_in(data, str(path)) if data.strip() else None
    except KvalitetError as error:
        raise KvalitetError(
            f"{path} är inte en hel baslinje och skrivs inte över. Välj en annan fil med {_WRITE}, eller ta bort den."
        ) from error


def write_baseline(path: Path, old: Baseline | None, assessment: Assessment, run: Session) -> Assessment:
    """Writes all findings as a baseline and says so; the assessment as it is with that baseline."""
    from kvalitet.pipeline.baselines import text_of

    made = baseline_of(assessment.findings)
    write_file(path, text_of(made).encode("utf-8", "replace"), _WRITE)
    run.note(f"skrev {counted(len(made.entries), 'fynd', 'fynd')} till baslinjen {path}{_difference(old, made)}")
    left = tuple(finding for finding in assessment.findings if not may_be_kept(finding.code))
    if left:
        told = counted(len(left), "fynd om sekretess skrevs", "fynd om sekretess skrevs")
        run.note(f"{told} inte: sådant kan inte vänta i en baslinje")
    taken = len(assessment.findings) - len(left)
    return replace(assessment, findings=left, suppressed=replace(assessment.suppressed, baseline=taken))


def _difference(old: Baseline | None, made: Baseline) -> str:
    if old is None:
        return ""
    new, gone = len(made.fingerprints - old.fingerprints), len(old.fingerprints - made.fingerprints)
    return f" ({counted(new, 'nytt', 'nya')}, {counted(gone, 'borta', 'borta')} sedan den förra)"


def tell_outdated(assessment: Assessment, run: Session) -> None:
    """Says which entries of the baseline no finding answers to any more."""
    outdated = assessment.outdated
    if not outdated:
        return
    rows = counted(len(outdated), "rad i baslinjen gäller", "rader i baslinjen gäller")
    run.note(f"{rows} inte längre, felen finns inte kvar. Skriv om den med {_WRITE}:")
    for entry in outdated[:_NAMED]:
        run.note(f"  {_named(entry)}")
    if len(outdated) > _NAMED:
        run.note(f"  … och {len(outdated) - _NAMED} till")


def _named(entry: "Entry") -> str:
    words = (entry.path, entry.code, entry.field or "")
    # what stands in a file may hold anything, and this goes to a terminal
    return " ".join("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in word) for word in words)


def _bytes(path: Path, option: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise KvalitetError(f"{option}: {path} finns inte. Skriv en baslinje med {_WRITE} {path}.") from error
    except OSError as error:
        raise KvalitetError(f"{option}: kan inte läsa {path}: {reason(error)}.") from error
