"""Processes to add to the small register, for the reports that show them."""

import yaml

_FIELDS: dict[str, object] = {
    "titel": "En process",
    "enhet": "medicin",
    "status": "fastställd",
    "typ": "kärnprocess",
    "syfte": "Att ge vård.",
    "processägare": "verksamhetschef/medicin",
    "processledare": "enhetschef/avdelning-1",
    "kvalitetskrav": [{"id": "K1", "beskrivning": "Alla bedöms."}],
    "identifierad": "2025-01-10",
    "beskriven": "2025-02-10",
    "fastställd": "2025-03-10",
}


def process(number: int, *, dokument: str = "DOK-0001", **more: object) -> dict[str, bytes]:
    """The file of a core process adopted in 2025 with one routine; a field given as an empty text is left out."""
    name = f"PRO-{number:04}"
    step = {"id": "S1", "vad": "Bedöma", "dokument": [dokument]}
    data = {"id": name, **_FIELDS, "aktiviteter": [step], **more}
    kept = {key: value for key, value in data.items() if value != ""}
    return {f"processer/{name}.yaml": yaml.safe_dump(kept, allow_unicode=True).encode()}


_MEASURED: dict[str, object] = {
    "enhet": "medicin",
    "status": "aktiv",
    "definition": "Andel i tid.",
    "start": "2025-01-01",
    "processer": ["PRO-0001"],
}


def indicator(number: int, titel: str, **more: object) -> dict[str, bytes]:
    """The file of a measure in use of the first process."""
    name = f"IND-{number:04}"
    data = {"id": name, "titel": titel, **_MEASURED, **more}
    kept = {key: value for key, value in data.items() if value != ""}
    return {f"indikatorer/{name}.yaml": yaml.safe_dump(kept, allow_unicode=True).encode()}


INDICATOR = indicator(1, "Bedömda i tid", dimension="tillgänglig")
