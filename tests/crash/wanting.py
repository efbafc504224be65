"""Commands that write on a disk that is full, under a limit on files, in folders that take nothing, and side by side.

`python -m tests.crash.wanting HOW FOLDER` prints, as JSON, for each scenario and each degree of want the exit code,
what was said, and whether the register is then the `old` or the `new` as a whole, with nothing left behind.
"""

import ctypes
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.crash.scenarios import SCENARIOS, faults, held, leftovers, line, made
from tests.crash.warm import ended, in_silence, started, warmed

Row = tuple[str, str, int, str, str]
"""Scenario, degree, exit code, what was said, state."""

_PAGE = 4096
_VERSION_3 = 0x20080522
_OVERRIDES = 0b110
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: what lets root write where nobody may."""


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


def heed_rights() -> None:
    """Makes this process, whoever runs it, bound by the rights of files and folders."""
    if os.geteuid() != 0:
        return
    library = ctypes.CDLL(None, use_errno=True)
    header, sets = _Header(_VERSION_3, 0), (_Sets * 2)()
    if library.capget(ctypes.byref(header), sets):
        raise OSError(ctypes.get_errno(), "capget")
    sets[0].effective &= ~_OVERRIDES
    sets[0].permitted &= ~_OVERRIDES
    if library.capset(ctypes.byref(header), sets):
        raise OSError(ctypes.get_errno(), "capset")


def limited(size: int) -> Callable[[], None]:
    """What makes a process able to write files of so many bytes and no larger."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


class Place:
    """A scenario's register with what it holds before and after the command."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.register = made(folder / name, name)
        self.old = held(self.register)
        assert in_silence(line(name, self.register)) == 0
        self.new = held(self.register)
        self.restore()

    def restore(self) -> None:
        """Makes the register anew, with no traces of what was there."""
        for path in [path for path in self.register.rglob("*") if path.is_file()]:
            path.unlink()
        made(self.register, self.name)

    def row(self, degree: str, first: Callable[[], None]) -> Row:
        """What comes of the command in a child that does `first`."""
        code, said = ended(started(line(self.name, self.register), first))
        files, rest = held(self.register), leftovers(self.register)
        wrong = faults(files, self.old, self.new) or rest
        state = "old" if files == self.old else "new" if files == self.new else "between"
        return self.name, degree, code, said, f"wrong: {wrong}" if wrong else state


def on_full_disk(folder: Path) -> Iterator[Row]:
    """With so many pages of the disk that the folder is on left: from none to more than enough."""
    filler = folder / "fyllnad"
    for name in SCENARIOS:
        place = Place(name, folder)
        for pages in (*range(11), 30) if name == "rename" else (0, 1, 2, 30):
            free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
            filler.write_bytes(bytes(free - pages * _PAGE))
            yield place.row(f"{pages} pages", lambda: None)
            filler.unlink()
            place.restore()


def under_limit(folder: Path) -> Iterator[Row]:
    """With files that can be so many bytes long."""
    for name in SCENARIOS:
        place = Place(name, folder)
        for size in (0, 2000, 100_000):
            yield place.row(f"{size} bytes", limited(size))
            place.restore()


def in_closed_folders(folder: Path) -> Iterator[Row]:
    """With each folder that the command writes in closed, one at a time."""
    for name in SCENARIOS:
        place = Place(name, folder)
        touched = {path for path in place.old.keys() | place.new.keys() if place.old.get(path) != place.new.get(path)}
        for closed in sorted({str(Path(path).parent) for path in touched} | {"."}):
            (place.register / closed).chmod(0o555)
            yield place.row(closed, heed_rights)
            (place.register / closed).chmod(0o755)
            place.restore()


def side_by_side(folder: Path) -> Iterator[Row]:
    """With another command at the same time: both are done, one after the other, or one is told to come again."""
    names = [name for name in SCENARIOS if name != "fmt"]
    for one, other in zip(names, [*names[1:], names[0]], strict=True):
        register = folder / f"{one}-{other}"
        orders = ((one, other), (other, one), (one,), (other,))
        ways = {order: _one_after_the_other(register, order) for order in orders}
        made(register, one)
        children = [started(line(name, register)) for name in (one, other)]
        answers = [ended(child) for child in children]
        done = [name for name, (code, _) in zip((one, other), answers, strict=True) if code == 0]
        meant = [files for order, files in ways.items() if sorted(order) == sorted(done)]
        state = "new" if done and held(register) in meant and not leftovers(register) else f"wrong: {done}"
        yield one, other, max(code for code, _ in answers), "".join(said for _, said in answers), state


def _one_after_the_other(register: Path, order: tuple[str, ...]) -> dict[str, bytes]:
    """What commands leave that nothing disturbs."""
    made(register, order[0])
    codes = [in_silence(line(name, register)) for name in order]
    # the second may have nothing left to do it to
    assert codes[0] == 0, order
    found = held(register)
    for path in [path for path in register.rglob("*") if path.is_file()]:
        path.unlink()
    return found


HOW = {"full": on_full_disk, "limit": under_limit, "closed": in_closed_folders, "together": side_by_side}


def main(how: str, folder: str) -> None:
    """Prints the rows as JSON."""
    warmed()
    sys.stdout.write(json.dumps(list(HOW[how](Path(folder)))))


if __name__ == "__main__":
    main(*sys.argv[1:])
