"""The golden charts: look at them when they change, and write them anew with `python -m tests.charts.golden`."""

from collections.abc import Iterator
from pathlib import Path

from tests.charts.samples import plain

FOLDER = Path(__file__).parent / "golden"


def golden() -> Iterator[tuple[Path, str]]:
    """What each golden file should hold."""
    for name, diagram in plain().items():
        yield FOLDER / f"{name}.svg", f"{diagram.svg}\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for path, content in golden():
        path.write_text(content, encoding="utf-8")
