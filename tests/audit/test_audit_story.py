"""A register as it may be kept, with review, closing, follow-up, renaming, import; then tampered with in each way."""

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.audit.conftest import Audit, findings
from tests.audit.told import begun, go_on
from tests.store.archive import Archive, isolate

STORY = (Path(__file__).parent / "berattelse.yaml").read_text(encoding="utf-8")
NUMBER = "811218-9876"

BY_EVA = "# incheckning 2026-09-10T09:00 av Eva Ek\n# signerad h-004\n"
BY_BO = "# incheckning 2026-09-10T09:00 av Bo Berg\n# signerad h-003\n"

Tampering = Callable[[Archive], object]
Found = set[tuple[str, str | None, str]]
"""Codes, ids and fields."""


def last(name: str) -> str:
    """What a record's file, by id, holds at the end of the story."""
    document = [part for part in STORY.split("---\n") if f"id: {name}\n" in part or f"{{id: {name}," in part][-1]
    return re.sub(r"^# .*\n", "", document, flags=re.MULTILINE)


def edited(name: str, *changes: tuple[str, str], by: str = BY_EVA) -> Tampering:
    text = last(name)
    for old, new in changes:
        assert text.count(old) == 1, (name, old)
        text = text.replace(old, new)
    return lambda archive: go_on(archive, by + text)


def marked(role: str, day: str) -> Tampering:
    mark = f"granskningar: [{{av: {role}, datum: {day}, steg: granskad}}]"
    return edited("DOK-0002", ("giltig_till", f"{mark}, giltig_till"))


def told(text: str) -> Tampering:
    return lambda archive: go_on(archive, text)


def reopened(archive: Archive) -> None:
    text = last("AVV-2026-0001")
    opened = text.replace("status: avslutad", "status: följs_upp")
    rewritten = text.replace("tolv minuter", "en minut")
    go_on(archive, f"{BY_EVA}{opened}---\n{BY_EVA}{rewritten}")


def replaced(archive: Archive) -> None:
    text = last("AVV-2026-0001")
    go_on(archive, f"{BY_EVA}# borttagen\n{text}---\n{BY_EVA}{text.replace('tolv minuter', 'en minut')}")


def reused(archive: Archive) -> None:
    other = last("DOK-0006").replace("Hjärtstopp", "Blodtryck")
    go_on(archive, f"{BY_EVA}# borttagen\n{last('DOK-0006')}---\n{BY_EVA}{other}")


def item_reused(archive: Archive) -> None:
    text = last("RIS-2026-0001")
    other = text.replace("Sätt upp taklyft.", "Köp in glidlakan.")
    go_on(archive, f"{BY_EVA}{text[: text.index('    åtgärder:')]}---\n{BY_EVA}{other}")


def stamped(archive: Archive) -> None:
    names = ("DOK-0002", "DOK-0004", "DOK-0005", "DOK-0006", "DOK-0008")
    texts = [re.sub(r"giltig_till: [0-9]{4}", "giltig_till: 2030", last(name)) for name in names]
    go_on(archive, BY_EVA + "---\n".join(texts))


def postponed(archive: Archive) -> None:
    go_on(archive, BY_EVA + last("RIS-2026-0001").replace("senast: 2026-09-30", "senast: 2026-12-31"))


def forged(archive: Archive) -> None:
    """Writes another word into a signed commit and keeps its signature."""
    go_on(archive, BY_EVA + last("DOK-0002").replace("Ultraljud", "Ultraljud av hjärtat"))
    content = archive.git("cat-file", "commit", "HEAD").replace("\n\nx", "\n\ny")
    made = archive.git("hash-object", "-t", "commit", "-w", "--stdin", given=f"{content}\n".encode())
    archive.git("update-ref", "refs/heads/main", made)


