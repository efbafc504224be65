"""What is found in small texts, and what is left alone."""

import sys
from html.entities import html5
from unicodedata import category, decimal

import pytest

from kvalitet import shipped
from kvalitet.secrets import Sort, Sought, blocked, contacts_belong, find, suspected
from kvalitet.secrets.reading import reading
from tests.secrets.corpus import check_digit

LONG = "\nSedan kom hon hem, och resten av texten handlar om vad som hände med remissen."


def sorts(text: str) -> list[Sort]:
    return [hit.sort for hit in find(text)]


# the examples that Skatteverket and Inera publish for their own formats
@pytest.mark.parametrize(
    ("number", "sort"),
    [
        ("811218-9876", Sort.PERSONNUMMER),
        ("19121212-1212", Sort.PERSONNUMMER),
        ("991981000010", Sort.STOCKHOLM),
        ("991945000023", Sort.STOCKHOLM),
        ("991993000032", Sort.STOCKHOLM),
        ("19810829M071", Sort.VGR),
        ("19450829K088", Sort.VGR),
        ("19930829X802", Sort.VGR),
        ("19810829SU3A", Sort.VARMLAND),
        ("19450829SF2B", Sort.VARMLAND),
        ("198108320014", Sort.CARELINK),
        ("00852040AB12", Sort.NRID),
        ("00852059AB12", Sort.NRID),
        ("22010512AB12", Sort.NRID),
        ("20010512AB12", Sort.SKANE),
    ],
)
def test_published_examples_and_the_edges_of_published_forms_are_found(number: str, sort: Sort) -> None:
    assert sorts(f"Det gällde {number} igår.") == [sort]


@pytest.mark.parametrize(
    "text",
    [
        "811218-**9876**",
        "`811218`-`9876`",
        r"811218\-9876",
        "811218&#45;9876",
        "811218&ndash;9876",
        "811218%2D9876",
        r"8112\x318-9876",
        r"8112\u00318-9876",
        r"811218\_9876",
        "8112\\\n  18-9876",
        "811218-\n9876",
        "811218-\n> 9876",
        "811218\n9876",
        "８１１２１８-９８７６",
        "8112\u200b18-9876",
        "1981-12-18-9876",
        "1981.12.18-9876",
        "1981-12-18 9876",
        "pnr8112189876",
        "1981 1218 9876",
    ],
)
def test_a_number_does_not_escape_by_the_way_it_is_written(text: str) -> None:
    (hit,) = find(f"x {text} y", Sought.NUMBERS)
    assert hit.sort is Sort.PERSONNUMMER
    assert not any(c.isdigit() for c in blocked(f"x {text} y", [hit]))
    assert suspected(f"x {text} y".encode(), contacts=False)


@pytest.mark.parametrize(
    "text",
    [
        "RHS9926-1306825477-13",
        "2026-11-22 09:30:12",
        "20501218-9877",
        "811318-9875",
        "dokument-id: 8112189876",
        "19;811218\n9876;1",
        "7;811218\n9876",
        "811218\n9876;1",
        # the end of a commit's id, and its beginning
        "ab3f8112189876",
        "8112189876ab3f",
        # the number of a card or an account
        "4581 1981 1218 9876",
        "1981 1218 9876 4581",
        "1.2.1981.12.18-9876",
        "1.1981.12.18-9876",
        "1981-12-18-9876-1",
        "SE2321000016-20110512AB12",
        "20110512AB12-13",
        # Inera: where the date of birth is not known, months begin at 20 and days are 40-59
        "00851940AB12",
        "00852039AB12",
        "00852060AB12",
        # Carelink's numbers have the century too
        "8108320014",
        "810832-0014",
    ],
)
def test_what_only_looks_like_a_number_is_left_alone(text: str) -> None:
    assert not find(text, Sought.NUMBERS)
    assert not find(text + LONG, Sought.NUMBERS)


SIGNS = {f"&{name}": sign for name, sign in html5.items() if name.endswith(";") and len(sign) == 1}


@pytest.mark.parametrize("name", [name for name, sign in SIGNS.items() if category(sign) in {"Pd", "Zs", "Cf"}])
def test_a_number_is_found_behind_every_dash_space_and_unseen_sign_that_html_has_a_name_for(name: str) -> None:
    number = "811218{}9876" if category(SIGNS[name]) != "Cf" else "8112{}18-9876"
    assert sorts(number.format(name)) == [Sort.PERSONNUMMER]


