"""Makes a register of any size with known answers, and holds `check` to them: `python -m benchmarks.answers [COUNT]`.

The shipped register is there many times over, each time with units of its own; what was built into it must be found
in every copy, and nothing else. In the largest the rest is in order. Prints how long it took and how much memory, and
ends with 1 where an answer differs.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from benchmarks.compare import DAY, peak_memory
from benchmarks.registers import multiply
from kvalitet import shipped
from kvalitet.selftest.answers import built_in

ONCE = "kvalitet"
"""The table of what is wrong with the care provider as a whole, of which there is one."""
OF_CHANCE = frozenset({"KV514", "KV705"})
"""Patterns are judged among all series, and the total of many copies is a series of its own."""
FINGERPRINTS = frozenset({("KV311", "DOK-0018")})
"""Marks in the copies have no fingerprint that could differ."""


def answers(copies: int) -> Mapping[str, int]:
    """How many findings of each code there must be in a register that is there so many times over."""
    found: Counter[str] = Counter()
    for fault in built_in():
        alone = fault.table == ONCE or (fault.code, fault.subject) in FINGERPRINTS
        found[fault.code] += 1 if alone else copies
    return {code: count for code, count in found.items() if code not in OF_CHANCE}


def main(count: int) -> int:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "register"
        copies = multiply(shipped.folder("register"), folder, count)
        command = [sys.executable, "-m", "kvalitet", "--register", str(folder), "--today", DAY, "check"]
        start = time.perf_counter()
        told = subprocess.run([*command, "--format", "json"], capture_output=True, check=False)
        taken = time.perf_counter() - start
        answer = json.loads(told.stdout)
        found = Counter(each["code"] for each in answer["findings"] if each["code"] not in OF_CHANCE)
        wrong = {code: (found[code], number) for code, number in answers(copies).items() if found[code] != number}
        wrong |= {code: (number, 0) for code, number in found.items() if code not in answers(copies)}
        memory = peak_memory([*command, "--output", str(Path(place) / "fynd.txt")], Path(place))
        print(f"{answer['summary']['records']} records, {sum(found.values())} findings: {taken:.1f} s, {memory:.0f} MB")
        for code, (there, wanted) in sorted(wrong.items()):
            print(f"{code}: {there} found, {wanted} built in")
        return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
