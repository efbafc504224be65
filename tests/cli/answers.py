"""What JSON answers must look like, written from the description of the product and not from the code."""

from typing import Any

import jsonschema

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
TEXT_OR_NULL: Schema = {"type": ["string", "null"], "minLength": 1}
COUNT: Schema = {"type": "integer", "minimum": 0}
DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
DAY_OR_NULL: Schema = {"oneOf": [DAY, {"type": "null"}]}
FLAG: Schema = {"type": "boolean"}
HASH: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
CODE: Schema = {"type": "string", "pattern": "^KV[0-9]{3}$"}
PATH: Schema = {"type": "string", "pattern": r"^[^/\\][^\\]*\.(yaml|yml)$"}


def whole(properties: Schema) -> Schema:
    """An object with exactly these keys."""
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def listed(items: Schema) -> Schema:
    return {"type": "array", "items": items}


BASIS = whole({"type": {"enum": ["lag", "föreskrift", "eget_mål"]}, "ref": TEXT})
BASIS_OR_NULL: Schema = {"oneOf": [BASIS, {"type": "null"}]}
REGISTER = whole(
    {
        "path": {"type": "string"},
        "commit": {"type": ["string", "null"], "pattern": "^[0-9a-f]{40}([0-9a-f]{24})?$"},
        "dirty": FLAG,
    }
)
SUPPRESSED = whole({"exempt": COUNT, "baseline": COUNT, "since": COUNT, "filtered": COUNT})
SUMMARY = whole(
    {
        "records": COUNT,
        "rejected": COUNT,
        "errors": COUNT,
        "warnings": COUNT,
        "infos": COUNT,
        "suppressed": SUPPRESSED,
    }
)
COUNTS = whole({"records": COUNT, "rejected": COUNT})
FINDING = whole(
    {
        "code": CODE,
        "rule": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "severity": {"enum": ["error", "warning", "info"]},
        "clock": FLAG,
        "id": TEXT_OR_NULL,
        "kind": TEXT_OR_NULL,
        "unit": TEXT_OR_NULL,
        "role": TEXT_OR_NULL,
        "path": PATH,
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
        "field": {"type": "string"},
        "message": TEXT,
        "help": TEXT,
        "basis": BASIS_OR_NULL,
        "due": DAY_OR_NULL,
        "fingerprint": HASH,
    }
)
RULE = whole(
    {
        "code": CODE,
        "rule": TEXT,
        "severity": {"enum": ["error", "warning", "info"]},
        "clock": FLAG,
        "basis": BASIS_OR_NULL,
        "title": TEXT,
        "what": TEXT,
        "why": TEXT,
        "help": TEXT,
        "wrong": TEXT,
        "right": TEXT,
        "thresholds": listed(whole({"name": TEXT, "default": {}, "description": TEXT})),
    }
)
DUE = whole(
    {
        "due": DAY,
        "overdue": FLAG,
        "what": TEXT,
        "code": CODE,
        "id": TEXT_OR_NULL,
        "kind": TEXT_OR_NULL,
        "unit": TEXT_OR_NULL,
        "role": TEXT_OR_NULL,
        "path": PATH,
        "field": {"type": "string"},
        "basis": BASIS_OR_NULL,
    }
)
NUMBER_OR_NULL: Schema = {"type": ["number", "null"]}
COUNT_OR_NULL: Schema = {"type": ["integer", "null"], "minimum": 0}
IDS_OR_NULL: Schema = {"oneOf": [listed(TEXT), {"type": "null"}]}
PERIOD = whole({"text": TEXT, "first": DAY, "last": DAY})
STATE: Schema = {"enum": ["known", "masked", "not_reached", "no_records", "before_register"]}
FIGURE = whole(
    {
        "key": TEXT,
        "measure": TEXT,
        "label": TEXT,
        "unit": TEXT,
        "value": NUMBER_OR_NULL,
        "previous": NUMBER_OR_NULL,
        "difference": NUMBER_OR_NULL,
        "state": STATE,
        "previous_state": STATE,
        "masked": FLAG,
        "records": COUNT_OR_NULL,
        "previous_records": COUNT_OR_NULL,
        "ids": IDS_OR_NULL,
        "met_ids": IDS_OR_NULL,
        "previous_ids": IDS_OR_NULL,
        "previous_met_ids": IDS_OR_NULL,
    }
)
MEASURE = whole(
    {
        "measure": TEXT,
        "title": TEXT,
        "shape": {"enum": ["count", "rate", "lead_time", "share"]},
        "records": TEXT,
        "counted_by": TEXT,
        "divided": FLAG,
        "coarsened": FLAG,
        "rows": listed(whole({"path": listed(TEXT), "label": TEXT, "figures": listed(FIGURE)})),
    }
)
PROBABILITY: Schema = {"type": "number", "minimum": 0, "maximum": 1}
SERIES = whole(
    {
        "judged": COUNT,
        "patterns": COUNT,
        "possible": COUNT,
        "too_short": COUNT,
        "expected_by_chance": {"type": "number", "minimum": 0},
        "false_discovery_rate": PROBABILITY,
    }
)
SIGNAL = whole(
    {
        "level": {"enum": ["pattern", "possible"]},
        "name": TEXT,
        "kind": {"enum": ["avvikelse", "klagomal", "indikator", "egenkontroll", "utbildning"]},
        "id": TEXT_OR_NULL,
        "unit": TEXT_OR_NULL,
        "category": TEXT_OR_NULL,
        "process": TEXT_OR_NULL,
        "group": TEXT_OR_NULL,
        "signals": {"type": "array", "items": {"enum": ["shift", "crossings", "beyond"]}, "minItems": 1},
        "direction": {"enum": ["up", "down"]},
        "since": DAY,
        "chart": {"enum": ["run", "i", "mr", "c", "u", "p", "u′", "p′", "g", "t"]},
        "points": COUNT,
        "why": TEXT,
        "help": TEXT,
        "probability": PROBABILITY,
        "rate": PROBABILITY,
        "actions": listed(whole({"date": DAY, "what": TEXT})),
        "also": listed(TEXT),
        "ids": {"type": "array", "items": TEXT, "minItems": 1},
    }
)
KIND = whole(
    {
        "kind": TEXT,
        "title": TEXT,
        "description": TEXT,
        "prefix": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "folder": TEXT,
        "yearly": FLAG,
        "statuses": listed(TEXT),
        "open": listed(TEXT),
        "records": COUNT,
    }
)


