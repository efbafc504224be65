"""What the last page of a PDF holds. pypdf stops here and in `reading`."""

import io

from kvalitet.errors import KvalitetError

_ABOUT = "Om dokumentet"
# a heading and a line or two
_NEXT_TO_NOTHING = 150


def left_alone(pages: bytes) -> bool:
    """Whether what the document is stands on a last page with next to nothing before it.

    Raises KvalitetError where pypdf is missing.
    """
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise KvalitetError(
            "pypdf saknas, och formatet pdf behöver det. Skriv: pip install 'kvalitet[dokument]'"
        ) from error
    found = PdfReader(io.BytesIO(pages)).pages
    if len(found) == 1:
        return False
    before, about, _ = found[-1].extract_text().rpartition(_ABOUT)
    return bool(about) and len(before.strip()) < _NEXT_TO_NOTHING
