"""Bodies: the Markdown and other files that records carry. markdown-it-py stops here."""

import hashlib
import re
import zlib
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from kvalitet.errors import KvalitetError
from kvalitet.model.register import Body, Heading, Link
from kvalitet.model.source import Source
from kvalitet.model.value import Span

TEXT_ENDINGS = (".md", ".txt")
_MAX_TEXT = 1024 * 1024
# code, the target of a link (within brackets, or of a reference further down), and the address of a page
_APART = re.compile(
    r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)|(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)"
    r"|(?P<opening>\]\([ \t]*|^ {0,3}\[[^\]\n]+\]:[ \t]*)"
    r"(?:<(?P<angled>[^<>\n]*)>|(?P<bare>(?:[^\s()<>]|\([^\s()<>]*\))*))"
    r"|\b[a-z][a-z0-9+.-]*://\S+",
    re.DOTALL | re.MULTILINE,
)
_BREAKS = frozenset({"softbreak", "hardbreak"})
_NEAR = 50
_MAX_INFLATED = 16 * 1024 * 1024
_OBJECT_STREAM = re.compile(rb"/ObjStm\b.{0,500}?stream\r?\n", re.DOTALL)


def body(source: Source) -> Body:
    """A body from its file; what is not UTF-8 Markdown or plain text of at most 1 MiB has no text."""
    digest = hashlib.sha256(source.data).hexdigest()
    text = None
    if source.path.lower().endswith(TEXT_ENDINGS) and len(source.data) <= _MAX_TEXT:
        try:
            text = source.data.decode()
        except UnicodeDecodeError:
            text = None
    reads_headings = headings if source.path.lower().endswith(".md") else _none
    layer = text_layer(source.data) if source.path.lower().endswith(".pdf") else None
    return Body(source.path, digest, text, links, reads_headings, layer)


def links(text: str) -> tuple[Link, ...]:
    """The links and images of a Markdown text, in the order they stand."""
    return tuple(_links(text))


def _links(text: str) -> Iterator[Link]:
    from markdown_it import MarkdownIt

    lines = re.split(r"\r\n?|\n", text)
    for block in MarkdownIt().parse(text):
        here, last = block.map or (0, 0)
        for token in block.children or ():
            here += token.type in _BREAKS
            target = token.attrs.get("href", token.attrs.get("src"))
            if target is not None:
                # the library percent-encodes what people write plainly
                written = unquote(str(target))
                yield Link(written, _where(lines, here, last, written))


def _where(lines: list[str], first: int, last: int, target: str) -> Span:
    # what stands within code or a title hides a few line breaks, so that the link may be further down
    for number in range(first, min(last, first + _NEAR, len(lines))):
        column = lines[number].find(f"]({target}")
        if column >= 0:
            start = column + 3
            return Span(number + 1, start, number + 1, start + len(target))
    return Span(first + 1, 1, first + 1, 2)


def rewritten(text: str, target: Callable[[str], str], words: Callable[[str], str]) -> str:
    """A Markdown text with other link targets, and other words outside of code, links and web addresses.

    Both are given what is written and give what shall stand there. Raises KvalitetError where a link that shall be
    another is written in a way that cannot be found.
    """
    after: list[str] = []
    end = 0
    for found in _APART.finditer(text):
        after += [words(text[end : found.start()]), _link(found, target, words)]
        end = found.end()
    made = "".join([*after, words(text[end:])])
    before, now = links(text), links(made)
    for number, old in enumerate(before):
        if len(now) != len(before) or now[number].target != unquote(target(old.target)):
            raise KvalitetError(f"rad {old.span.line}: länken till {old.target} går inte att ändra. Ändra den själv.")
    return made


def _link(found: re.Match[str], target: Callable[[str], str], words: Callable[[str], str]) -> str:
    opening = found["opening"]
    if opening is None:
        return found[0]
    if found["angled"] is not None:
        return f"{words(opening)}<{target(found['angled'])}>"
    return words(opening) + target(found["bare"])


def headings(text: str) -> tuple[Heading, ...]:
    """The headings of a Markdown text, in the order they stand."""
    return tuple(_headings(text))


def _none(_: str) -> tuple[Heading, ...]:
    return ()


def _headings(text: str) -> Iterator[Heading]:
    from markdown_it import MarkdownIt

    lines = re.split(r"\r\n?|\n", text)
    level = 0
    # what stands inside the lines takes most of the time, and tells nothing here
    for token in MarkdownIt().disable("inline").parse(text):
        if token.type == "heading_open":
            level = int(token.tag.removeprefix("h"))
        elif token.type == "inline" and level:
            first = (token.map or [0])[0]
            words = token.content.partition("\n")[0]
            column = max(lines[first].find(words), 0) + 1
            yield Heading(level, token.content, Span(first + 1, column, first + 1, column + max(len(words), 1)))
            level = 0


def text_layer(data: bytes) -> bool | None:
    """Whether a PDF holds text that can be searched and read aloud, told by whether it names any font.

    None for what cannot be told: an encrypted file, one that is not a PDF, one that is damaged.
    Only the compressed streams that hold objects are opened; pictures are passed over.
    """
    if b"%PDF-" not in data[:1024]:
        return None
    if b"/Font" in data:
        return True
    if b"/Encrypt" in data:
        return None
    for stream in _OBJECT_STREAM.finditer(data):
        packed = data[stream.end() : data.find(b"endstream", stream.end())]
        try:
            inflated = zlib.decompressobj().decompress(packed, _MAX_INFLATED)
        except zlib.error:
            return None
        if b"/Font" in inflated:
            return True
    return False
