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
# what is no sign of a code, of UTF-16, of digits from beyond Western Europe, of an address or a telephone abroad
_SIGNS: Final = frozenset((*b"\\&%@+\0", *range(0xC4, 0xE2), *range(0xE3, 0x100)))
_NO_SIGN: Final = bytes(code for code in range(256) if code not in _SIGNS)
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
_ADDRESS: Final = re.compile(rb"@[^@\s]{1,300}\.[A-Za-z]")
_TELEPHONE: Final = re.compile(rb"\.0(?:1[01]{6}|0[01]{8})")
_NAMES: Final = re.compile(rb"Aa+ (?:A\.? |a+ )?Aa")


def suspected(data: bytes, *, contacts: bool) -> Sought:
    """What a file's bytes (UTF-8, or nearly) may hold, contacts only if asked for; the rest they do not hold."""
    signs = data.translate(None, _NO_SIGN)
    if signs and _has_codes(signs, data):
        return Sought.ALL if contacts else Sought.NUMBERS
    joined = b"." + data.translate(_FIRST_ZERO, _JOINTS)
    # ten digits with nothing but joints between them, or the eight of a date without any
    numbers = b"0" * 10 in joined.translate(_ANY_DIGIT) or b"0" * 8 in data.translate(_ANY_DIGIT, _SPACES)
    if contacts and _may_hold_contacts(signs, joined, data):
        return Sought.ALL if numbers else Sought.CONTACTS
    return Sought.NUMBERS if numbers else Sought.NOTHING


def _has_codes(signs: bytes, data: bytes) -> bool:
    """Whether characters may be written otherwise than they are read."""
    return bool(signs.translate(None, b"%@+")) or (b"%" in signs and (b"%2" in data or b"%3" in data))


def _may_hold_contacts(signs: bytes, joined: bytes, data: bytes) -> bool:
    if signs and ((b"@" in signs and _ADDRESS.search(data)) or (b"+" in signs and b"+46" in data)):
        return True
    if b".0" in joined and _TELEPHONE.search(joined):
        return True
    return _NAMES.search(data.translate(_CASE, b"\xc2\xc3")) is not None
