"""What is made from other files is held to them."""

from tests.generate import ROOT, generated


def test_generated_files_are_up_to_date() -> None:
    stale = [str(path.relative_to(ROOT)) for path, content in generated().items() if path.read_bytes() != content]
    assert stale == [], "run: python -m tests.generate"
