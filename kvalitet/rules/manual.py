"""Reads a rule's docstring as its manual page."""

import re
from dataclasses import dataclass
from textwrap import dedent

_SECTIONS = ("Varför", "Gör så här", "Fel", "Rätt")
_HEADING = re.compile(rf"^({'|'.join(_SECTIONS)}):[ \n]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Manual:
    """What is wrong, why it matters, how to put it right, and examples in YAML of wrong and right."""

    title: str
    what: str
    why: str
    remedy: str
    wrong: str
    right: str


def manual(docstring: str) -> Manual:
    """The manual page of a docstring; raises ValueError where a section is missing."""
    pieces = _HEADING.split(dedent(docstring).strip())
    title, _, what = pieces[0].strip().partition("\n")
    sections = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    missing = [name for name in _SECTIONS if name not in sections]
    if missing:
        raise ValueError(f"{title!r} lacks {missing}")
    return Manual(
        title=title.strip().rstrip("."),
        what=_prose(what),
        why=_prose(sections["Varför"]),
        remedy=_prose(sections["Gör så här"]),
        wrong=_example(sections["Fel"]),
        right=_example(sections["Rätt"]),
    )


def _prose(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _example(text: str) -> str:
    return dedent(text.strip("\n")).rstrip() + "\n"