def answer(*, register: bool, day: bool, summary: Schema | None = None, **content: Schema) -> Schema:
    """A whole answer: the same keys around every content, null where they play no part."""
    nothing: Schema = {"type": "null"}
    return whole(
        {
            "version": {"const": 1},
            "tool": whole({"name": {"const": "kvalitet"}, "version": TEXT}),
            "register": REGISTER if register else nothing,
            "today": DAY if day else nothing,
            "summary": summary or (COUNTS if register else nothing),
            **content,
        }
    )


ANSWERS: dict[str, Schema] = {
    "check": answer(register=True, day=True, summary=SUMMARY, findings=listed(FINDING)),
    "due": answer(register=True, day=True, deadlines=listed(DUE)),
    "explain": answer(register=False, day=False, rule=RULE),
    "kinds": answer(register=True, day=False, kinds=listed(KIND)),
    "list": answer(
        register=True,
        day=False,
        kind=TEXT,
        records=listed(whole({"id": TEXT, "path": PATH, "data": {"type": "object"}})),
    ),
    "rules": answer(register=False, day=False, rules=listed(RULE)),
    "show": answer(
        register=True,
        day=False,
        id=TEXT,
        kind=TEXT,
        path=PATH,
        blob={"type": "string", "pattern": "^[0-9a-f]{40}$"},
        fingerprint={"type": "string", "pattern": "^v1:[0-9a-f]{64}$"},
        data={"type": "object"},
        references=listed(whole({"field": TEXT, "target": TEXT})),
        referrers=listed(whole({"id": TEXT, "field": TEXT})),
    ),
    "stats": answer(
        register=True,
        day=True,
        period=PERIOD,
        previous_period={"oneOf": [PERIOD, {"type": "null"}]},
        running=FLAG,
        by={"enum": ["enhet", "process", "kategori", "period"]},
        unit=TEXT_OR_NULL,
        masking=whole({"applied": FLAG, "fewest": {"type": "integer", "minimum": 1}}),
        measures=listed(MEASURE),
    ),
    "signals": answer(register=True, day=True, series=SERIES, signals=listed(SIGNAL)),
    "status": answer(
        register=True,
        day=True,
        summary=SUMMARY,
        kinds=listed(whole({"kind": TEXT, "records": COUNT, "open": COUNT, "overdue": COUNT})),
        documents=whole({"expired": COUNT, "expiring": COUNT}),
        series=SERIES,
    ),
}
"""The schema of each command's answer in JSON."""


def faults(command: str, data: object) -> list[str]:
    """What is wrong with an answer by its schema."""
    found = jsonschema.Draft202012Validator(ANSWERS[command]).iter_errors(data)
    return [f"{error.json_path}: {error.message}" for error in found]
