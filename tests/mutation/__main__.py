"""`python -m tests.mutation [NUMBER] [SEED]`: tries that many mutants and tells which nobody finds."""

import sys
from collections import Counter

from tests.mutation.run import MUTANTS, SEED, ground_of_register, tried


def main() -> int:
    number, seed = (int(text) for text in [*sys.argv[1:], *map(str, (MUTANTS, SEED)[len(sys.argv) - 1 :])][:2])
    results = tried(ground_of_register(), number, seed)
    per = Counter((each.mutant.operator, each.verdict) for each in results)
    for (operator, verdict), count in sorted(per.items()):
        sys.stdout.write(f"{count:6} {verdict:12} {operator}\n")
    for each in results:
        if each.verdict == "survived":
            sys.stdout.write(f"survived: {each.mutant.name} (of {sorted(each.mutant.codes)}, {sorted(each.found)})\n")
    return int(any(each.verdict == "survived" for each in results))


if __name__ == "__main__":
    sys.exit(main())
