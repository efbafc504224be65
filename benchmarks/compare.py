"""Measures kvalitet against named peers in one run: `python -m benchmarks.compare [COUNT] [ROUNDS]`.

Needs the extra `bench`. Each command is run as a whole process, the two sides of a ratio in turn,
and the median ratio is told with the smallest and largest. Nothing is cached between runs but the
file system's pages.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.registers import make

DAY = "2026-11-22"
BIN = Path(sys.executable).parent


def seconds(command: Sequence[str], folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def ratio(name: str, peer: Sequence[str], own: Sequence[str], folder: Path, rounds: int) -> None:
    """Prints how many times longer the peer takes than we do."""
    pairs = [(seconds(peer, folder), seconds(own, folder)) for _ in range(rounds)]
    ratios = sorted(theirs / ours for theirs, ours in pairs)
    theirs, ours = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(
        f"{name}: {statistics.median(ratios):.2f} ({ratios[0]:.2f}-{ratios[-1]:.2f}); "
        f"medians {theirs:.3f} s and {ours:.3f} s"
    )


def peak_memory(command: Sequence[str], folder: Path) -> float:
    """The largest single process of a command, in MB (2^20 bytes)."""
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, *command], cwd=folder, capture_output=True, text=True, check=True
    )
    unit = 1 if sys.platform == "darwin" else 1024
    return int(told.stdout) * unit / 2**20


def main(count: int, rounds: int) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        make(folder / "register", count)
        kvalitet = str(BIN / "kvalitet")
        schema = subprocess.run([kvalitet, "schema", "avvikelse"], cwd=folder, capture_output=True, check=True)
        (folder / "avvikelse.json").write_bytes(schema.stdout)
        files = [str(path) for path in sorted((folder / "register" / "avvikelser").rglob("*.yaml"))]
        check = [kvalitet, "check", "--today", DAY, "--no-cache"]
        peer = [str(BIN / "check-jsonschema"), "--schemafile", "avvikelse.json", *files]
        ratio(f"check-jsonschema / kvalitet check, {count} records", peer, check, folder, rounds)
        make(folder / "felaktigt", count, count // 2)
        faulty, clean = ([*check, "--register", name] for name in ("felaktigt", "register"))
        ratio(f"kvalitet check, {count // 2} of {count} records faulty / none", faulty, clean, folder, rounds)
        python = [sys.executable, "-c", "pass"]
        for words in ("--version", "--help", "check --help", "rules", "explain KV301", "kinds --quiet"):
            ratio(f"kvalitet {words} / python -c pass", [kvalitet, *words.split()], python, folder, 5 * rounds)
        print(f"peak memory of kvalitet check, {count} records: {peak_memory(check, folder):.0f} MB")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(*(int(argument) for argument in (*sys.argv[1:], *("10000", "3")[len(sys.argv) - 1 :])))