@pytest.mark.parametrize("number", [b"811218\x969876", b"811218\x979876", b"811218\xa09876", b"8112\xad189876"])
def test_a_number_is_found_behind_the_dashes_and_spaces_of_windows(number: bytes) -> None:
    text = b"x " + number + b" y"
    assert sorts(text.decode(errors="surrogateescape")) == [Sort.PERSONNUMMER]
    assert suspected(text, contacts=False)


def ending(date: str, serial: str) -> str:
    """A date, three digits, and what would be the check digit of a number of a person."""
    return f"{date}{serial}{check_digit(''.join(c for c in date if c.isdigit())[-6:] + serial)}"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        # from 2010 on, what follows a date at a space is more often a count than a child's last digits
        (ending("2009-12-31 ", "987"), 1),
        (ending("2010-01-01 ", "987"), 0),
        (ending("2010-01-01-", "987"), 1),
        (ending("50-12-31 ", "987"), 1),
        (ending("49-12-31 ", "987"), 0),
        # an hour, and a year: whatever the last digit is, these are one
        (ending("1981-12-18 ", "123"), 0),
        (ending("2010-01-01-", "123"), 0),
        (ending("1981-12-18-", "201"), 0),
    ],
)
def test_a_date_with_marks_is_a_number_unless_a_time_or_a_count_follows(text: str, count: int) -> None:
    assert len(find(f"den {text} här", Sought.NUMBERS)) == count


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Namn: Anna Andersson", "Anna Andersson"),
        ("Patienten Åsa Öberg-Lind kom", "Åsa Öberg-Lind"),
        ("dottern Eva af Klint ringde", "Eva af Klint"),
        ("Mvh\nAnna B. Svensson", "Anna B. Svensson"),
        ("Klart. /Anna Andersson", "Anna Andersson"),
        # two words call for a name, one after the other
        ("Namn: Doktor Anna Andersson", "Doktor Anna Andersson"),
        ("Namn: Patienten Fru Anna Andersson", "Patienten Fru Anna Andersson"),
        ("ring 070-123 45 67.", "070-123 45 67"),
        ("ring +46 8 123 456 78 nu", "+46 8 123 456 78"),
        ("ring 0701234560", "0701234560"),
        # the shortest number there is, and the longest with the digits that lead into the country
        ("ring 08-123456 nu", "08-123456"),
        ("ring 0046 70 123 45 67 nu", "0046 70 123 45 67"),
        ("till eva.larsson@region.example.se, tack", "eva.larsson@region.example.se"),
    ],
)
def test_ways_to_reach_a_person_and_names_are_found(text: str, told: str) -> None:
    assert [text[hit.start : hit.end] for hit in find(text)] == [told]
    assert [text[hit.start : hit.end] for hit in find(text + LONG)] == [told]
    assert suspected(text.encode(), contacts=True) & Sought.CONTACTS


@pytest.mark.parametrize(
    "text",
    [
        "Patienten Region Skåne skickade hit",
        "Läkare Utan Gränser",
        "Hospital Survey on Patient Safety Culture",
        "Björn Stig Sten vid Linnea Centrum",
        "Patienten föll. Anna Lindhs Gata 2",
        "skala: 4x4@1",
        "bild@2x.png",
        "registrator@region.example.se",
        "mellan 09.30-16.30 och 2026-10-12",
        "0-18 år, 08-12 och 1177",
        "ring 08-12345 nu",
        "ring 0123-12345678 nu",
        "skriv till @region.example.se",
        "bankgiro 5555-5555",
        "AVV-2026-0001",
        "232100-0016",
        "namn: Riket",
        "namn: Region Exempel",
        "och/eller Norra Länken är stängd",
    ],
)
def test_ordinary_words_and_numbers_are_neither(text: str) -> None:
    assert not find(text)


def test_the_shipped_register_points_out_nobody() -> None:
    folder = shipped.folder("register")
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            sought = Sought.NUMBERS if contacts_belong(name) else Sought.ALL
            assert not find(path.read_text(encoding="utf-8"), sought), name


def test_blocks_keep_lines_indents_and_marks_of_quotation() -> None:
    text = "> Se 811218-\n> 9876.\n"
    assert blocked(text, find(text)) == "> Se ███████\n> ████.\n"


