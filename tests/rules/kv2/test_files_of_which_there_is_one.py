"""The rules know where `organisation.yaml` and `kvalitet.yaml` name things: just as their schemas say."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kvalitet import shipped
from kvalitet.kinds import schema_set
from kvalitet.model.finding import Fault
from kvalitet.model.kind import Field
from kvalitet.model.record import Rejected
from kvalitet.model.register import Register
from kvalitet.pipeline.load import load
from kvalitet.rules.kv1 import kv108_datum_i_omojlig_ordning as order
from kvalitet.rules.kv2 import kv205_okand_enhet_eller_roll as unknown
from kvalitet.rules.kv2 import kv206_okand_eller_utgangen_kod as codes
from kvalitet.views.lankar import is_placeholder, place
from tests.rules.fixtures import fixture
from tests.trees import MemoryTree


def fields(name: str) -> Iterator[Field]:
    yield from schema_set(shipped.folder("schemas")).fields_of(name).fields


def test_every_unit_and_role_in_the_organisations_file_is_judged() -> None:
    assert set(unknown.UNITS) == {f.pattern for f in fields("organisation") if f.unit}
    assert set(unknown.ROLES) == {f.pattern for f in fields("organisation") if f.role}
    assert not [f.pattern for f in fields("kvalitet") if f.unit or f.role or f.refs]


def test_every_code_in_the_two_files_is_judged() -> None:
    for name, known in (("organisation", codes.ORGANISATION), ("kvalitet", codes.SETTINGS)):
        assert dict(known) == {f.pattern: f.codelist for f in fields(name) if f.codelist}


def test_every_ordered_pair_of_dates_in_the_organisations_file_is_judged() -> None:
    ordered = {f.pattern: f.earliest for f in fields("organisation") if f.earliest}
    assert ordered == dict.fromkeys(order.ORGANISATION, ("från",))
    assert not [f.pattern for f in fields("kvalitet") if f.earliest]


WRONG = """id: AVV-2026-0001
titel: Fel kost
enhet: okand-enhet
status: rapporterad
rapporterande_enhet: annan-enhet
typ: tillbud
händelsedatum: 2026-03-01
rapporterad: 2026-03-02
beskrivning: Kosten var beställd på fel patient.
kategori: påhittad
"""


def register_of(text: str) -> Register:
    return load(MemoryTree(fixture(text).files)).register


def test_no_unit_is_called_unknown_where_the_organisation_could_not_be_read() -> None:
    broken = register_of(f"{WRONG}---\n# fil: organisation.yaml\nenheter: []\n")
    assert not broken.organisation.known
    assert list(unknown.check(broken)) == []


@pytest.mark.parametrize(("kind", "told"), [("kodverk", 0), ("skala", 0), (None, 0), ("avvikelse", 1)])
def test_no_code_is_called_unknown_where_a_rejected_list_may_hold_it(kind: str | None, told: int) -> None:
    register = register_of(WRONG)
    rejected = replace(register, rejected=(Rejected("kodverk/kategorier.yaml", "kategorier", kind, None),))
    assert len(list(codes.check(rejected))) == told


def test_a_list_that_does_not_exist_is_told_once_for_a_kind() -> None:
    register = register_of(WRONG + "---\n" + WRONG.replace("0001", "0002"))
    without = replace(register, codes={name: made for name, made in register.codes.items() if name != "kategorier"})
    told: list[Fault] = list(codes.check(without))
    assert [fault.message for fault in told] == ['kodverket "kategorier" finns inte']


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("bild.png", "dokument/bild.png"),
        ("../bilagor/l%C3%A4s%20mig.md#rubrik", "bilagor/läs mig.md"),
        ("../../utanför.md", "../utanför.md"),
        ("/rot.md", "/rot.md"),
        ("file:///C:/rutin.docx", "dokument/file:/C:/rutin.docx"),
        ("C:/rutin.docx", "dokument/C:/rutin.docx"),
        ("https://exempel.se/x", None),
        ("mailto:larm@exempel.se", None),
        ("//exempel.se/x", None),
        ("#rubrik", None),
    ],
)
def test_a_link_is_seen_from_the_folder_of_its_text(target: str, expected: str | None) -> None:
    assert place("dokument/DOK-0001.md", target) == expected


@pytest.mark.parametrize(("target", "told"), [("", True), ("#", True), (" ", True), ("#a", False), ("a", False)])
def test_a_link_without_an_address_is_a_placeholder(target: str, *, told: bool) -> None:
    assert is_placeholder(target) is told


def test_a_missing_organisation_is_told_once_and_not_for_every_unit() -> None:
    files = {
        "kvalitet.yaml": b"v\xc3\xa5rdgivare: Region Exempel\n",
        "avvikelser/2026/AVV-2026-0001.yaml": WRONG.encode(),
    }
    faults = list(unknown.check(load(MemoryTree(files)).register))
    assert [(fault.path, fault.demand) for fault in faults] == [("kvalitet.yaml", "organisation.yaml")]
