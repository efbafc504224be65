"""The normal form loses nothing, and is its own normal form."""

import json
import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvalitet.edit import normal
from kvalitet.errors import KvalitetError
from kvalitet.parse import parse
from tests.edit.texts import hostile, shipped_texts, value_of

ORDER = ("id", "titel", "enhet", "status", "beskrivning")

FORMS = {
    "line breaks": ("id: A\r\ntitel: x\rstatus: z\n", "id: A\ntitel: x\nstatus: z\n"),
    "ends of lines": ("id: A  \ntitel: x # c \t\n  \nstatus: z\n", "id: A\ntitel: x # c\n\nstatus: z\n"),
    "no last break": ("id: A", "id: A\n"),
    "blank lines last": ("id: A\n\n  \n", "id: A\n"),
    "a byte order mark": ("\ufeffid: A\n", "id: A\n"),
    "a block text without its break": ("id: A\nbeskrivning: |\n  x", "id: A\nbeskrivning: |-\n  x\n"),
    "a block text that keeps what follows": ("id: |+\n  A\n\n\n", "id: |+\n  A\n\n\n"),
    "spaces in a block text": ("id: |\n  A  \n     \ntitel: x \n", "id: |\n  A  \n     \ntitel: x\n"),
    "fields in order": ("titel: x\nid: A\n", "id: A\ntitel: x\n"),
    "unknown fields last": ("okänd: 1\nid: A\n", "id: A\nokänd: 1\n"),
    "comments go with their fields": (
        "# om posten\nid: A\n# om status\nstatus: z # sist\n\n# om titeln\n# i två rader\ntitel: x\n",
        "# om posten\nid: A\n\n# om titeln\n# i två rader\ntitel: x\n# om status\nstatus: z # sist\n",
    ),
    "groups go whole": (
        "id: A\nbeskrivning:\n  - x # c\n  # i gruppen\ntitel: z\n# slut\nstatus: q\n",
        "id: A\ntitel: z\n# slut\nstatus: q\nbeskrivning:\n  - x # c\n  # i gruppen\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), FORMS.values(), ids=FORMS)
def test_the_normal_form_is_this(before: str, after: str) -> None:
    found = normal(before.encode(), ORDER)
    assert (found.data.decode(), found.unordered) == (after, False)


UNSURE = {
    "a comment of its own": "id: A\nstatus: z\n\n# en rubrik\n\ntitel: x\n",
    "a comment above what was first": "# om titeln eller allt\ntitel: x\nid: A\n",
    "a comment below what was last": "id: A\nstatus: z\ntitel: x\n# om titeln eller allt\n",
    "within brackets": "{titel: x, id: A}\n",
    "question marks": "? titel\n: x\n? id\n: A\n",
}


@pytest.mark.parametrize("text", UNSURE.values(), ids=UNSURE)
def test_fields_are_left_in_their_order_where_a_comment_may_be_about_another(text: str) -> None:
    found = normal(text.encode(), ORDER)
    assert (found.data.decode(), found.unordered) == (text, True)


def test_a_file_that_cannot_be_read_is_refused_with_its_line() -> None:
    with pytest.raises(KvalitetError, match=r"^rad 2: "):
        normal(b'id: A\ntitel: "x\n', ORDER)


@settings(max_examples=300)
@given(text=st.sampled_from(hostile() + shipped_texts()), seed=st.integers(0, 2**32), manner=st.integers(0, 15))
def test_nothing_is_lost_and_twice_is_once(text: str, seed: int, manner: int) -> None:
    drawn = random.Random(seed)  # noqa: S311  # hypothesis chose the seed
    text = text.rstrip("\n") if manner & 1 else text
    text = text.replace("\n", "\r\n") if manner & 2 else text
    text = text.replace("\n", " \n", drawn.randint(1, 9)) if manner & 4 else text
    text = f"{text}\n\n  \n" if manner & 8 else text
    if parse(text).faults:
        return
    order = list(value_of(text))
    drawn.shuffle(order)
    found = normal(text.encode(), order)
    once = found.data.decode()
    assert json.dumps(value_of(once), sort_keys=True) == json.dumps(value_of(text), sort_keys=True)
    assert list(value_of(once)) == (list(value_of(text)) if found.unordered else order)
    assert comments(once) == comments(text)
    assert "\r" not in once
    assert once.endswith("\n")
    assert normal(found.data, order) == found


def comments(text: str) -> Counter[str]:
    return Counter(line[line.index("#") :].rstrip() for line in text.splitlines() if "#" in line)
