"""Tells at once, from a file's bytes, what cannot be found in it: nearly always nothing can, and nearly free."""

import re
from typing import Final

from kvalitet.secrets.hit import Sought

_WIDE: Final = bytes(range(128, 256))
_SPACES: Final = b" " + _WIDE
_JOINTS: Final = b"-+./\\\r\n\t>#*_`~()" + _SPACES
_OTHER: Final = ord(".")
_ZERO, _NINE = ord("0"), ord("9")
_ANY_DIGIT: Final = bytes(_ZERO if _ZERO <= code <= _NINE else _OTHER for code in range(256))
_FIRST_ZERO: Final = bytes(min(code, _ZERO + 1) if _ZERO <= code <= _NINE else _OTHER for code in range(256))
# what does not lead a character from beyond Western Europe: there are digits among those
_NEAR: Final = bytes((*range(0xC4), 0xE2))
# the second bytes of Ä, Å, É, Ö and of a hard space, whose first are left out
_CAPITALS: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ\x84\x85\x89\x96")
_HARD_SPACE: Final = 0xA0
_CASE: Final = bytes(
    ord("A")
    if code in _CAPITALS
    else ord(" ")
    if code == _HARD_SPACE
    else ord("a")
    if chr(code).islower() or code in _WIDE
    else code
    for code in range(256)
)
# what codes begin with, and what stands between the letters of UTF-16
_CODES: Final = (b"\\", b"&", b"%2", b"%3", b"\0")
_ADDRESS: Final = re.compile(rb"@[^@\s]{1,300}\.[A-Za-z]")
_TELEPHONE: Final = re.compile(rb"\.01[01]{6}")
_NAMES: Final = re.compile(rb"Aa+ (?:A\.? |a+ )?Aa")


def suspected(data: bytes, wanted: Sought) -> Sought:
    """Which of the sorts wanted a file's bytes (UTF-8, or nearly) may hold; what is not among them it does not."""
    if any(sign in data for sign in _CODES) or data.translate(None, _NEAR):
        return wanted
    found = Sought.NOTHING
    if Sought.NUMBERS in wanted and _may_hold_numbers(data):
        found |= Sought.NUMBERS
    if Sought.CONTACTS in wanted and _may_hold_contacts(data):
        found |= Sought.CONTACTS
    return found


def _may_hold_numbers(data: bytes) -> bool:
    # ten digits with nothing but joints between them, or the eight of a date without any
    return b"0000000000" in data.translate(_ANY_DIGIT, _JOINTS) or b"00000000" in data.translate(_ANY_DIGIT, _SPACES)


def _may_hold_contacts(data: bytes) -> bool:
    if b"@" in data and _ADDRESS.search(data):
        return True
    joined = b"." + data.translate(_FIRST_ZERO, _JOINTS)
    if b"+46" in data or b"0046" in data or _TELEPHONE.search(joined):
        return True
    return _NAMES.search(data.translate(_CASE, b"\xc2\xc3")) is not None
