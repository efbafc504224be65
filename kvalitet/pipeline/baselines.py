"""Baselines as files: JSON with one finding a line, so that a difference shows what was mended and what came."""

import json
import re
from typing import Any

from kvalitet.errors import KvalitetError
from kvalitet.model.baseline import Baseline, Entry, may_be_kept

VERSION = 1

_TYPES: dict[str, tuple[type, ...]] = {
    "path": (str,),
    "field": (str, type(None)),
    "code": (str,),
    "id": (str, type(None)),
    "clock": (bool,),
    "fingerprint": (str,),
}
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_LIST = re.compile(r'"baseline"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")


def text_of(baseline: Baseline) -> str:
    """A baseline as the text of its file: the same findings give the same bytes."""
    rows = (
        json.dumps({name: getattr(entry, name) for name in _TYPES}, ensure_ascii=False) for entry in baseline.entries
    )
    return f'{{"version": {VERSION}, "baseline": [\n' + ",\n".join(rows) + "\n]}\n"


def baseline_in(data: bytes, name: str) -> Baseline:
    """The baseline that a file holds; raises KvalitetError with the file's name and a line where it holds none."""
    try:
        text = data.decode("utf-8")
        whole = json.loads(text)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _broken(name, line, "texten är inte UTF-8") from error
    except json.JSONDecodeError as error:
        raise _broken(name, error.lineno, "det är inte giltig JSON") from error
    except RecursionError as error:
        raise _broken(name, 1, "det är inte giltig JSON") from error
    rows = whole.get("baseline") if isinstance(whole, dict) else None
    if not isinstance(rows, list) or whole.keys() != {"version", "baseline"}:
        raise _broken(name, 1, "det är ingen baslinje")
    if whole["version"] != VERSION:
        raise _broken(name, 1, f"versionen är {json.dumps(whole['version'])}, här läses version {VERSION}")
    for index, row in enumerate(rows):
        fault = _fault(row)
        if fault:
            raise _broken(name, _line(text, index), fault)
    return Baseline(tuple(Entry(**row) for row in rows))


def _fault(row: Any) -> str | None:  # noqa: ANN401  # any JSON
    if not isinstance(row, dict) or row.keys() != _TYPES.keys():
        return f"raden ska ha {', '.join(_TYPES)} och inget annat"
    wrong = next((name for name, types in _TYPES.items() if not isinstance(row[name], types)), None)
    if wrong:
        return f"{wrong} har ett värde av fel sort"
    if not _FINGERPRINT.fullmatch(row["fingerprint"]):
        return "fingerprint är inte 64 hexadecimala siffror"
    if not may_be_kept(row["code"]):
        return f"{row['code']} kan inte stå i en baslinje: sekretess gäller genast. Ta bort raden"
    return None


def _line(text: str, index: int) -> int:
    """The line that an item of the list begins on, in a text that is valid JSON."""
    found = _LIST.search(text)
    at = found.end() if found else 0
    decoder = json.JSONDecoder()
    for _ in range(index):
        _, at = decoder.raw_decode(text, _past(text, at))
    return text.count("\n", 0, _past(text, at)) + 1


def _past(text: str, at: int) -> int:
    between = _BETWEEN.match(text, at)
    return between.end() if between else at


def _broken(name: str, line: int, why: str) -> KvalitetError:
    return KvalitetError(f"{name}:{line}: {why}. Rätta filen, eller ta bort den och skriv en ny med --write-baseline.")
