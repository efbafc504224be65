"""The names that files have had, in any branch and at any time: one run of `git log`."""

from pathlib import Path

from kvalitet.store.process import run

_OPTIONS = (
    "--all",
    # what a merge brought is in one of its sides; what it made up itself differs from its first
    "--diff-merges=first-parent",
    "--diff-filter=A",
    "--name-only",
    "--no-renames",
    "-z",
    "--format=",
    "--no-show-signature",
    "--no-color",
    "--no-ext-diff",
    "--ignore-submodules=all",
)


def ever(root: Path) -> frozenset[str]:
    """The last part of every path that a commit has added, in any branch, local or fetched, or tag.

    Raises KvalitetError when git fails.
    """
    # the user's own settings must not change what is read
    settings = ("-c", "log.follow=false", "-c", "log.showRoot=true", "-c", "core.quotePath=false")
    written = run(root, *settings, "log", *_OPTIONS)
    names = (path.rpartition(b"/")[2] for path in written.split(b"\0"))
    return frozenset(name.decode("utf-8", "replace") for name in names if name)
