"""What the pasts in the manual pages of the rules on history do not tell apart."""

from pathlib import Path

import pytest

from tests.audit.conftest import Audit, findings
from tests.audit.told import made

READ_AGAIN = """# incheckning 2026-03-02 av Eva Ek
id: DOK-0001
titel: Rutin för telemetri
enhet: kardiologi
status: utkast
handlingstyp: rutin
version: "1.0"
innehåll: dokument/DOK-0001.md
---
# fil: dokument/DOK-0001.md
# text: Kontrollera larmgränserna vid varje byte.
---
# incheckning 2026-03-04 av Bo Berg
id: DOK-0001
titel: Rutin för telemetri
enhet: kardiologi
status: gällande
ansvarig: verksamhetschef/kardiologi
handlingstyp: rutin
version: "1.0"
innehåll: dokument/DOK-0001.md
giltig_från: 2026-03-04
granskningar:
  - {av: chefläkare/halso-och-sjukvard, datum: 2026-03-04, steg: godkänd}
---
# incheckning 2026-09-04 av Eva Ek
id: DOK-0001
titel: Rutin för telemetri
enhet: kardiologi
status: gällande
ansvarig: verksamhetschef/kardiologi
handlingstyp: rutin
version: "1.0"
innehåll: dokument/DOK-0001.md
giltig_från: 2026-03-04
granskningar:
  - {av: chefläkare/halso-och-sjukvard, datum: 2026-03-04, steg: godkänd}
  - {av: verksamhetschef/kardiologi, datum: 2026-09-04, steg: oförändrad, motiv: Arbetssättet fungerar.}
"""


def test_a_text_that_somebody_else_has_approved_is_not_counted_at_the_next_approval(
    tmp_path: Path, audit: Audit
) -> None:
    """KV914 speaks of what has been written since the approval before."""
    assert findings(audit(made(READ_AGAIN, tmp_path), "--format", "json", "--select", "KV914")) == []
    written = READ_AGAIN.replace("2026-03-04 av Bo Berg", "2026-03-04 av Eva Ek")
    (told,) = findings(audit(made(written, tmp_path / "igen"), "--format", "json", "--select", "KV914"))
    assert told["code"] == "KV914"
    settings = "vårdgivare: Region Exempel\nbörjar: 2023-01-01\nregler: {ignorera: [KV914]}\n"
    aside = f"{written}---\n# fil: kvalitet.yaml\n{settings}"
    assert findings(audit(made(aside, tmp_path / "satt åt sidan"), "--format", "json", "--select", "KV914")) == []


MOVED = """# incheckning {} av Eva Ek
id: AVV-2026-0001
titel: Förväxlade läkemedel
enhet: kardiologi
status: åtgärdas
ansvarig: verksamhetschef/kardiologi
rapporterande_enhet: kardiologi
typ: tillbud
händelsedatum: 2026-03-01
rapporterad: 2026-03-02
påbörjad: 2026-03-02
beskrivning: Två läkemedel låg på samma hylla.
åtgärder:
  - {{id: A1, beskrivning: Skilj hyllorna åt., ansvarig: verksamhetschef/kardiologi, senast: {}, status: planerad}}
"""


@pytest.mark.parametrize(("third", "count"), [("2026-09-30", 1), ("2026-05-31", 0)])
def test_a_day_that_is_moved_nearer_is_not_postponed(third: str, count: int, tmp_path: Path, audit: Audit) -> None:
    """KV923 speaks at the third time that a day is put off."""
    days = ["2026-06-30", "2026-07-31", third, "2026-10-31"]
    past = "---\n".join(MOVED.format(f"2026-03-{10 + index}", day) for index, day in enumerate(days))
    told = findings(audit(made(past, tmp_path), "--format", "json", "--select", "KV923"))
    assert [each["code"] for each in told] == ["KV923"] * count


CLOSED = """# incheckning {} av Eva Ek
id: AVV-2026-0001
titel: Förväxlade läkemedel
enhet: kardiologi
status: avslutad
ansvarig: verksamhetschef/kardiologi
rapporterande_enhet: kardiologi
typ: tillbud
händelsedatum: 2026-03-01
rapporterad: 2026-03-02
påbörjad: 2026-03-02
avslutad: 2026-04-01
beskrivning: Två läkemedel låg på samma hylla.
åtgärder:
  - {{id: A1, beskrivning: Skilj hyllorna åt., status: klar, klar: 2026-03-20, uppföljning: {{{}}}}}
"""


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ("senast: 2026-06-01", "senast: 2026-09-01", 0),
        ("senast: 2026-06-01", "senast: 2026-06-01, utförd: 2026-05-20, effekt: delvis", 0),
        ("utförd: 2026-03-30, effekt: delvis", "utförd: 2026-03-30, effekt: uppnådd", 1),
    ],
)
def test_to_follow_up_what_was_closed_is_work_and_to_write_an_effect_anew_is_not(
    before: str, after: str, count: int, tmp_path: Path, audit: Audit
) -> None:
    """KV911: what has once been written may not be written anew."""
    past = f"{CLOSED.format('2026-04-01', before)}---\n{CLOSED.format('2026-05-21', after)}"
    told = findings(audit(made(past, tmp_path), "--format", "json", "--select", "KV911"))
    assert [each["code"] for each in told] == ["KV911"] * count


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("bilagor/lista.txt", "19121212-1212", "checkades in"),
        ("bilagor/19121212-1212.txt", "Lista.", "stod i filens namn"),
    ],
)
def test_a_number_of_a_person_is_told_where_it_stood(
    name: str, text: str, where: str, tmp_path: Path, audit: Audit
) -> None:
    """KV917 speaks of texts and of the names of files; the number is one that the authority gives for tests."""
    past = f"# incheckning 2026-03-10 av Eva Ek\n# fil: {name}\n# text: {text}\n"
    (told,) = findings(audit(made(past, tmp_path), "--format", "json", "--select", "KV917"))
    assert where in told["message"]
    assert "1212" not in str(told)
