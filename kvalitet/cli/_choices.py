"""Finds what a command line names, spelt with or without å, ä and ö; offers the nearest when it is not there."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from kvalitet.errors import KvalitetError
from kvalitet.model.dates import Period, period
from kvalitet.model.wording import ascii_form, listing

Choice = tuple[str, str]
"""What is chosen, and how it is shown."""

_FEW = 4


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


def picked(written: str, shown: Sequence[Choice], others: Iterable[Choice] = ()) -> str:
    """What is chosen by its name, its number among those shown, its label, or a beginning that only one of them has.

    `others` can be chosen too, though they have no number. Raises KvalitetError where it is none, or could be several.
    """
    said = written.strip()
    asked = ascii_form(said)
    choices = [*shown, *others]
    exact = [name for name, label in choices if asked in {ascii_form(name), ascii_form(label)}]
    if exact:
        return exact[0]
    if said.isascii() and said.isdigit() and 1 <= int(said) <= len(shown):
        return shown[int(said) - 1][0]
    begun = [(name, label) for name, label in choices if _begins(asked, name, label)] if asked else []
    if len({name for name, _ in begun}) > 1:
        some = listing([label for _, label in begun[:_FEW]], "eller")
        more = f" eller något av {len(begun) - _FEW} till" if len(begun) > _FEW else ""
        raise KvalitetError(f"”{said}” kan vara {some}{more}. Skriv mer av namnet.")
    if begun:
        return begun[0][0]
    numbers = f"1–{len(shown)}" if len(shown) > 1 else "1"
    way = f"{numbers} eller namnet" if shown else "ett som finns"
    raise KvalitetError(f"”{said}” är inte ett av valen. Skriv {way}.")


def _begins(asked: str, name: str, label: str) -> bool:
    return ascii_form(name).startswith(asked) or ascii_form(label).startswith(asked)


def asked_period(text: str) -> Period:
    """The period that --period names. Raises KvalitetError where it names none."""
    found = period(text.strip().upper())
    if found is None:
        raise KvalitetError(f"--period: ”{text}” är inte en period. Skriv till exempel 2026, 2026-Q3 eller 2026-04.")
    return found
