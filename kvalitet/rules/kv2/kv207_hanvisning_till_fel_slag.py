"""En hänvisning leder till fel slags post.

Id:t finns, men posten eller delen är av ett annat slag än fältet är till för: till exempel en avvikelse där ett
dokument ska stå, eller en hel plan där en av planens aktiviteter ska stå.

Varför: Fältet säger vad sambandet betyder. Leder det till något annat blir sammanställningarna fel, fast hänvisningen
ser hel ut.

Gör så här: Skriv id på rätt post. Vill du bara visa att två poster hör ihop, använd fältet relaterat.

Fel:
    id: AVV-2026-0001
    titel: Fall vid förflyttning till toaletten
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Patienten halkade men föll inte.
    dokument: AVV-2026-0002
    ---
    id: AVV-2026-0002
    titel: Fall vid förflyttning till toaletten
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Patienten halkade men föll inte.
Rätt:
    id: AVV-2026-0001
    titel: Fall vid förflyttning till toaletten
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Patienten halkade men föll inte.
    dokument: DOK-0001
    ---
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, fault
from kvalitet.model.record import Record
from kvalitet.model.register import Mention, Register
from kvalitet.views.hanvisningar import ANY, Outcome, follow, shape_title, target, wanted

SEVERITY = Severity.ERROR
BASIS = None

_HELP = "Skriv rätt id. Poster som bara hör ihop nämns under relaterat."


def check(register: Register) -> Iterator[Fault]:
    """References to something else than their field is for."""
    for mention in register.mentions:
        if not mention.field.refs or register.is_cancelled(mention.record):
            continue
        if follow(register, mention) is Outcome.WRONG:
            yield fault(
                mention.record,
                *mention.path,
                message=f"{mention.value} är {_what(register, mention)}, men här ska stå {wanted(register, mention)}",
                help=_HELP if ANY not in mention.field.refs else "Skriv id på hela posten.",
            )


def _what(register: Register, mention: Mention) -> str:
    found = target(register, mention)
    if found is None or isinstance(found, Record):
        return f"en hel post av slaget {register.kinds[found.kind].singular}" if found else "något annat"
    return f"en del av slaget {shape_title(register, found.record.kind, found.shape)}"
