"""Bodies: the Markdown and other files that records carry. markdown-it-py stops here."""

import hashlib
from collections.abc import Iterator

from kvalitet.model.register import Body, Link
from kvalitet.model.source import Source
from kvalitet.model.value import Span

_TEXT_ENDINGS = (".md", ".txt")


def body(source: Source) -> Body:
    """A body from its file; what is not UTF-8 Markdown or plain text has no text."""
    digest = hashlib.sha256(source.data).hexdigest()
    text = None
    if source.path.lower().endswith(_TEXT_ENDINGS):
        try:
            text = source.data.decode()
        except UnicodeDecodeError:
            text = None
    return Body(source.path, digest, text, links)


def links(text: str) -> tuple[Link, ...]:
    """The links and images of a Markdown text, in the order they stand."""
    return tuple(_links(text))


def _links(text: str) -> Iterator[Link]:
    from markdown_it import MarkdownIt

    lines = text.splitlines()
    for block in MarkdownIt().parse(text):
        first, last = block.map or (0, 0)
        for token in block.children or ():
            target = token.attrGet("href") or token.attrGet("src")
            if isinstance(target, str):
                yield Link(target, _where(lines, first, last, target))


def _where(lines: list[str], first: int, last: int, target: str) -> Span:
    for number in range(first, min(last, len(lines))):
        column = lines[number].find(f"]({target}")
        if column >= 0:
            start = column + 3
            return Span(number + 1, start, number + 1, start + len(target))
    return Span(first + 1, 1, first + 1, 2)
