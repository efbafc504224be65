"""Asks on the terminal: one question at a time, and again, with the reason, where an answer will not do."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import click

from kvalitet.cli._choices import ascii_form
from kvalitet.errors import KvalitetError
from kvalitet.model.wording import capital
from kvalitet.output.page import Page, words
from kvalitet.pipeline.guard import hidden

_Answer = TypeVar("_Answer")
Choice = tuple[str, str]
"""What is chosen, and how it is shown."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Questions on stderr, answers from stdin: the result alone goes to stdout."""

    page: Page

    def say(self, text: str, style: str = "") -> None:
        """A paragraph between the questions."""
        sys.stderr.write(self.page.draw(self.page.indented(words(text, style), 0)))
        sys.stderr.flush()

    def ask(
        self, question: str, hint: str, answer: Callable[[str], _Answer], default: str = "", *, unsaid: str = ""
    ) -> _Answer:
        """The answer to a question, as `answer` makes it of what is written; a bare return gives the default.

        `unsaid` is how the default is shown where it is nothing. Raises click.Abort where the user leaves.
        """
        self._head(question)
        self._aside(hint)
        while True:
            written = self._read(default or unsaid) or default
            try:
                return answer(written)
            except KvalitetError as error:
                self._aside(f"{capital(str(error))}{'' if str(error).endswith('.') else '.'}")

    def choose(self, question: str, choices: Sequence[Choice], default: str) -> str:
        """What is chosen, by its number or its name. Raises click.Abort where the user leaves."""
        rows = [f"{number}. {label}" for number, (_, label) in enumerate(choices, 1)]
        shown = next(label for name, label in choices if name == default)

        def answer(written: str) -> str:
            by_form = {ascii_form(form): name for name, label in choices for form in (name, label)}
            by_form |= {str(number): name for number, (name, _) in enumerate(choices, 1)}
            found = by_form.get(ascii_form(written.strip())) if written else default
            if found is None:
                raise KvalitetError(f"”{written.strip()}” är inte ett av valen. Skriv 1–{len(choices)} eller namnet.")
            return found

        self._head(question)
        for row in rows:
            self._aside(row)
        while True:
            try:
                return answer(self._read(shown))
            except KvalitetError as error:
                self._aside(str(error))

    def _head(self, question: str) -> None:
        if not self.page.plain:
            self.say("")
        self.say(question, "bold")

    def _aside(self, text: str) -> None:
        # what is said about an answer may repeat it
        text = hidden(text)
        left = 0 if self.page.plain else 2
        sys.stderr.write(self.page.draw(self.page.indented(words(text), left)))
        sys.stderr.flush()

    def _read(self, default: str) -> str:
        suffix = f" [{words(default).plain}]" if default else ""
        left = "" if self.page.plain else "  "
        text = click.prompt(f"{left}Svar{suffix}", default="", show_default=False, value_proc=str, err=True)
        return str(text).strip()


def dialogue(page: Page) -> Dialogue:
    """A dialogue drawn on a page. Raises KvalitetError where nobody is there to answer."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise KvalitetError(
            "frågorna kan bara besvaras i en terminal. Kör med --no-input, och ange svaren med --set NYCKEL=VÄRDE."
        )
    return Dialogue(page if sys.stderr.isatty() else replace(page, width=None, colour=False))
