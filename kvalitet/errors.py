"""What stops a run: one plain Swedish line, and exit code 2."""


class KvalitetError(Exception):
    """The run itself could not be done: wrong usage, no register, unreadable git.

    The message says what, where, why and what to do, in one line. A fault in the
    register is never raised: it is a finding.
    """

    def __init__(self, message: str) -> None:
        # names of files and values from them may hold line breaks and what moves a terminal's cursor
        super().__init__("".join(c if c.isprintable() or c == "\u2009" else " " for c in message))


class RefusedError(Exception):
    """A document or an edit that the register's state does not allow (exit 1)."""
