"""A person at a terminal: a program run in a pseudo-terminal, spoken to and listened to."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")
_QUESTION = re.compile(r"^ *Svar(?: \[[^\n]*\])?: ", re.MULTILINE)
_PATIENCE = 60
CTRL_C = "\x03"
CTRL_D = "\x04"


class Terminal:
    """A command in a terminal of its own, which its keys reach as they do in a real one."""

    def __init__(self, folder: Path, *command: str) -> None:
        self._master, slave = pty.openpty()
        # the first terminal that the leader of a session opens becomes the one whose keys interrupt it
        script = 'exec "$@" <"$TTY" >"$TTY" 2>&1'
        self._process = subprocess.Popen(
            ["sh", "-c", script, "sh", *command],
            cwd=folder,
            env={**os.environ, "TTY": os.ttyname(slave), "TERM": "xterm", "COLUMNS": "100"},
            start_new_session=True,
        )
        self._slave = slave
        self._asked = 0
        self.raw = ""

    @property
    def said(self) -> str:
        """All that stands on the terminal, what has been typed too, without what only draws."""
        return _CONTROL.sub("", self.raw)

    def hear(self, text: str, times: int = 1) -> None:
        """Waits until a text stands on the terminal so many times."""
        late = time.monotonic() + _PATIENCE  # waits for another process
        while self.said.count(text) < times:
            assert time.monotonic() < late, self.said
            assert self._process.poll() is None or self._more(), self.said
            self._more()

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def answer(self, text: str) -> None:
        """Answers the next question, when it has been asked."""
        self.hear_question()
        self.type(f"{text}\n")

    def hear_question(self) -> None:
        """Waits until the next question has been asked."""
        self._asked += 1
        late = time.monotonic() + _PATIENCE
        while len(_QUESTION.findall(self.said)) < self._asked:
            assert time.monotonic() < late, self.said
            assert self._process.poll() is None or self._more(), self.said
            self._more()

    def close(self) -> int:
        """Waits for the end of the program, and returns its exit code."""
        late = time.monotonic() + _PATIENCE
        while self._process.poll() is None:
            assert time.monotonic() < late, self.said
            self._more()
        while self._more():
            pass
        os.close(self._slave)
        os.close(self._master)
        return self._process.returncode

    def leave(self, keys: str) -> int:
        """Presses keys until the program ends, and returns its exit code.

        Python loses an interrupt that comes just as it begins to wait for a line, until another key is pressed.
        """
        late = time.monotonic() + _PATIENCE
        while self._process.poll() is None:
            assert time.monotonic() < late, self.said
            self.type(keys)
            for _ in range(10):
                self._more()
        return self.close()

    def _more(self) -> bool:
        ready, _, _ = select.select([self._master], [], [], 0.1)
        if ready:
            self.raw += os.read(self._master, 65536).decode("utf-8", "replace")
        return bool(ready)


PROGRAM = str(Path(sys.executable).parent / "kvalitet")
