"""Keeps on one line what is read as one: a number and its unit, a law and its paragraph, a day and its month.

It is done in one place, for every format that lays out lines. In Markdown the spaces stay as they are
written: that text is searched and compared, and its lines are its reader's own.
"""

import re

from kvalitet.model.dates import MONTHS

_SPACE = "\u00a0"
_NARROW = "\u202f"
_UNITS = "%|‰|kr|tkr|mkr|mnkr|st|mg|µg|g|kg|ml|cl|dl|l|mm|cm|m|km|h|tim|min|°C"

# what stands before the space, and after it
_PAIRS = (
    # 3 kap., 10 §, 2 st, 50 mg, 1 mars
    (r"\d", rf"(?:kap\.|§|(?:{_UNITS})(?![\w-])|(?:{'|'.join(MONTHS)})\b)"),
    # 8 a §
    (r"\d", r"[a-z] §"),
    (r"\d[ \u00a0][a-z]", "§"),
    # § 31, §§ 10–12, nr 4, PSL 3 kap., SOSFS 2011:9
    (r"§|\bnr|\b[A-ZÅÄÖ]{2,}(?:-[A-ZÅÄÖ]{2,})?", r"\d"),
    # 12 000, 1 000 000
    (r"(?<![\d,.:-])\d{1,3}", r"\d{3}(?![\d:-])"),
    # t. ex., bl. a., m. fl.
    (r"\b(?:t|bl|s|m|d)\.", r"(?:ex|a|k|m|fl|v|vs)\."),
)
_APART = tuple(re.compile(f"({before}) (?={after})") for before, after in _PAIRS)
_THIN = re.compile("(?<=\\d)\u2009(?=\\d)")


def joined(text: str) -> str:
    """The text, plain or Markdown, with spaces that no line ends at."""
    for apart in _APART:
        text = apart.sub(rf"\1{_SPACE}", text)
    return _THIN.sub(_NARROW, text)
