"""What a register has chosen for itself: `kvalitet.yaml` as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kvalitet.model.dates import day
from kvalitet.model.finding import Severity
from kvalitet.model.value import Value, whole

DEFAULT_TIMEZONE = "Europe/Stockholm"
DEFAULT_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Settings:
    """The register's own choices. `known` is False where the file could not be read.

    `starts` is the day from which the register answers: whatever is due by interval or by year
    counts from it at the earliest. `fewest` is how many records a figure must rest on to be shown in a breakdown.
    """

    path: str
    provider: str = ""
    organisation_number: str = ""
    timezone: str = DEFAULT_TIMEZONE
    starts: date | None = None
    fewest: int = DEFAULT_FEWEST
    selected: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    thresholds: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    data: Mapping[str, Value] = field(default_factory=dict)
    known: bool = True

    @property
    def simplified(self) -> bool:
        """Whether the narrative has the headings meant for small care providers."""
        return self.data.get("berättelse") == "förenklad"

    def demanded(self, name: str) -> Value:
        """What stands under `krav` for a name: topics, reviews and other things that must be there."""
        return _mapping(self.data.get("krav")).get(name)


def settings(path: str, data: Mapping[str, Value]) -> Settings:
    """The settings from the file's data, which is valid by its schema."""
    rules = _mapping(data.get("regler"))
    severities = {code: Severity(str(_mapping(row)["allvar"])) for code, row in _mapping(rules.get("allvar")).items()}
    return Settings(
        path=path,
        provider=str(data.get("vårdgivare") or ""),
        organisation_number=str(data.get("organisationsnummer") or ""),
        timezone=str(data.get("tidszon") or DEFAULT_TIMEZONE),
        starts=day(data.get("börjar")),
        fewest=whole(_mapping(data.get("maskering")).get("minsta")) or DEFAULT_FEWEST,
        selected=_texts(rules.get("välj")),
        ignored=_texts(rules.get("ignorera")),
        severities=severities,
        thresholds={code: _numbers(_mapping(row)) for code, row in _mapping(data.get("trösklar")).items()},
        data=data,
    )


def _mapping(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, dict) else {}


def _numbers(row: Mapping[str, Value]) -> Mapping[str, Value]:
    # 3.0 is an integer to the schema, and months are counted in integers
    return {name: value if whole(value) is None else whole(value) for name, value in row.items()}


def _texts(value: Value) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
