"""Kills a command that writes with SIGKILL, again and again, at moments drawn from a seed; prints what was left.

`python -m tests.crash.killing SCENARIO SEED COUNT CALLS FOLDER` is a process of its own with one thread. It runs the
command itself, and stands still where the command is about to write its first file: from there it forks a child for
each moment, and only that child writes. So a moment costs what the writing costs, and not what comes before.

COUNT moments are drawn in time: most within what it takes to write, some over a whole command in a child that starts
from the beginning and takes the lock itself. Then children are killed at each call that the writing makes, at most
CALLS of them and evenly spread, which no other load on the machine can shift.
"""

import gc
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType

from kvalitet.store.files import sweep
from kvalitet.store.journal import settle
from tests.crash.scenarios import faults, held, leftovers, line, made
from tests.crash.warm import in_silence, warmed

_WRITES = "tempfile.mkstemp"
_PUTS = frozenset({"os.rename", "os.remove"})
_WHOLE = 20
"""One moment in so many is drawn over a whole command."""
_ASKED = 8
"""One stop that left traces in so many is put right by real commands, the others by what such a command begins with."""

Wait = Callable[[int, int], None]


class Trial:
    """A scenario's register, which is put back as it was before each moment."""

    def __init__(self, name: str, register: Path) -> None:
        self.name = name
        self.register = made(register, name)
        self.old = held(register)
        # imports, schemas and whatever else is made once are there in every child
        assert in_silence(line(name, register)) == 0
        self.new = held(register)
        self.restore()
        self.traces = 0

    def restore(self) -> None:
        """Puts every file back."""
        found = held(self.register)
        for path in found.keys() | self.old.keys():
            if path not in self.old:
                (self.register / path).unlink()
            elif found.get(path) != self.old[path]:
                (self.register / path).parent.mkdir(parents=True, exist_ok=True)
                (self.register / path).write_bytes(self.old[path])
        for path in leftovers(self.register):
            (self.register / path).unlink()

    def left(self, *, asked: bool = False) -> str:
        """What there is after a stop: `old`, `new` or, until the next command, `between`; else what is wrong."""
        files, rest = held(self.register), leftovers(self.register)
        wrong = faults(files, self.old, self.new)
        if wrong:
            return f"wrong: {wrong}"
        state = self._state(files)
        if rest or state == "between":
            self.traces += 1
            settled = self._settled(asked=asked or self.traces % _ASKED == 0)
            return f"{state}, {settled}" if settled in {"old", "new"} else f"wrong: {settled}"
        return state

    def _state(self, files: Mapping[str, bytes]) -> str:
        return "old" if files == self.old else "new" if files == self.new else "between"

    def _settled(self, *, asked: bool) -> str:
        """What there is when the next command has begun to write: the old or the new, and no traces; else why not."""
        # the lock of this very process is not in the way of a new file
        (self.register / ".kvalitet.lock").unlink(missing_ok=True)
        if not asked:
            settle(self.register)
            sweep(self.register)
        elif _code_of(["fmt", "--register", str(self.register), "--quiet"]):
            return "fmt failed"
        state, rest = self._state(held(self.register)), leftovers(self.register)
        if asked and state == "old":
            if _code_of(line(self.name, self.register)) or self._state(held(self.register)) != "new":
                return "the command failed"
            rest += leftovers(self.register)
        return f"left {rest}" if rest else state


def _code_of(arguments: list[str]) -> int:
    """Runs a command line in a child that nothing stops; its exit code."""
    process = os.fork()
    if process == 0:
        os._exit(in_silence(arguments))
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _forked(watch: Callable[[int], object], wait: Wait | None = None) -> int | None:
    """Forks: None in the child, when `watch` has been called with a pipe.

    In the parent, when `wait` has been called with the child and the pipe, the child's exit code, negative for a
    signal.
    """
    reads, writes = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reads)
        watch(writes)
        return None
    os.close(writes)
    if wait:
        wait(process, reads)
    _, status = os.waitpid(process, 0)
    os.close(reads)
    return os.waitstatus_to_exitcode(status)


def _killed_after(seconds: float) -> Wait:
    def wait(process: int, pipe: int) -> None:
        os.read(pipe, 1)
        moment = time.perf_counter() + seconds
        while time.perf_counter() < moment:
            pass
        os.kill(process, signal.SIGKILL)

    return wait


