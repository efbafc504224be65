"""Asks on the terminal: one question at a time, and again, with the reason, where an answer will not do."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import click

from kvalitet.cli._choices import Choice, picked
from kvalitet.errors import KvalitetError
from kvalitet.model.wording import capital
from kvalitet.output.page import Page, words
from kvalitet.pipeline.guard import hidden

_Answer = TypeVar("_Answer")
_EDIT = "e"


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Questions on stderr, answers from stdin: the result alone goes to stdout."""

    page: Page

    def say(self, text: str, style: str = "") -> None:
        """A paragraph between the questions."""
        sys.stderr.write(self.page.draw(self.page.indented(words(text, style), 0)))
        sys.stderr.flush()

    def show(self, text: str) -> None:
        """A text as it is, line by line: never folded to the width of the terminal."""
        for line in hidden(text).splitlines():
            sys.stderr.write(f"{words(line).plain}\n")
        sys.stderr.flush()

    def ask(  # noqa: PLR0913  # what a question is made of
        self,
        question: str,
        hint: str,
        answer: Callable[[str], _Answer],
        default: str = "",
        *,
        unsaid: str = "",
        rows: Iterable[str] = (),
    ) -> _Answer:
        """The answer to a question, as `answer` makes it of what is written; a bare return gives the default.

        `unsaid` is how the default is shown where it is not shown as it is; `rows` stand below the hint.
        Raises click.Abort where the user leaves.
        """
        self.open(question, hint, *rows)
        while True:
            written = self._read(unsaid or default) or default
            try:
                return answer(written)
            except KvalitetError as error:
                self.object(str(error))

    def choose(self, question: str, choices: Sequence[Choice], default: str = "", hint: str = "") -> str:
        """What is chosen, by its number or its name. Raises click.Abort where the user leaves."""
        shown = next((label for name, label in choices if name == default), "")
        return self.ask(
            question,
            hint,
            lambda written: picked(written, choices),
            default,
            unsaid=shown,
            rows=numbered(choices),
        )

    def write(self, question: str, hint: str, answer: Callable[[str], _Answer], before: str = "") -> _Answer:
        """The answer to a question that takes several lines, ended by an empty one, or a text from the user's editor.

        A bare return gives the text from before. Raises click.Abort where the user leaves.
        """
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        way = " Skriv bara e för att skriva i redigeraren." if editor else ""
        self.open(question, hint, f"Flera rader går bra. En tom rad avslutar.{way}")
        while True:
            try:
                first = self._read("som förut" if before else "")
                if first == _EDIT and editor:
                    return answer(self._edited(before))
                return answer(self._lines(first) if first else before)
            except KvalitetError as error:
                self.object(str(error))

    def object(self, why: str) -> None:
        """Says why an answer will not do."""
        self._aside(f"{capital(why)}{'' if why.endswith('.') else '.'}")

    def _lines(self, first: str) -> str:
        lines = [first]
        left = "" if self.page.plain else "  "
        while line := str(click.prompt(f"{left}Mer", default="", show_default=False, err=True)).rstrip():
            lines.append(line)
        return "\n".join(lines)

    def _edited(self, before: str) -> str:
        try:
            text = click.edit(before, extension=".txt", require_save=False)
        except click.ClickException as error:
            raise KvalitetError("redigeraren gick inte att starta. Skriv texten här i stället.") from error
        return (text or "").strip()

    def open(self, question: str, *below: str) -> None:
        """What stands above an answer: the question, and the lines below it that say something."""
        self.head(question)
        for row in below:
            if row:
                self._aside(row)

    def head(self, question: str) -> None:
        """What stands above a question, apart from what is before it."""
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


def numbered(choices: Iterable[Choice]) -> list[str]:
    """The choices as they are shown, each with its number."""
    return [f"{number}. {label}" for number, (_, label) in enumerate(choices, 1)]


def dialogue(page: Page) -> Dialogue:
    """A dialogue drawn on a page. Raises KvalitetError where nobody is there to answer."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise KvalitetError(
            "frågorna kan bara besvaras i en terminal. Kör med --no-input, och ange svaren med --set NYCKEL=VÄRDE."
        )
    return Dialogue(page if sys.stderr.isatty() else replace(page, width=None, colour=False))
