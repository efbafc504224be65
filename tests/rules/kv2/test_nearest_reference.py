"""What a reference that leads nowhere was likely meant to be."""

import pytest

from kvalitet.pipeline.load import load
from kvalitet.rules.kv2 import kv203_hanvisning_leder_ingenstans as rule
from tests.rules.fixtures import fixture
from tests.trees import MemoryTree

DOCUMENT = """id: DOK-{number}
titel: Rutin
enhet: kardiologi
status: utkast
handlingstyp: rutin
"""
DEVIATION = """id: AVV-2026-0107
titel: Fel kost
enhet: kardiologi
status: makulerad
motiv: Registrerad två gånger.
rapporterande_enhet: kardiologi
typ: tillbud
händelsedatum: 2026-03-01
rapporterad: 2026-03-02
beskrivning: Kosten var beställd på fel patient.
"""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("dok-0014", "DOK-0014"),
        ("DOK-14", "DOK-0014"),
        ("AVV 2026 107", "AVV-2026-0107"),
        ("DOK-0041", "DOK-0014"),  # two digits have changed places
        ("DOK-00014", "DOK-0014"),
        ("DOK-0O14", "DOK-0014"),
        ("AVV-2025-0107", "AVV-2026-0107"),
        ("DOK-0030", None),  # 0031 and 0032 are as likely
        ("DOK-0009", None),  # the record itself, DOK-0001, is not meant
        ("DOK-0777", None),
        ("rutinen", None),
    ],
)
def test_a_slip_of_the_hand_is_answered_with_what_was_meant(written: str, meant: str | None) -> None:
    others = [DOCUMENT.format(number=number) for number in ("0014", "0031", "0032")]
    text = "---\n".join([f"{DOCUMENT.format(number='0001')}relaterat: ['{written}']\n", DEVIATION, *others])
    (fault,) = rule.check(load(MemoryTree(fixture(text).files)).register)
    assert fault.help == (f'Menade du "{meant}"?' if meant else "Här ska stå ett id på en post.")
