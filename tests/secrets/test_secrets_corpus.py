"""How well numbers are found, and how seldom anything else is: ten thousand of each."""

import pytest

from kvalitet.secrets import Sought, find, suspected
from tests.secrets.corpus import COUNT, NEVER, VALID, sentences

BETWEEN = "\nsida\n"


def places(pairs: list[tuple[str, str]]) -> tuple[str, list[tuple[int, int]]]:
    """All the sentences as one text, and where in it each number begins and ends."""
    text, spots = "", []
    pieces = []
    at = 0
    for made, sentence in pairs:
        start = at + sentence.index(made)
        spots.append((start, start + len(made)))
        pieces.append(sentence + BETWEEN)
        at += len(pieces[-1])
    return text.join(pieces), spots


@pytest.mark.parametrize("kind", VALID)
def test_every_valid_number_is_found_from_its_first_character_to_its_last(kind: str) -> None:
    pairs = list(sentences(VALID[kind]))
    text, spots = places(pairs)
    found = {(hit.start, hit.end) for hit in find(text, Sought.NUMBERS)}
    missed = [pair for pair, spot in zip(pairs, spots, strict=True) if spot not in found]
    assert len(spots) == COUNT
    assert not missed


@pytest.mark.parametrize("kind", VALID)
def test_a_file_with_a_number_is_always_looked_into(kind: str) -> None:
    for _, sentence in sentences(VALID[kind]):
        assert suspected(sentence.encode(), contacts=False) & Sought.NUMBERS, sentence


@pytest.mark.parametrize("kind", NEVER)
def test_at_most_one_of_ten_thousand_other_numbers_is_taken_for_a_person(kind: str) -> None:
    pairs = list(sentences(NEVER[kind]))
    text, spots = places(pairs)
    assert len(spots) == COUNT
    assert len([text[hit.start : hit.end] for hit in find(text, Sought.NUMBERS)]) <= 1