@pytest.mark.parametrize(("year", "count"), [("1849", 0), ("1850", 1), ("2049", 1), ("2050", 0)])
def test_a_year_of_birth_long_ago_or_long_from_now_is_none(year: str, count: int) -> None:
    assert len(find(ending(f"{year}1218", "987"))) == count


@pytest.mark.parametrize(
    "code", ["&#0;", "&#1114111;", "&#1114112;", "&#x;", "&okänt;", "&NotAnEntity;", "&NotEqualTilde;"]
)
def test_what_is_no_code_for_one_character_is_read_as_it_stands(code: str) -> None:
    text = f"{code} 811218-9876"
    assert [text[hit.start : hit.end] for hit in find(text)] == ["811218-9876"]


def test_a_number_is_found_in_the_digits_of_every_script() -> None:
    zeros = [number for number in range(0x80, sys.maxunicode + 1) if decimal(chr(number), None) == 0]
    assert len(zeros) > 50
    for zero in zeros:
        text = "".join(chr(zero + int(digit)) for digit in "8112189876")
        assert sorts(text) == [Sort.PERSONNUMMER]
        assert suspected(text.encode(), contacts=False)


def test_a_date_before_a_number_does_not_make_it_part_of_an_identifier() -> None:
    text = "bilagor/2026-11-22-8112189876.pdf"
    assert [text[hit.start : hit.end] for hit in find(text)] == ["8112189876"]


def test_a_number_of_a_person_that_could_be_a_telephone_is_told_once() -> None:
    assert sorts(ending("010203", "123")) == [Sort.PERSONNUMMER]


@pytest.mark.parametrize(("between", "count"), [(20, 0), (60, 1)])
def test_only_a_telephone_named_close_by_says_that_ten_digits_are_one(between: int, count: int) -> None:
    text = f"Ring mottagningen {'i' * between} {ending('010203', '123')}."
    assert len(find(text, Sought.NUMBERS)) == count


def test_what_is_not_sought_is_not_found() -> None:
    text = "811218-9876, anna.berg@example.org"
    assert not find(text, Sought.NOTHING)
    assert [hit.sort for hit in find(text, Sought.CONTACTS)] == [Sort.EPOST]
    assert [hit.sort for hit in find(text, Sought.NUMBERS)] == [Sort.PERSONNUMMER]


def test_a_code_for_the_sign_that_ends_a_text_in_c_does_not_end_it_here() -> None:
    assert reading("a&#0;b&#x41;").text == "a&#0;bA"


def test_an_address_with_a_number_in_it_is_both_and_wholly_hidden() -> None:
    text = "Skriv till 811218-9876@region.example.se."
    hits = find(text)
    assert [hit.sort for hit in hits] == [Sort.PERSONNUMMER, Sort.EPOST]
    assert blocked(text, hits) == f"Skriv till {'█' * len('811218-9876@region.example.se')}."


def test_a_name_that_is_called_for_twice_is_told_once_wherever_it_stands() -> None:
    assert sorts("Ring 070-123 45 67. Namn: Doktor Anna Andersson") == [Sort.TELEFON, Sort.NAMN]


def test_an_address_is_found_after_a_sign_of_one_that_begins_the_text() -> None:
    assert sorts("@mottagningen: skriv till eva.larsson@region.example.se") == [Sort.EPOST]


def test_names_and_ways_to_reach_somebody_are_contacts_and_numbers_are_not() -> None:
    assert {sort for sort in Sort if sort.is_contact} == {Sort.EPOST, Sort.TELEFON, Sort.NAMN}


@pytest.mark.parametrize(
    ("path", "belong"),
    [
        ("organisation.yaml", True),
        ("kvalitet.yaml", True),
        ("dokument/DOK-0001.yaml", True),
        ("innehall/rutin.txt", True),
        ("kodverk/orsaker.yaml", True),
        ("schemas/egen.schema.json", True),
        ("templates/egen.txt", True),
        ("avvikelser/2026/bilaga.MD", True),
        ("avvikelser/2026/bilaga.markdown", True),
        ("dokument/akuten/rutin.txt", True),
        ("avvikelser/2026/AVV-2026-0001.yaml", False),
        ("avvikelser/organisation.yaml", False),
    ],
)
def test_contacts_belong_in_what_governs_and_in_the_registers_own_set_up(path: str, belong: bool) -> None:  # noqa: FBT001
    assert contacts_belong(path) is belong
