"""Finds what a command line names, spelt with or without å, ä and ö; offers the nearest when it is not there."""

from collections.abc import Iterable
from difflib import get_close_matches

from kvalitet.errors import KvalitetError
from kvalitet.model.dates import Period, period
from kvalitet.model.wording import listing

_ASCII = str.maketrans("åäöéÅÄÖÉ", "aaoeAAOE")


def ascii_form(name: str) -> str:
    """A name as it is spelt on the command line and in file names."""
    return name.casefold().translate(_ASCII)


def choose(asked: str, choices: Iterable[str], what: str, where: str) -> str:
    """The choice that is meant; raises KvalitetError naming the nearest ones where there is none.

    `what` is what is chosen ("slaget"), `where` says how to see them all.
    """
    by_form = {ascii_form(choice): choice for choice in choices}
    found = by_form.get(ascii_form(asked))
    if found is not None:
        return found
    near = [by_form[form] for form in get_close_matches(ascii_form(asked), by_form, n=3)]
    advice = f" Menade du {listing(near, 'eller')}?" if near else f" {where}"
    raise KvalitetError(f"{what} ”{asked}” finns inte.{advice}")


def asked_period(text: str) -> Period:
    """The period that --period names. Raises KvalitetError where it names none."""
    found = period(text.strip().upper())
    if found is None:
        raise KvalitetError(f"--period: ”{text}” är inte en period. Skriv till exempel 2026, 2026-Q3 eller 2026-04.")
    return found
