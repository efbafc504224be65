"""Prose from records: paragraphs, lists, emphasis, quotations, code and links are kept, the rest is text.

It is read as CommonMark and written anew, so that nothing but what is written here can be markup.
markdown-it-py stops here.
"""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kvalitet.model.document import CITATION
from kvalitet.render.escape import Markdown, escaped

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.tree import SyntaxTreeNode

_DEEPEST = 6
# a longer heading is a paragraph that somebody began with #, and a PDF has no room for it among its bookmarks
_LONGEST = 1000
_INDENT = 4
_LINK = re.compile(r"(?:https?://|mailto:)[^\s]", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"[^A-Za-z0-9\-._~:/?#@!&'+,=%]")

Cite = Callable[[str], str | None]
"""The text of a figure by its key, or None where there is none."""


def prose(text: str, level: int, cite: Cite) -> Markdown:
    """Prose as safe Markdown, under a heading of a level: its own headings begin below that.

    `[[key]]` becomes the figure's text; an unknown key stands as it is.
    """
    from markdown_it.tree import SyntaxTreeNode

    root = SyntaxTreeNode(_reader().parse(text))
    return Markdown("\n\n".join(_Writer(level, cite).blocks(root)))


def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
    reader.disable(["html_block", "html_inline", "hr"])
    # every address is read as one, and those that may not be followed are dropped when it is written
    reader.validateLink = _any_address  # type: ignore[method-assign]
    reader.inline.ruler.before("link", "citation", _citation)
    return reader


def _any_address(url: str) -> bool:  # noqa: ARG001  # the library's signature
    return True


def _citation(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001  # the library's signature
    match = CITATION.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("citation", "", 0).content = match[1].strip()
    state.pos = match.end()
    return True


class _Writer:
    """Writes the tree of a text as Markdown."""

    def __init__(self, level: int, cite: Cite) -> None:
        self._base = level
        self._cite = cite
        self._open: list[int] = []

    def blocks(self, parent: "SyntaxTreeNode") -> Iterator[str]:
        for node in parent.children:
            written = self._block(node)
            if written.strip():
                yield written

    def _block(self, node: "SyntaxTreeNode") -> str:
        match node.type:
            case "heading":
                return self._heading(node)
            case "paragraph":
                return self._inside(node)
            case "bullet_list" | "ordered_list":
                return self._list(node)
            case "blockquote":
                lines = "\n\n".join(self.blocks(node)).split("\n")
                return "\n".join(f"> {line}".rstrip() for line in lines)
            case "code_block" | "fence":
                return _code_block(node.content)
            case _:
                return ""

    def _heading(self, node: "SyntaxTreeNode") -> str:
        """A heading one level under that which it stands below, however it was written; one of no words is none."""
        text = self._inside(node)
        if not text.strip():
            return ""
        own = int(node.tag[1:])
        self._open = [*(level for level in self._open if level < own), own]
        level = self._base + len(self._open)
        return f"{'#' * level} {text}" if level <= _DEEPEST and len(text) <= _LONGEST else f"**{text}**"

    def _list(self, node: "SyntaxTreeNode") -> str:
        start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        items = []
        for number, item in enumerate(node.children):
            marker = "-" if start is None else f"{start + number}."
            marker = marker.ljust(max(_INDENT, len(marker) + 1))
            tight = all(child.hidden for child in item.children if child.type == "paragraph")
            body = ("\n" if tight else "\n\n").join(self.blocks(item)) or Markdown("")
            items.append((marker + _indented(body, len(marker)).lstrip(" "), tight))
        gap = "\n" if all(tight for _, tight in items) else "\n\n"
        return gap.join(text for text, _ in items)

    def _inside(self, node: "SyntaxTreeNode") -> str:
        return "".join(self._inline(inner, first=index == 0) for index, inner in enumerate(_inlines(node)))

    def _inline(self, node: "SyntaxTreeNode", *, first: bool) -> str:  # noqa: PLR0911  # one way of writing each
        inner = "".join(self._inline(child, first=first and i == 0) for i, child in enumerate(node.children))
        match node.type:
            case "text" | "text_special":
                at_start = first or _after_break(node)
                return escaped(node.content, at_start=at_start) if at_start else escaped(node.content, at_start=False)
            case "citation":
                found = self._cite(node.content)
                return escaped(f"[[{node.content}]]" if found is None else found, at_start=first)
            case "em" if inner.strip():
                return f"*{inner}*"
            case "strong" if inner.strip():
                return f"**{inner}**"
            case "code_inline":
                return _code(node.content)
            case "link":
                return _link(inner, str(node.attrs.get("href", "")))
            case "image":
                return escaped(node.content, at_start=first)
            case "softbreak":
                return " "
            case "hardbreak":
                return "\\\n"
            case _:
                return inner


def _inlines(node: "SyntaxTreeNode") -> "list[SyntaxTreeNode]":
    return [child for inline in node.children for child in (inline.children if inline.type == "inline" else [inline])]


def _after_break(node: "SyntaxTreeNode") -> bool:
    before = node.previous_sibling
    return before is not None and before.type == "hardbreak"


def _indented(text: str, width: int) -> str:
    return "\n".join(" " * width + line if line else line for line in text.split("\n"))


def _link(text: str, address: str) -> str:
    if not _LINK.match(address) or not text.strip():
        return text
    safe = _IN_ADDRESS.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), address)
    return f"[{text}](<{safe}>)"


def _code(content: str) -> str:
    if not content.strip():
        return ""
    fence = "`" * (_longest_run(content) + 1)
    return f"{fence} {content} {fence}"


def _code_block(content: str) -> str:
    fence = "`" * max(3, _longest_run(content) + 1)
    return f"{fence}\n{content.rstrip()}\n{fence}"


def _longest_run(content: str) -> int:
    return max((len(run) for run in re.findall("`+", content)), default=0)