def _telling(pipe: int) -> None:
    """Tells of each file that is put in its place or taken away, from now on."""
    os.write(pipe, b"w")
    sys.addaudithook(lambda event, _: os.write(pipe, b"w") if event in _PUTS else None)


def _counting(pipe: int | None, last: int = -1) -> None:
    """Tells of each call from now on; at the last of them the process dies."""
    left = last

    def profile(_: FrameType, event: str, __: object) -> None:
        nonlocal left
        if event != "c_call":
            return
        if pipe is not None:
            os.write(pipe, b"c")
        elif left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

    sys.setprofile(profile)


class Stand:
    """What is done where the command is about to write: outcomes are gathered, one for each child."""

    def __init__(self, trial: Trial, seed: int, count: int, calls: int) -> None:
        self.trial = trial
        self.chance = random.Random(seed)  # noqa: S311  # no secret
        self.count = count
        self.calls = calls
        self.outcomes: list[str] = []
        self.process = os.getpid()
        self.stood = False

    def __call__(self, event: str, _: object) -> None:
        """An audit hook: at the first file that is to be written it forks all the children, which go on from there."""
        if event == _WRITES and not self.stood:
            self.stood = True
            self._all()
            if os.getpid() == self.process:
                sys.__stdout__.write(json.dumps(self.outcomes))  # type: ignore[union-attr]  # it is there
                sys.__stdout__.flush()  # type: ignore[union-attr]
                os._exit(0)

    def _all(self) -> None:
        """All the moments; it returns early in each child."""
        writing = self._measured()
        if writing is None:
            return
        for _ in range(self.count):
            if not self._one(lambda pipe: os.write(pipe, b"w"), _killed_after(self.chance.uniform(0, writing * 1.2))):
                return
        total = self._total()
        if total is None:
            return
        for number in range(0, total, max(1, -(-total // self.calls))):
            if not self._one(lambda _, number=number: _counting(None, number), None):  # type: ignore[misc]
                return

    def _one(self, watch: Callable[[int], object], wait: Wait | None) -> bool:
        """One child; False in it."""
        code = _forked(watch, wait)
        if code is None:
            return False
        self.outcomes.append(self.trial.left() if code in {0, -signal.SIGKILL} else f"wrong: exit code {code}")
        self.trial.restore()
        return True

    def _measured(self) -> float | None:
        """How long it takes from the first file to the last; None in the child."""
        seen: list[float] = []

        def wait(_: int, pipe: int) -> None:
            while os.read(pipe, 1):
                seen.append(time.perf_counter())

        if _forked(_telling, wait) is None:
            return None
        self.trial.restore()
        return seen[-1] - seen[0]

    def _total(self) -> int | None:
        """How many calls the writing makes; None in the child."""
        found = 0

        def wait(_: int, pipe: int) -> None:
            nonlocal found
            while part := os.read(pipe, 65536):
                found += len(part)

        if _forked(_counting, wait) is None:
            return None
        self.trial.restore()
        return found


def whole(trial: Trial, chance: random.Random, count: int) -> list[str]:
    """What is left when whole commands are killed, from when they begin to when they end."""
    began = time.perf_counter()
    assert _code_of(line(trial.name, trial.register)) == 0
    lasting = time.perf_counter() - began
    trial.restore()
    outcomes = []
    for _ in range(count):
        code = _forked(lambda pipe: os.write(pipe, b"w"), _killed_after(chance.uniform(0, lasting)))
        if code is None:
            os._exit(in_silence(line(trial.name, trial.register)))
        outcomes.append(trial.left(asked=True) if code in {0, -signal.SIGKILL} else f"wrong: exit code {code}")
        trial.restore()
    return outcomes


def main(name: str, seed: str, count: str, calls: str, folder: str) -> None:
    """Prints the outcomes as a JSON list."""
    warmed()
    trial = Trial(name, Path(folder))
    few = int(count) // _WHOLE
    # a collection in a child would copy the memory that it shares with this process
    gc.disable()
    gc.freeze()
    stand = Stand(trial, int(seed), int(count) - few, int(calls))
    stand.outcomes += whole(trial, random.Random(seed), few)  # noqa: S311  # no secret
    sys.addaudithook(stand)
    # only a child comes out on the other side
    os._exit(in_silence(line(name, trial.register)))


if __name__ == "__main__":
    main(*sys.argv[1:])
