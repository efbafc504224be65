"""What fixtures of one register without rejected files cannot show of the rules on deviations and cases."""

import pytest

from kvalitet.rules.kv5 import kv501_avslutad_utan_det_som_utredningsnivan_kraver as kv501
from kvalitet.rules.kv5 import kv504_allvarlig_handelse_utan_bedomning as kv504
from tests.rules.fixtures import fixture

DEVIATION = """
id: AVV-2026-0001
titel: Försenad behandling av hjärtinfarkt
enhet: kardiologi
status: {status}
ansvarig: verksamhetschef/kardiologi
rapporterande_enhet: kardiologi
typ: negativ_händelse
händelsedatum: 2026-03-02
rapporterad: 2026-03-02
påbörjad: 2026-03-03
beskrivning: Svaret lästes inte under natten.
utredningsnivå: händelseanalys
"""

ANALYSIS = """---
id: HAN-2026-0001
titel: Försenad behandling av hjärtinfarkt
enhet: kardiologi
status: avslutad
avvikelser: [AVV-2026-0001]
beslutad: 2026-03-09
avslutad: 2026-05-04
"""

LESSON = """---
id: LAR-2026-0001
titel: Bestäm vem som läser svaren på natten
enhet: kardiologi
status: spridd
ansvarig: verksamhetschef/kardiologi
datum: 2026-05-18
från: [HAN-2026-0001]
vad_hände: Ett svar låg oläst till morgonen.
vad_lärde_vi: Varje svar behöver en mottagare dygnet runt.
spridning: [{datum: 2026-05-20, målgrupp: Enhetscheferna}]
"""

CASE = """---
id: ARE-2026-0001
titel: Försenad behandling av hjärtinfarkt
enhet: kardiologi
status: öppnat
typ: lex_maria
öppnad: 2026-11-02
avvikelser: [AVV-2026-0001]
"""

CLOSED = DEVIATION.format(status="avslutad\navslutad: 2026-09-01")
OPEN = DEVIATION.format(status="utreds")
DECIDED = f"{OPEN}lex_maria: {{bedömd: 2026-03-05, beslut: anmäls}}\n"


def messages(text: str, code: str) -> list[str]:
    return [finding.message for finding in fixture(text).assess().findings if finding.code == code]


@pytest.mark.parametrize(
    ("code", "text", "supplies"),
    [
        ("KV501", CLOSED, ANALYSIS),
        ("KV505", DECIDED, CASE),
        ("KV509", OPEN, ANALYSIS),
        ("KV510", f"{OPEN}{ANALYSIS}", LESSON),
    ],
)
def test_what_a_rejected_file_would_have_supplied_is_not_called_missing(code: str, text: str, supplies: str) -> None:
    assert messages(text, code)
    assert not messages(f"{text}{supplies}", code)
    assert not messages(f"{text}{supplies.replace('status:', 'stautus:')}", code)


def test_a_severe_event_is_told_by_what_is_missing() -> None:
    text = OPEN.replace("utredningsnivå: händelseanalys", "berör: [patient]\nskala: 4x4@1\nmöjlig_allvarlighetsgrad: 3")
    judged = f"{text}vårdskadebedömning: {{utfall: ingen, datum: 2026-03-09}}\n"
    late = "som enligt målet skulle ha funnits senast 2026-03-16, för 251 dagar sedan"
    both = "vårdskadebedömning och ställningstagande till lex Maria"
    assert messages(text, "KV504") == [f"möjlig allvarlighetsgrad 3 utan {both}, {late}"]
    assert messages(judged, "KV504") == [
        f"möjlig allvarlighetsgrad 3 utan ställningstagande till lex Maria, {late}",
    ]


def test_a_register_may_set_the_step_from_which_an_event_is_severe() -> None:
    text = OPEN.replace("utredningsnivå: händelseanalys", "berör: [patient]\nskala: 4x4@1\nallvarlighetsgrad: 3")
    register = fixture(text).assess().register
    assert list(kv504.deadlines(register))
    assert not list(kv504.deadlines(register, allvarlighetsgrad=4))


def test_the_points_that_the_patient_has_not_been_told_are_named() -> None:
    harmed = f"{OPEN}vårdskadebedömning: {{utfall: vårdskada, datum: 2026-03-09}}\n"
    told = "{händelsen: 2026-03-02, åtgärder: 2026-03-10, klagomålshantering: 2026-03-10, ivo: 2026-03-10}"
    (message,) = messages(f"{harmed}patient_informerad: {told}\n", "KV516")
    assert message.startswith("patienten har inte informerats om patientnämnden och ersättning, vilket enligt målet")


def test_a_target_that_is_near_says_how_many_days_are_left() -> None:
    case = CASE.removeprefix("---").replace("avvikelser: [AVV-2026-0001]", "beslutad: 2026-09-26")
    assert messages(case, "KV505") == [
        "händelsen är inte anmäld till IVO och ska enligt målet anmälas senast 2026-11-25, om 3 dagar"
    ]


def test_a_notification_alone_is_late_until_it_is_made_and_then_the_investigation() -> None:
    case = CASE.removeprefix("---").replace("avvikelser: [AVV-2026-0001]", "beslutad: 2026-03-02")
    sent = case.replace("status: öppnat", "status: inskickat\nansvarig: chefläkare/halso-och-sjukvard")
    (before,) = messages(case, "KV505")
    (after,) = messages(f"{sent}\nanmäld: 2026-06-01\n", "KV505")
    assert before.startswith("händelsen är inte anmäld till IVO")
    assert after.startswith("utredningen är inte skickad till IVO")


def test_a_register_may_demand_a_process_and_keywords_of_what_is_closed() -> None:
    closed = CLOSED.replace("utredningsnivå: händelseanalys", "utredningsnivå: förenklad\nslutsats: Ingen läste.")
    bare = fixture(closed).assess().register
    named = fixture(f"{closed}process: PRO-0001\nnyckelord: [provsvar]\n").assess().register
    asked = [fault.message for fault in kv501.check(bare, process=1, nyckelord=1)]
    assert asked == ["avslutad utan process och nyckelord (utredningsnivå förenklad)"]
    assert [list(kv501.check(bare)), list(kv501.check(named, process=1, nyckelord=1))] == [[], []]
