"""From bytes to text: UTF-8 and nothing else."""

import codecs

from kvalitet.model.lines import Lines
from kvalitet.model.value import Span
from kvalitet.parse.faults import MAX_BYTES, TOP, TextFault, too_large

_UTF_16_SHARE = 4


def decode(data: bytes) -> tuple[str | None, tuple[TextFault, ...]]:
    """The text of a file, or None where it is too large or not UTF-8 (KV005, KV003).

    A byte order mark is a fault too, and is not part of the text.
    """
    if len(data) > MAX_BYTES:
        return None, (too_large(),)
    wide = _wide_encoding(data)
    if wide is not None:
        return None, (_fault(f"filen är sparad som {wide}, inte som UTF-8", TOP),)
    bare = data.removeprefix(codecs.BOM_UTF8)
    faults = () if len(bare) == len(data) else (_byte_order_mark(),)
    try:
        return bare.decode("utf-8"), faults
    except UnicodeDecodeError as error:
        return None, (_undecodable(bare, error.start),)


def guess(data: bytes) -> str:
    """The text of a file that is not UTF-8, in the encoding it most likely has; never raises."""
    return data.decode(wide_encoding(data) or "cp1252", errors="replace")


def wide_encoding(data: bytes) -> str | None:
    """The name by which Python knows UTF-32 or UTF-16, for bytes that look like it; None for others."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if _wide_encoding(data) is None:
        return None
    return "utf-16-be" if data[:1] == b"\0" else "utf-16-le"


def _wide_encoding(data: bytes) -> str | None:
    """UTF-32 or UTF-16 by the byte order mark, or by a NUL in every other byte."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    nuls = data.count(0)
    return "UTF-16" if nuls > 1 and nuls * _UTF_16_SHARE >= len(data) else None


def _undecodable(data: bytes, offset: int) -> TextFault:
    before = data[:offset].decode("utf-8")
    line, column = Lines(before).place(len(before))
    message = f"byten 0x{data[offset]:02X} är inte UTF-8"
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        likely = ""
    else:
        likely = ": filen är troligen sparad som Windows-1252 (Latin-1)"
    return _fault(message + likely, Span(line, column, line, column + 1))


def _byte_order_mark() -> TextFault:
    return TextFault(
        "KV003",
        "filen börjar med en byteordningsmarkering (BOM)",
        "Spara filen som UTF-8 utan BOM.",
        TOP,
    )


def _fault(message: str, span: Span) -> TextFault:
    return TextFault("KV003", message, "Öppna filen i en texteditor och spara filen som UTF-8.", span)
