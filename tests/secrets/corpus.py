"""Numbers made from the descriptions of their formats, in sentences; nothing here knows the detector."""

import random
import string
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

COUNT = 10_000
SEED = 1947

Chance = random.Random
Maker = Callable[[Chance], str]

_DOUBLED = "0246813579"
_BORN = (date(1900, 1, 1), date(2026, 10, 1))
_SENTENCES = (
    "Patienten {} fick fel dos.",
    "Remissen gällde {}, inte den som stod i listan.",
    "Fel etikett ({}) satt på provröret.",
    "personnr:{}",
    "{} kom till akuten klockan 09.30 den 12 mars 2026.",
    'Provet märktes "{}" av misstag',
    "Se journalen för {};",
    "| 12 | {} | vuxen |",
    "- {}",
    "namn={} rum=4",
    "Det var {}s remiss.",
    "bilagor/{}.pdf",
)


def check_digit(digits: str) -> str:
    """Luhn: every second digit doubled, the first of them the last, and the digits of all summed."""
    weighed = (
        int(_DOUBLED[int(digit)]) if place % 2 == 0 else int(digit) for place, digit in enumerate(reversed(digits))
    )
    return str(-sum(weighed) % 10)


def birth(chance: Chance) -> str:
    first, last = _BORN
    return (first + timedelta(days=chance.randrange((last - first).days))).strftime("%Y%m%d")


def personal(chance: Chance) -> str:
    """Twelve digits."""
    start = birth(chance) + f"{chance.randint(1, 999):03}"
    return start + check_digit(start[2:])


def coordination(chance: Chance) -> str:
    born = birth(chance)
    start = born[:6] + str(int(born[6:]) + 60) + f"{chance.randint(1, 999):03}"
    return start + check_digit(start[2:])


def carelink(chance: Chance) -> str:
    start = birth(chance)[:6] + str(chance.randint(32, 59)) + f"{chance.randint(0, 999):03}"
    return start + check_digit(start[2:])


def stockholm(chance: Chance) -> str:
    start = f"99{chance.randint(1900, 2049)}{chance.randint(0, 99999):05}"
    return start + check_digit(start[4:])


def vgr(chance: Chance) -> str:
    letter, value = chance.choice((("K", "5"), ("M", "7"), ("X", "8")))
    born, serial = birth(chance), f"{chance.randint(6, 89):02}"
    return born + letter + serial + check_digit(born[2:] + value + serial)


def varmland(chance: Chance) -> str:
    last = chance.choice("123456789ABCDEFGHIJKLMNOPQRSTUWXYZ")
    return birth(chance) + "S" + chance.choice("FUXPL") + str(chance.randint(0, 9)) + last


def skane(chance: Chance) -> str:
    while True:
        last = "".join(chance.choices(string.digits + string.ascii_uppercase, k=4))
        if not last.isdigit():
            return birth(chance) + last


def national(chance: Chance) -> str:
    born = birth(chance)
    letters = "".join(chance.choices("ABCDEFGHJKLMNPRSTUXYZ", k=2))
    first = chance.choice(("00", str(int(born[:2]) + 3 * chance.randint(1, 26))))
    return first + born[2:] + letters + str(chance.randint(0, 9)) + str(chance.randint(0, 9))


def notations(number: str, chance: Chance) -> str:
    """One of the ways in which people write twelve digits that begin with a date."""
    year, month, day, last = number[:4], number[4:6], number[6:8], number[8:]
    joint = chance.choice(("", "-", "+", " ", "–", "\u2011", "−", "\u00a0", "\u00ad", " - ", "- "))
    return chance.choice(
        (
            f"{year}{month}{day}{joint}{last}",
            f"{year[2:]}{month}{day}{joint}{last}",
            f"{year} {month} {day}{chance.choice(('-', '+', ' ', ' - '))}{last}",
            f"{year[2:]} {month} {day}{chance.choice(('-', '+', ' '))}{last}",
        )
    )


def long_notations(number: str, chance: Chance) -> str:
    """As above, for numbers that have no short form."""
    start, last = number[:8], number[8:]
    return f"{start}{chance.choice(('', '-', ' '))}{last}"


VALID: Mapping[str, Maker] = {
    "personnummer": lambda chance: notations(personal(chance), chance),
    "samordningsnummer": lambda chance: notations(coordination(chance), chance),
    "Carelink": lambda chance: long_notations(carelink(chance), chance),
    "Stockholm": lambda chance: long_notations(stockholm(chance), chance),
    "VGR": lambda chance: long_notations(vgr(chance), chance),
    "Värmland": lambda chance: long_notations(varmland(chance), chance),
    "Skåne": skane,
    "NRID": national,
}


def digits(chance: Chance, count: int) -> str:
    return "".join(chance.choices(string.digits, k=count))


def organisation(chance: Chance) -> str:
    start = chance.choice("2356789") + digits(chance, 1) + str(chance.randint(20, 99)) + digits(chance, 5)
    number = start + check_digit(start)
    return chance.choice((number, f"{number[:6]}-{number[6:]}", f"16{number}", f"16{number[:6]}-{number[6:]}"))


