"""How a document lies on its pages: widths of columns, what stands together, where the contents are."""

from pathlib import Path

_FOLDER = Path(__file__).parent


def options() -> list[str]:
    """What pandoc must be told for a format with pages; after the charts have their places."""
    return [*contents(), f"--lua-filter={_FOLDER / 'layout.lua'}"]


def contents() -> list[str]:
    """What pandoc must be told to mark the place of the contents."""
    return [f"--lua-filter={_FOLDER / 'contents.lua'}"]
