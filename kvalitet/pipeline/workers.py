"""Spreads work over the processors, or does it beside other work, where there is enough of it to be worth it."""

import os
from collections.abc import Callable, Sequence
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTHWHILE = 400
"""Fewer items than this for each process cost more to hand over than to do."""


def spread(work: Callable[[Sequence[T]], list[R]], items: Sequence[T]) -> list[R]:
    """What `work` makes of all the items, in their order; pieces are done side by side.

    A forked child inherits everything, so only results travel. What `work` raises is raised.
    """
    pieces = min(_processors(), len(items) // WORTHWHILE)
    if pieces < 2 or "fork" not in get_all_start_methods():  # noqa: PLR2004  # one piece needs no child
        return work(items)
    size = -(-len(items) // pieces)
    own, *others = [items[start : start + size] for start in range(0, len(items), size)]
    context = get_context("fork")
    children = []
    for piece in others:
        receiver, sender = context.Pipe(duplex=False)
        child = context.Process(target=_send, args=(work, piece, sender), daemon=True)
        child.start()
        sender.close()
        children.append((child, receiver, piece))
    results = work(own)
    for child, receiver, piece in children:
        try:
            results += receiver.recv()
        except (EOFError, OSError):
            # the child died: done again here, so that its error is told and nothing is lost
            results += work(piece)
        child.join()
    return results


def beside(work: Callable[[], R], size: int) -> Callable[[], R]:
    """What gives the result of `work`, which is done in a process of its own until it is asked for.

    Work on fewer than `WORTHWHILE` items is done when it is asked for. What `work` raises is raised then.
    """
    if _processors() < 2 or size < WORTHWHILE or "fork" not in get_all_start_methods():  # noqa: PLR2004  # one has no beside
        return work
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_send, args=(lambda _: work(), (), sender), daemon=True)
    child.start()
    sender.close()

    def result() -> R:
        try:
            found: R = receiver.recv()
        except (EOFError, OSError):
            # as in `spread`: done again here, so that its error is told
            found = work()
        child.join()
        return found

    return result


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _send(work: Callable[[Sequence[T]], R], items: Sequence[T], sender: Connection) -> None:
    # what goes wrong here is told by the parent, which does the piece again
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        sender.send(work(items))
        sender.close()
    except BaseException:  # noqa: BLE001  # a child says nothing: the parent does its piece again and tells what is wrong
        os._exit(1)
