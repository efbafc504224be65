"""A value spelt anew: its quotes, the comments beside it and everything else stay, whatever the file is like."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvalitet.edit import Put, outcome, respelled
from kvalitet.errors import KvalitetError
from kvalitet.model.value import FieldPath, value_at
from tests.edit.test_edit_properties import texts
from tests.edit.texts import hostile, order, paths, value_of

OLD, OTHER = "RIS-2031-7777", "RIS-2031-0004"


def text_paths(text: str) -> list[FieldPath]:
    value = value_of(text)
    return [path for path in paths(value) if value_at(value, path) and isinstance(value_at(value, path), str)]


def respelt(text: str, values: dict[FieldPath, str]) -> str:
    return respelled(text.encode("utf-8"), values, order).decode("utf-8")


@settings(max_examples=300)
@given(st.data())
def test_each_place_and_nothing_else_gets_the_new_name(data: st.DataObject) -> None:
    text = data.draw(texts())
    chosen = data.draw(st.lists(st.sampled_from(text_paths(text)), min_size=1, max_size=4, unique=True))
    if any("? " in line[:2] for line in text.splitlines()):
        return
    marked = respelt(text, dict.fromkeys(chosen, OLD))
    assert marked.count(OLD) == len(chosen)
    wanted = value_of(text)
    for path in chosen:
        wanted = outcome(wanted, Put(path, OLD))
    assert value_of(marked) == wanted
    # however each of them came to be written, another name in its place leaves every other character alone
    assert respelt(marked, dict.fromkeys(chosen, OTHER)) == marked.replace(OLD, OTHER)


@pytest.mark.parametrize("text", hostile())
def test_a_comment_that_names_the_same_stays(text: str) -> None:
    newline = "\r\n" if "\r\n" in text else "\n"
    named = f"# {OLD}{newline}" + respelt(text, {("id",): OLD})
    after = respelt(named, {("id",): OTHER})
    assert after.startswith(f"# {OLD}{newline}")
    assert after.count(OLD) == 1
    assert after == named[: len(f"# {OLD}{newline}")] + named[len(f"# {OLD}{newline}") :].replace(OLD, OTHER)


def test_quotes_brackets_marks_and_line_breaks_stay() -> None:
    text = "\ufeffid: 'DOK-0001'   # DOK-0001\r\nrelaterat: [ \"DOK-0001\" ,DOK-0001, DOK-00010 ]\r\nnot: DOK-0001\r\n"
    values: dict[FieldPath, str] = {("id",): "DOK-0042", ("relaterat", 0): "DOK-0042", ("relaterat", 1): "DOK-0042"}
    assert respelled(text.encode(), values, order).decode() == (
        "\ufeffid: 'DOK-0042'   # DOK-0001\r\nrelaterat: [ \"DOK-0042\" ,DOK-0042, DOK-00010 ]\r\nnot: DOK-0001\r\n"
    )


def test_what_is_not_written_as_it_reads_is_written_anew() -> None:
    assert respelt('id: "DOK\\u002d0001"  # kvar\ntitel: x\n', {("id",): "DOK-0042"}) == (
        "id: DOK-0042  # kvar\ntitel: x\n"
    )


@pytest.mark.parametrize(("text", "path"), [("id: [\n", ("id",)), ("id: 7\n", ("id",)), ("id: x\n", ("titel",))])
def test_what_cannot_be_spelt_anew_is_refused(text: str, path: FieldPath) -> None:
    with pytest.raises(KvalitetError):
        respelt(text, {path: OLD})
