"""What is read of a body beside its text: its headings, its links, and whether a PDF holds text at all."""

import re
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvalitet.bodies import body, links, rewritten
from kvalitet.errors import KvalitetError
from kvalitet.model.register import Body
from kvalitet.model.source import Source


def read(path: str, data: bytes) -> Body:
    return body(Source(path, "", data))


def pdf(*objects: bytes) -> bytes:
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"\n".join(objects) + b"\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def object_stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return (
        b"5 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\r\n" % len(packed)
        + packed
        + b"\nendstream endobj"
    )


FONT = b"<< /Type /Font /Subtype /TrueType /BaseFont /Arial >>"
PICTURE = b"2 0 obj << /Type /XObject /Subtype /Image /Length 3 >> stream\nabc\nendstream endobj"


def test_headings_have_their_level_text_and_place() -> None:
    text = "# Hjärtstopp\r\n\r\nText.\r\n\r\n### Larma *strax*\r\n\r\nEfteråt\r\n-------\r\n\r\n> ## Citat\r\n"
    found = [(h.level, h.text, h.span.line, h.span.column) for h in read("a.md", text.encode()).headings]
    assert found == [
        (1, "Hjärtstopp", 1, 3),
        (3, "Larma *strax*", 5, 5),
        (2, "Efteråt", 7, 1),
        (2, "Citat", 10, 6),
    ]


def test_what_stands_as_code_or_in_plain_text_is_no_heading() -> None:
    text = b"```\n# inte\n```\n\n    # inte heller\n\n#hashtag\n"
    assert read("a.md", text).headings == ()
    assert read("a.txt", b"# inte\n").headings == ()


def test_a_body_that_is_not_utf_8_has_no_headings() -> None:
    assert read("a.md", b"# H\xe4rtstopp\n").headings == ()


@pytest.mark.parametrize(
    ("data", "layer"),
    [
        (pdf(b"2 0 obj " + FONT + b" endobj"), True),
        (pdf(object_stream(b"2 0 " + FONT), PICTURE), True),
        (pdf(object_stream(b"2 0 << /Type /Catalog >>"), PICTURE), False),
        (pdf(object_stream(b"2 0 << /Type /Catalog >>"), object_stream(b"3 0 " + FONT)), True),
        (pdf(PICTURE), False),
        (pdf(b"5 0 obj <</Type/ObjStm/Filter/FlateDecode>>stream\nskadad\nendstream endobj"), None),
        (pdf(b"<< /Encrypt 4 0 R >>", PICTURE), None),
        (b"inte en PDF", None),
        (b"", None),
    ],
)
def test_a_pdf_without_fonts_is_only_pictures_of_text(data: bytes, *, layer: bool | None) -> None:
    assert read("a.PDF", data).text_layer is layer


def test_only_a_pdf_is_asked_for_its_text_layer() -> None:
    assert read("a.md", b"%PDF-1.7").text_layer is None


_PIECES = st.sampled_from(
    [
        "DOK-0001", "DOK-00010", "DOK-0001.md", "[a](DOK-0001.md)", "[b](<DOK-0001.md>)",
        "![c](DOK-0001.md 'DOK-0001')",
        "`", "``", "```\n", "~~~\n", "[", "]", "(", ")", "<", ">", "\n", "\n\n", " ", "\r\n", "[r]: DOK-0001.md\n",
        "[r]", "\n[DOK-0001]: x.md\n", "[DOK-0001]",
        "https://example.se/DOK-0001 ", "<https://example.se/DOK-0001>", "åäö", "# ", "- ", "\\", "&amp;", "    ",
    ]
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(_PIECES, max_size=30).map("".join))
def test_other_links_and_words_come_in_their_place_alone(text: str) -> None:
    assert rewritten(text, lambda target: target, lambda words: words) == text
    try:
        after = rewritten(
            text,
            lambda target: "DOK-0042.md" if target == "DOK-0001.md" else target,
            lambda words: re.sub(r"(?<![\w-])DOK-0001(?![\w-])", "DOK-0042", words),
        )
    except KvalitetError as error:
        # a link that Markdown sees, and that is not written as links are
        assert "går inte att ändra" in str(error)  # noqa: PT017
        return
    assert [link.target for link in links(after)] == [
        "DOK-0042.md" if link.target == "DOK-0001.md" else link.target for link in links(text)
    ]
    assert after.replace("DOK-0042", "DOK-0001") == text
