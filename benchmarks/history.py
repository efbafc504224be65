"""Measures what reads the past, side by side: `python -m benchmarks.history [COMMITS] [RECORDS] [ROUNDS]`.

The repository is made by `git fast-import`: each of the first commits adds one record, each later one changes
a field of one. Every command is run as a whole process, the two sides of a ratio in turn, and the median ratio
is told with the smallest and largest.
"""

import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.compare import BIN, DAY, peak_memory, ratio
from benchmarks.registers import ORGANISATION, SEED, UNIT, UNITS, record

START = 1_600_000_000
STEP = 3600
"""The seconds between two commits."""


def repository(root: Path, commits: int, records: int) -> None:
    root.mkdir()
    git = ["git", "-C", str(root), "-c", "init.defaultBranch=main"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "fast-import", "--quiet"], input=b"".join(stream(commits, records)), check=True)
    subprocess.run([*git, "reset", "-q", "--hard", "main"], check=True)


def stream(commits: int, records: int) -> Iterator[bytes]:
    chance = random.Random(SEED)
    texts: list[str] = []
    units = "".join(UNIT.format(number) for number in range(UNITS))
    first = {
        "register/kvalitet.yaml": "vårdgivare: Region Exempel\nbörjar: 2020-01-01\n",
        "register/organisation.yaml": ORGANISATION + units,
    }
    yield commit(0, first)
    for number in range(1, commits):
        if len(texts) < records:
            name = f"AVV-2026-{len(texts) + 1:05}"
            texts.append(record(chance, name, 2026))
            changed = len(texts) - 1
        else:
            changed = chance.randrange(records)
            name = f"AVV-2026-{changed + 1:05}"
            old, _, rest = texts[changed].partition("sannolikhet: ")
            texts[changed] = f"{old}sannolikhet: {int(rest[0]) % 4 + 1}{rest[1:]}"
        yield commit(number, {f"register/avvikelser/2026/{name}.yaml": texts[changed]})


def commit(number: int, files: dict[str, str]) -> bytes:
    who = f"Test <test@example.se> {START + STEP * number} +0000"
    parts = [b"commit refs/heads/main\ncommitter ", who.encode(), b"\n", data(f"Ändring {number}")]
    for path, text in files.items():
        parts += [f"M 100644 inline {path}\n".encode(), data(text)]
    return b"".join(parts)


def data(text: str) -> bytes:
    written = text.encode()
    return b"data %d\n%s\n" % (len(written), written)


def main(commits: int, records: int, rounds: int) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        repository(folder / "arkiv", commits, records)
        here = folder / "arkiv"
        kvalitet = [str(BIN / "kvalitet"), "--today", DAY, "--quiet"]
        check = [*kvalitet, "check"]
        sizes = f"{commits} commits over {records} records"
        ratio(f"check --as-of HEAD / check, {sizes}", [*check, "--as-of", "HEAD"], check, here, rounds)
        changes = [*kvalitet, "changes", f"HEAD~{min(1000, commits // 2)}..HEAD"]
        ratio(f"changes / check, {sizes}", changes, check, here, rounds)
        history = [*kvalitet, "history", "AVV-2026-00001"]
        ratio(f"history ID / check, {sizes}", history, check, here, rounds)
        audit = [*kvalitet, "audit"]
        ratio(f"audit / history ID, {sizes}", audit, history, here, rounds)
        for command in (changes, history, audit):
            print(f"peak memory of kvalitet {command[4]}: {peak_memory(command, here):.0f} MB")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(*(int(argument) for argument in (*sys.argv[1:], *("20000", "10000", "3")[len(sys.argv) - 1 :])))