def hsa(chance: Chance) -> str:
    last = "".join(chance.choices(string.ascii_letters + string.digits, k=chance.randint(1, 14)))
    return f"SE{organisation(chance).replace('-', '')[-10:]}-{last}"


def document(chance: Chance) -> str:
    """As in `RHS9926-1306825477-13`, with ten digits that would be a personal number had they stood alone."""
    letters = "".join(chance.choices(string.ascii_uppercase, k=3))
    middle = chance.choice((personal, coordination))(chance)[2:]
    return f"{letters}{chance.randint(1, 99999)}-{middle}-{chance.randint(1, 99)}"


def case(chance: Chance) -> str:
    year, number = chance.randint(1998, 2026), chance.randint(1, 99999)
    return chance.choice(
        (
            f"HSN {year}-{number:05}",
            f"dnr {year}/{number}",
            f"3.{chance.randint(1, 9)}.{chance.randint(1, 9)}-{number}/{year}-{chance.randint(1, 20)}",
            f"diarienummer: {personal(chance)[2:]}",
            f"RS-{year}-{number}",
        )
    )


def record(chance: Chance) -> str:
    kind = chance.choice(("AVV", "DOK", "KLA", "HPL"))
    number = f"{chance.randint(1, 999999999):0{chance.randint(4, 9)}}"
    return chance.choice((f"{kind}-{chance.randint(2015, 2026)}-{number}", f"{kind}-{number}/A{chance.randint(1, 30)}"))


def commit(chance: Chance) -> str:
    return "".join(chance.choices("0123456789abcdef", k=chance.choice((40, 40, 64, 8, 10, 12))))


def book(chance: Chance) -> str:
    start = digits(chance, 9)
    return chance.choice(
        (
            f"ISBN {start}{digits(chance, 1)}",
            f"978{start}{digits(chance, 1)}",
            f"978-91-{start[:3]}-{start[3:7]}-{start[8]}",
        )
    )


def telephone(chance: Chance) -> str:
    rest = digits(chance, 7)
    area = chance.choice(("070", "073", "010", "08", "031", "0431"))
    return chance.choice(
        (
            f"{area}-{rest[:3]} {rest[3:5]} {rest[5:]}",
            f"{area} {rest[:3]} {rest[3:5]} {rest[5:]}",
            f"{area}-{rest}",
            f"+46 {area[1:]} {rest[:3]} {rest[3:5]} {rest[5:]}",
            f"+46{area[1:]}{rest}",
            f"tfn {area}{rest}",
            f"Ring {area}{rest}",
        )
    )


def oid(chance: Chance) -> str:
    return "1.2.752." + ".".join(str(chance.randint(1, 300)) for _ in range(chance.randint(3, 8)))


def giro(chance: Chance) -> str:
    number = digits(chance, 8)
    return chance.choice((f"{number[:4]}-{number[4:]}", f"{number[:3]}-{number[3:7]}", f"bankgiro {number}"))


def moment(chance: Chance) -> str:
    day = date(2010, 1, 1) + timedelta(days=chance.randrange(9000))
    other = day + timedelta(days=chance.randrange(900))
    hour, minute, second = chance.randrange(24), chance.randrange(60), chance.randrange(60)
    return chance.choice(
        (
            f"{day} {hour:02}:{minute:02}:{second:02}",
            f"{day}T{hour:02}:{minute:02}",
            f"{day} {hour:02}{minute:02}",
            f"{day} {hour:02}.{minute:02}",
            f"{day} - {other}",
            f"{day}–{other}",
            f"{day:%Y%m%d}T{hour:02}{minute:02}{second:02}Z",
            f"{day:%Y%m%d}{hour:02}{minute:02}{second:02}",
            f"{day}\n{other}",
        )
    )


def amount(chance: Chance) -> str:
    number = chance.uniform(0, 10 ** chance.randint(1, 8))
    return chance.choice(
        (f"{number:.2f}".replace(".", ","), f"{number:,.0f}".replace(",", " "), f"{chance.random():.10f}")
    )


def wrong_check(chance: Chance) -> str:
    number = chance.choice((personal, coordination))(chance)
    last = str((int(number[-1]) + chance.randint(1, 9)) % 10)
    return notations(number[:-1] + last, chance)


def no_date(chance: Chance) -> str:
    start = birth(chance)[2:4] + chance.choice(("00", "13", "47", "98")) + digits(chance, 5)
    number = f"{start}{check_digit(start)}"
    return f"{number[:6]}-{number[6:]}"


NEVER: Mapping[str, Maker] = {
    "organisationsnummer": organisation,
    "HSA-id": hsa,
    "dokument-id": document,
    "ärendenummer": case,
    "post-id": record,
    "git-hash": commit,
    "ISBN": book,
    "telefonnummer": telephone,
    "OID": oid,
    "giro": giro,
    "tidpunkt": moment,
    "tal": amount,
    "fel kontrollsiffra": wrong_check,
    "inget datum": no_date,
}


def sentences(make: Maker, count: int = COUNT) -> Iterable[tuple[str, str]]:
    """Pairs of what was made and a sentence that holds it; the same every time."""
    chance = random.Random(SEED)  # noqa: S311  # a corpus, not a secret
    for _ in range(count):
        made = make(chance)
        yield made, chance.choice(_SENTENCES).format(made)
