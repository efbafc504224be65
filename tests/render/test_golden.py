"""The golden documents, made of the small register; their figures are counted by hand in tests/facts."""

import pytest

from kvalitet.render.formats import writer
from tests.render.golden import FOLDER, made, names

NAMES = list(names())


@pytest.mark.parametrize(("name", "format_"), NAMES)
def test_a_document_is_the_golden_one(name: str, format_: str) -> None:
    found = writer(format_)(made(name)).decode()
    assert found == (FOLDER / f"{name}.{format_}").read_text(encoding="utf-8")


def test_every_golden_file_is_held_to() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.{format_}" for name, format_ in NAMES}