def dropped(archive: Archive) -> None:
    """Merges a branch and throws away what it had."""
    archive.git("checkout", "-q", "-b", "gren")
    other = last("AVV-2026-0002").replace("AVV-2026-0002", "AVV-2026-0003")
    go_on(archive, BY_EVA + other.replace("rapporterad: 2026-02-03", "rapporterad: 2026-09-10"))
    archive.git("checkout", "-q", "main")
    archive.git("merge", "-q", "-s", "ours", "-m", "x", "gren", when="2026-09-10T09:00:00+01:00")


def leaked(archive: Archive) -> None:
    text = last("AVV-2026-0001")
    comment = "Inga nya larm har tystats."
    go_on(archive, BY_EVA + text.replace(comment, f"Gällde {NUMBER}.") + f"---\n{BY_EVA}{text}")


def leaked_beside(archive: Archive) -> None:
    go_on(
        archive,
        f"{BY_EVA}# fil: bilagor/lista.csv\n# text: {NUMBER}\n---\n{BY_EVA}# fil: bilagor/lista.csv\n# borttagen\n",
    )


def said(archive: Archive) -> None:
    go_on(archive, BY_EVA + last("DOK-0002").replace("Ultraljud", "Ultraljud av hjärtat"))
    signing = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={archive.root.parent / 'h-004'}")
    archive.git(*signing, "commit", "-q", "--amend", "-S", "-m", f"Om {NUMBER}", when="2026-09-10T09:00:00+01:00")


SETTINGS = "vårdgivare: Region Exempel\nbörjar: 2023-01-01\n"
LENIENT = f"# fil: kvalitet.yaml\n{SETTINGS}"
LATER = f"# fil: kvalitet.yaml\n{SETTINGS}krav: {{signering: {{från: 2026-12-01}}}}\n"
UNSIGNED = BY_EVA.replace("# signerad h-004\n", "")

