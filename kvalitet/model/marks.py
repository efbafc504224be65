"""Review marks: what was approved, as a fingerprint over what matters in the record.

The fingerprint is `v1:` and the SHA-256, in hexadecimal, of a canonical JSON text: an object
from the address of each material value (`x-material` in the schema) to that value, and from
`innehåll` with the suffix `#` to the SHA-256 of the body file; keys sorted, UTF-8, no spaces. What has been
blocked out (KV901, KV902) counts as blocks, in values and bodies alike: a mark gives nothing away.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping

from kvalitet.model.kind import Kind, matches
from kvalitet.model.record import Record
from kvalitet.model.register import Body, Register
from kvalitet.model.value import Value, address

CURRENT = "v1"


def fingerprint(register: Register, record: Record, version: str = CURRENT) -> str | None:
    """The fingerprint that a mark made on this state holds, or None for an unknown version."""
    if version != CURRENT:
        return None
    content = dict(_material(register.kinds[record.kind], record, register.bodies, version))
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{version}:{hashlib.sha256(canonical.encode()).hexdigest()}"


def _material(kind: Kind, record: Record, bodies: Mapping[str, Body], version: str) -> Iterator[tuple[str, Value]]:
    data = record.data
    for field in kind.fields:
        if version not in field.material:
            continue
        for path, value in matches(data, field.pattern):
            name = address(data, path)
            yield name, value
            if field.attachment and isinstance(value, str) and value in bodies:
                yield f"{name}#", bodies[value].digest
