"""Puts a block in the place of every character that gives somebody away."""

import re
from collections.abc import Iterable

from kvalitet.secrets.hit import Hit

BLOCK = "█"
"""What stands for one character that is not shown (U+2588)."""

# a break with what a line begins with (indent, mark of a quotation or comment) is the file's, not the secret's
_CHARACTER = re.compile(r"([\r\n]+[ \t]*(?:[>#]+[ \t]*)?)|.", re.DOTALL)


def blocked(text: str, hits: Iterable[Hit]) -> str:
    """The text with a block for each character of the hits; lines and columns are where they were."""
    pieces: list[str] = []
    done = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, hit.end)):
        start = max(done, hit.start)
        pieces += (text[done:start], _CHARACTER.sub(lambda found: found[1] or BLOCK, text[start : hit.end]))
        done = max(done, hit.end)
    return "".join((*pieces, text[done:]))