TAMPERED: Mapping[str, tuple[Tampering, Found]] = {
    "a closed record is rewritten": (
        edited("AVV-2026-0001", ("tolv minuter", "en minut")),
        {("KV911", "AVV-2026-0001", "beskrivning")},
    ),
    "an effect once written is made another": (
        edited("AVV-2026-0001", ("effekt: uppnådd", "effekt: ej_uppnådd")),
        {("KV911", "AVV-2026-0001", "åtgärder.A1.uppföljning.effekt")},
    ),
    "a closed record is opened, rewritten and closed with its old day": (
        reopened,
        {("KV911", "AVV-2026-0001", "beskrivning")},
    ),
    "a closed record is taken away and put back rewritten": (
        replaced,
        {("KV911", "AVV-2026-0001", "beskrivning")},
    ),
    "a record is deleted": (
        told(f"{BY_EVA}# borttagen\nid: AVV-2026-0001\n"),
        {("KV912", "AVV-2026-0001", "")},
    ),
    "a merge drops a record": (dropped, {("KV912", "AVV-2026-0003", "")}),
    "an approval is dated long back": (
        marked("kvalitetssamordnare/kardiologi", "2026-02-01"),
        {("KV913", "DOK-0002", "granskningar.0.datum")},
    ),
    "a commit is dated before what it builds on": (
        told(
            "# incheckning 2026-03-01T09:00 av Eva Ek\n# signerad h-004\n"
            + last("DOK-0002").replace("Ultraljud", "Hjärtat")
        ),
        {("KV913", None, "")},
    ),
    "who wrote also approves": (
        edited(
            "DOK-0008",
            ("telemetri\nenhet", "telemetri på avdelning\nenhet"),
            (
                'version: "1.1"}',
                'version: "1.1"}\n  - {av: verksamhetschef/kardiologi, datum: 2026-09-10, steg: godkänd}',
            ),
            by=BY_BO,
        ),
        {("KV914", "DOK-0008", "granskningar.2.av")},
    ),
    "a commit is not signed": (
        edited("DOK-0002", ("Ultraljud", "Ultraljud av hjärtat"), by=BY_EVA.replace("# signerad h-004\n", "")),
        {("KV916", None, "")},
    ),
    "a commit is signed with an unknown key": (
        edited("DOK-0002", ("Ultraljud", "Ultraljud av hjärtat"), by=BY_EVA.replace("h-004", "okand")),
        {("KV916", None, "")},
    ),
    "a commit is signed with a key that has ceased": (
        edited("DOK-0002", ("Ultraljud", "Ultraljud av hjärtat"), by=BY_EVA.replace("h-004", "h-009")),
        {("KV916", None, "")},
    ),
    "the demand for signing is taken away unsigned": (told(UNSIGNED + LENIENT), {("KV916", None, "")}),
    "the demand for signing is put off unsigned": (told(UNSIGNED + LATER), {("KV916", None, "")}),
    "a signed commit is forged": (forged, {("KV916", None, "")}),
    "a number of a person was there and is taken away": (leaked, {("KV917", "AVV-2026-0001", "")}),
    "a number of a person was in a file beside": (leaked_beside, {("KV917", None, "")}),
    "a number of a person stands in the words of a commit": (said, {("KV917", None, "")}),
    "the id of a record is used anew": (reused, {("KV918", "DOK-0006", "id")}),
    "the id of an action is used anew": (item_reused, {("KV918", "RIS-2026-0001", "risker.R1.åtgärder.A1.id")}),
    "many documents are prolonged at once": (stamped, {("KV919", "DOK-0008", "giltig_till")}),
    "a mark is set by another than its role": (
        marked("verksamhetschef/kardiologi", "2026-09-10"),
        {("KV920", "DOK-0002", "granskningar.0.av")},
    ),
    "the text of a document in force is changed": (
        told(f"{BY_EVA}# fil: innehall/telemetri.md\n# text: Kontrollera larmgränserna ibland.\n"),
        {("KV922", "DOK-0008", "innehåll")},
    ),
    "a date is moved once more": (postponed, {("KV923", "RIS-2026-0001", "risker.R1.åtgärder.A1.senast")}),
}


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a repository with the story, made once."""
    folder = tmp_path_factory.mktemp("berattelse")
    with pytest.MonkeyPatch.context() as settings:
        isolate(settings)
        go_on(begun(folder, ("h-003", "h-004"), ceased=("h-009",)), STORY)
    return folder


@pytest.fixture
def archive(kept: Path, tmp_path: Path) -> Archive:
    """A copy of it, to tamper with."""
    shutil.copytree(kept, tmp_path / "kopia")
    return Archive(tmp_path / "kopia/arkiv")


def places(audit: Audit, archive: Archive) -> Found:
    ran = audit(archive.root / "register", "--format", "json")
    assert "9876" not in ran.out + ran.err
    return {(each["code"], each["id"], each["field"].removeprefix("krav.signering.från")) for each in findings(ran)}


def test_in_a_register_that_is_well_kept_nothing_is_found(archive: Archive, audit: Audit) -> None:
    ran = audit(archive.root / "register", "--format", "json")
    assert (ran.code, findings(ran), ran.err) == (0, [], "")


@pytest.mark.parametrize("how", TAMPERED)
def test_each_tampering_is_found_and_nothing_else(how: str, archive: Archive, audit: Audit) -> None:
    tamper, expected = TAMPERED[how]
    tamper(archive)
    assert places(audit, archive) == expected


def test_the_demand_for_signing_may_be_taken_away_by_whom_it_was_made_for(archive: Archive, audit: Audit) -> None:
    go_on(archive, f"{BY_EVA}{LENIENT}---\n{UNSIGNED}{last('DOK-0002').replace('Ultraljud', 'Hjärtat')}")
    assert places(audit, archive) == set()


def test_all_that_was_done_one_after_the_other_is_found(archive: Archive, audit: Audit) -> None:
    each_alone = ["a merge drops a record", "a commit is not signed", "a number of a person was in a file beside",
                  "the id of a record is used anew", "the text of a document in force is changed",
                  "a date is moved once more", "a closed record is rewritten", "a record is deleted"]  # fmt: skip
    expected: Found = set()
    for how in each_alone:
        tamper, found = TAMPERED[how]
        tamper(archive)
        expected |= found
    # a record that is gone was rewritten before, and both are told
    assert places(audit, archive) == expected
