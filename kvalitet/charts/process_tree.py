"""Processes under each other: which are at the top, and what each has in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class ProcessKind(StrEnum):
    """The three kinds of process in a map: what leads, what the patient meets, what supports."""

    LEDNING = "ledningsprocess"
    KARNA = "kärnprocess"
    STOD = "stödprocess"


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process to draw. `state` is a word for how far it has come; `parent` is the id of the one it is part of."""

    id: str
    name: str
    kind: ProcessKind
    parent: str | None = None
    state: str = ""

    def __post_init__(self) -> None:
        """Refuse a process without a name: a ValueError."""
        if not self.name.strip():
            raise ValueError(f"{self.id} has no name")


@dataclass(frozen=True, slots=True)
class Branch:
    """A process with the branches in it."""

    process: Process
    inside: tuple["Branch", ...] = ()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Process]]:
        """The process and all in it from the top down, each with its depth."""
        yield depth, self.process
        for branch in self.inside:
            yield from branch.walk(depth + 1)


def branches(processes: Iterable[Process]) -> tuple[Branch, ...]:
    """The processes at the top, each with what is in it, in the order given.

    A process whose parent is not there stands at the top, and so does the first of a circle: every
    process is there once. Raises ValueError for an id that two processes share.
    """
    given = tuple(processes)
    by_id = {process.id: process for process in given}
    if len(by_id) != len(given):
        raise ValueError("two processes have the same id")
    parts: dict[str, list[Process]] = {}
    for process in given:
        if process.parent in by_id:
            parts.setdefault(process.parent or "", []).append(process)
    seen: set[str] = set()

    def grown(process: Process) -> Branch:
        seen.add(process.id)
        return Branch(process, tuple(grown(part) for part in parts.get(process.id, ()) if part.id not in seen))

    tops = [process for process in given if process.parent not in by_id]
    made = {process.id: grown(process) for process in tops}
    made |= {process.id: grown(process) for process in given if process.id not in seen}
    return tuple(made[process.id] for process in given if process.id in made)
