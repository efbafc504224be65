"""From a file's bytes to values and faults: the register's dialect of YAML. PyYAML stops here.

Plain integers and decimals, `true`, `false`, `null`, `~` and nothing at all are values; every other
scalar is text as written. Whatever the bytes are, the answer is a value, faults or both: nothing is raised.
"""

from kvalitet.parse.build import Builder
from kvalitet.parse.decode import decode, guess, wide_encoding
from kvalitet.parse.faults import MAX_BYTES, MAX_DEPTH, MAX_FAULTS, Parsed, TextFault
from kvalitet.parse.positions import Positions
from kvalitet.parse.screen import screen

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_FAULTS",
    "Parsed",
    "Positions",
    "TextFault",
    "decode",
    "guess",
    "parse",
    "positions",
    "read",
    "wide_encoding",
]


def parse(text: str) -> Parsed:
    """The mapping that a text holds, and every fault in its characters and its YAML."""
    screened = screen(text)
    builder = Builder(screened.text)
    builder.run()
    if not (screened.faults or builder.faults):
        return Parsed(builder.value, ())
    faults = [*screened.faults, *(f for f in builder.faults if f.code not in screened.mutes)]
    faults.sort(key=lambda f: (f.span.line, f.span.column))
    return Parsed(builder.value, tuple(faults[:MAX_FAULTS]))


def read(data: bytes) -> Parsed:
    """The mapping that a file's bytes hold, and every fault in them.

    The value of a file that is not UTF-8 is read in its likely encoding, so that its id is known.
    """
    text, faults = decode(data)
    if text is not None:
        parsed = parse(text)
        return Parsed(parsed.value, (*faults, *parsed.faults)[:MAX_FAULTS])
    return Parsed(parse(_fitting(guess(data))).value if len(data) <= MAX_BYTES else None, faults)


def _fitting(text: str) -> str:
    """As much of a text as may be read: a letter of one byte in another encoding has two in UTF-8."""
    return text.encode("utf-8", "surrogatepass")[:MAX_BYTES].decode("utf-8", "ignore")


def positions(text: str) -> Positions:
    """Where the keys and values of a text stand: all of them, or those before the fault in its YAML."""
    readable = screen(text).text
    found = Positions(readable)
    Builder(readable, found).run()
    return found
