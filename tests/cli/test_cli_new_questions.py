"""Whatever a schema demands can be asked for: of every kind, in every status, and of kinds that a register makes up."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

import pytest

from kvalitet import shipped
from kvalitet.cli._dialogue import Dialogue
from kvalitet.cli._new_questions import Interview
from kvalitet.cli._offers import Offers
from kvalitet.cli._values import Entry
from kvalitet.kinds import Verdicts, schema_set
from kvalitet.model.codes import code_list
from kvalitet.model.kind import Kind
from kvalitet.model.organisation import organisation
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.source import Source
from kvalitet.output.page import Page
from kvalitet.parse import read
from kvalitet.pipeline.form import Form
from tests.trees import NOWHERE

TODAY = date(2026, 11, 22)
Answer = TypeVar("Answer")

OWN = {
    "title": "Brandsyn",
    "description": "Ett slag som registret har gjort själv.",
    "x-kvalitet": {"prefix": "BRA", "mapp": "brandsyner", "öppna": ["ny"], "avslutade": [], "makulerade": []},
    "type": "object",
    "properties": {
        "id": {"title": "Id", "description": "Postens id.", "type": "string", "examples": ["BRA-0001"]},
        "titel": {"$ref": "gemensam.schema.json#/$defs/titel"},
        "status": {"title": "Status", "description": "Läget.", "enum": ["ny"], "examples": ["ny"]},
        "larm": {"title": "Larm", "description": "Om larmet hördes.", "type": "boolean", "examples": [True]},
        "plan": {"title": "Plan", "description": "Våningen.", "type": "integer", "minimum": 1, "examples": [3]},
        "vägar": {
            "title": "Vägar",
            "description": "Utrymningsvägarna.",
            "type": "array",
            "minItems": 2,
            "items": {
                "type": "object",
                "properties": {
                    "id": {"title": "Id", "description": "Vägen.", "type": "string", "examples": ["V1"]},
                    "fri": {"title": "Fri", "description": "Om den är fri.", "type": "boolean", "examples": [True]},
                    "hinder": {"title": "Hinder", "description": "Vad.", "type": "string", "examples": ["En säng"]},
                },
                "required": ["id", "fri"],
                "additionalProperties": False,
            },
            "examples": [[{"id": "V1", "fri": True}]],
        },
        "mått": {
            "title": "Mått",
            "description": "Värden med namn.",
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"title": "Värde", "description": "Värdet.", "type": "number", "examples": [2.5]},
            "examples": [{"bredd": 2.5}],
        },
        "motiv": {"title": "Motiv", "description": "Varför.", "type": "string", "examples": ["Nytt larm"]},
    },
    "required": ["id", "titel", "status", "larm", "plan", "vägar", "mått"],
    "additionalProperties": False,
    "allOf": [
        {"if": {"properties": {"larm": {"const": True}}, "required": ["larm"]}, "then": {"required": ["motiv"]}}
    ],
}  # fmt: skip
SCHEMAS = schema_set(
    shipped.folder("schemas"),
    {"brandsyn.schema.json": Source("schemas/brandsyn.schema.json", "", json.dumps(OWN).encode())},
)
VERDICTS = Verdicts(SCHEMAS.schemas)
ORGANISATION = organisation(
    "organisation.yaml",
    {
        "enheter": [
            {
                "id": "kardiologi",
                "namn": "Kardiologi",
                "nivå": "verksamhet",
                "roller": [{"id": "verksamhetschef", "innehav": [{"innehavare": "h-001", "från": "2025-01-01"}]}],
            }
        ]
    },
)
CODES = {
    found.name: found
    for path in sorted(shipped.folder("schemas").glob("kodverk/*.yaml"))
    for found in [code_list(read(path.read_bytes()).value or {})]
}


def register() -> Register:
    records = tuple(
        Record(f"{kind.prefix}-2026-0001" if kind.yearly else f"{kind.prefix}-0001", name, f"{name}.yaml", "", {})
        for name, kind in SCHEMAS.kinds.items()
    )
    return Register(NOWHERE, SCHEMAS.kinds, records, organisation=ORGANISATION, codes=CODES)


@dataclass(frozen=True, slots=True)
class Obliging(Dialogue):
    """One who takes what is offered: the default, the first choice, else the example that the question gives."""

    asked: list[str] = field(default_factory=list)

    def ask(  # noqa: PLR0913  # as the one it stands in for
        self,
        question: str,
        hint: str,
        answer: Callable[[str], Answer],
        default: str = "",
        *,
        unsaid: str = "",
        rows: Iterable[str] = (),
    ) -> Answer:
        del unsaid
        self.asked.append(question)
        example = hint.partition("”")[2].partition("”")[0]
        return answer(default or ("1" if list(rows) else "idag" if "igår" in hint else example or "2026"))

    def write(self, question: str, hint: str, answer: Callable[[str], Answer], before: str = "") -> Answer:
        return self.ask(question, hint, answer, before)

    def open(self, question: str, *below: str) -> None:
        del question, below

    def object(self, why: str) -> None:
        assert why.startswith("Det blir "), why


def filled(kind: Kind, **given: str) -> tuple[Form, list[str]]:
    form = Form(kind, SCHEMAS.schemas[kind.name], dict(given))
    form.start()
    talk, known = Obliging(Page(width=None, colour=False, plain=True)), register()
    Interview(talk, form, Offers(known, form, TODAY), Entry(known, TODAY)).complete()
    return form, talk.asked


CASES = [(kind, status) for kind in SCHEMAS.kinds.values() for status in kind.statuses]


@pytest.mark.parametrize(("kind", "status"), CASES, ids=[f"{kind.name}-{status}" for kind, status in CASES])
def test_answers_to_every_question_make_a_record_that_is_valid(kind: Kind, status: str) -> None:
    form, asked = filled(kind, status=status)
    name = f"{kind.prefix}-2026-0001" if kind.yearly else f"{kind.prefix}-0001"
    assert VERDICTS.is_valid(kind.name, {"id": name, **form.data}), form.data
    assert "Titel" in asked
    assert "Id" not in asked


def test_only_what_is_needed_at_first_is_asked_for_in_the_order_of_the_schema() -> None:
    _, asked = filled(SCHEMAS.kinds["avvikelse"])
    assert asked == ["Titel", "Enhet", "Rapporterande enhet", "Typ", "Händelsedatum", "Rapporterad", "Vad hände"]


def test_a_kind_of_the_registers_own_is_asked_for_at_every_depth_and_by_its_conditions() -> None:
    form, asked = filled(SCHEMAS.kinds["brandsyn"])
    assert form.data["vägar"] == [{"id": "V1", "fri": True}, {"id": "V2", "fri": True}]
    assert form.data["plan"] == 3
    assert len(form.data["mått"]) == 1  # type: ignore[arg-type]  # a mapping
    assert form.data["motiv"] == "Nytt larm"
    assert asked.count("En till?") == 1
    assert asked.index("Larm") < asked.index("Plan") < asked.index("Fri") < asked.index("Motiv")
