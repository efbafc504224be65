"""Indicators: measures followed over time."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kvalitet.model.dates import Period, day, days_on, period
from kvalitet.model.value import FieldPath, Value
from kvalitet.views.atgarder import Atgard
from kvalitet.views.frekvenser import FirstWhole
from kvalitet.views.view import FirstDay, Number, Part, Parts, PeriodField, Rows, Text, Texts, View, Whole

_PER = re.compile(r"\bper ([1-9][0-9]{0,2}(?:[ \u00a0\u2009]?000)*)\b")
MORE = "högre_är_bättre"
LESS = "lägre_är_bättre"
_PERCENT = frozenset({"", "procent", "%"})
_HUNDRED = 100
_THOUSAND = 1000


class Varde(Part):
    """What was measured in a period: a value, or a numerator and a denominator."""

    shape = "indikatorvarde"

    period = PeriodField("period")
    enhet = Text("enhet")
    grupp = Text("grupp")
    taljare = Number("täljare")
    namnare = Number("nämnare")
    varde = Number("värde")


class Periodanalys(Part):
    """How the values of a period were read, and the day on which they were taken further."""

    shape = "periodanalys"

    period = PeriodField("period")
    enhet = Text("enhet")
    datum = FirstDay("datum")
    av = Text("av")
    text = Text("text")
    eskalerad = FirstDay("eskalerad", "datum")
    eskalerad_till = Text("eskalerad", "till")
    atgarder = Parts(Atgard, "åtgärder")

    def concerns(self, when: Period) -> bool:
        """Whether it was written of a period, or of one that holds or is held by it."""
        return self.period is not None and self.period.first <= when.last and self.period.last >= when.first


class Jamforelse(Part):
    """Somebody else's values of the same measure."""

    shape = "jamforelseserie"

    mot = Text("mot")
    varden = Rows("värden")


@dataclass(frozen=True, slots=True)
class Bortfall:
    """Days whose values are missing of a known cause, at one unit or (empty) at all."""

    first: date
    last: date
    unit: str

    def excuses(self, when: Period, unit: str) -> bool:
        """Whether a unit's value of a period may be missing."""
        return when.first <= self.last and when.last >= self.first and self.unit in {"", unit}


@dataclass(frozen=True, slots=True)
class Matvarde:
    """One value of a series: its period, the number (None where it cannot be told) and where it stands."""

    period: Period
    number: float | None
    few: bool
    path: FieldPath


class Indikator(View):
    """An indicator. One that an inspection or a training feeds has no values of its own."""

    kind = "indikator"

    status = Text("status")
    typ = Text("typ")
    enhet = Text("enhet")
    ansvarig = Text("ansvarig")
    motiv = Text("motiv")
    definition = Text("definition")
    niva = Texts("nivå")
    kalla = Text("källa")
    dimension = Text("dimension")
    namnare = Text("nämnare")
    mattenhet = Text("måttenhet")
    dataansvarig = Text("dataansvarig")
    hamtas_fran = Text("hämtas_från")
    tackning = Number("täckningsgrad", "andel")
    minsta_tackning = Number("täckningsgrad", "minst")
    efterslapning = Text("eftersläpning")
    minsta_n = Whole("minsta_n")
    intervall = Text("frekvens", "intervall")
    minst_per_ar = FirstWhole("frekvens", "per_år")
    start = FirstDay("start")
    avvecklad = FirstDay("avvecklad")
    riktning = Text("riktning")
    mal_typ = Text("målnivå", "typ")
    malvarde = Number("målnivå", "värde")
    grans = Number("gräns_för_eskalering", "värde")
    grans_till = Text("gräns_för_eskalering", "till")
    jamforelse = Parts(Jamforelse, "jämförelse")
    fokusomrade = Text("fokusområde")
    processer = Texts("processer")
    diagram = Text("diagram")
    brott = Rows("tidsseriebrott")
    databortfall = Rows("databortfall")
    insatser = Rows("insatser")
    analyser = Parts(Periodanalys, "analyser")
    varden = Parts(Varde, "värden")
    regler_fran = FirstDay("regler_från")

    @property
    def active(self) -> bool:
        """Whether a value is to come for each period."""
        return self.status == "aktiv"

    @property
    def scale(self) -> int | None:
        """What a numerator over its denominator is multiplied by to stand in the unit of measure.

        100 for percent, 1000 for "skador per 1 000 vårddygn"; None for a unit that does not say.
        """
        written = self.mattenhet.casefold()
        if written in _PERCENT:
            return _HUNDRED
        if written in {"promille", "‰"}:
            return _THOUSAND
        found = _PER.search(written)
        return int(re.sub(r"\D", "", found[1])) if found else None

    @property
    def asks_patients(self) -> bool:
        """Whether the values are what patients themselves answer, of their health or of their care."""
        return self.typ in {"PROM", "PREM"}

    @property
    def share(self) -> bool:
        """Whether the values are parts of a whole, in percent."""
        return self.mattenhet.casefold() in _PERCENT

    @property
    def gaps(self) -> tuple[Bortfall, ...]:
        """The stretches declared to lack values."""
        return tuple(gap for row in self.databortfall if (gap := self._gap(row)))

    def _gap(self, row: Mapping[str, Value]) -> Bortfall | None:
        when, back, unit = period(row.get("period")), day(row.get("väntas_åter")), row.get("enhet")
        if when is None:
            return None
        last = max(when.last, days_on(back, -1)) if back else when.last
        return Bortfall(when.first, last, self.unit_of(unit) if isinstance(unit, str) else "")

    @property
    def latest_break(self) -> date:
        """The first day from which values can be compared; the first day there is without a break."""
        return max((found for row in self.brott if (found := day(row.get("datum")))), default=date.min)

    def unit_of(self, written: str) -> str:
        """The unit that a value or an analysis concerns; empty where it is the indicator's own."""
        return "" if written == self.enhet else written

    def series(self) -> Mapping[tuple[str, str], tuple[Matvarde, ...]]:
        """The values by unit (empty: the indicator's own) and group (empty: all), the earliest first."""
        found: dict[tuple[str, str], list[Matvarde]] = {}
        scale = self.scale
        fewest = self.minsta_n or 0
        for row in self.varden:
            when, below = row.period, row.namnare
            if when is None:
                continue
            number = row.varde
            if number is None and scale and below and row.taljare is not None:
                number = scale * row.taljare / below
            value = Matvarde(when, number, below is not None and below < fewest, row.path)
            found.setdefault((self.unit_of(row.enhet), row.grupp), []).append(value)
        return {key: tuple(sorted(values, key=lambda value: value.period)) for key, values in found.items()}

    def worse(self, number: float, limit: float | None) -> bool:
        """Whether a number lies on the wrong side of a limit; never where there is no limit."""
        if limit is None:
            return False
        return number < limit if self.riktning == MORE else number > limit

    def target(self, when: Period) -> float | None:
        """What was to be reached in a period."""
        return self.country(when) if self.mal_typ == "bättre_än_riket" else self.malvarde

    def latest_country(self, day: date) -> tuple[Period, float] | None:
        """The latest value there is for the whole country of a period that is over on a day, with that period."""
        held = [
            (other, value)
            for series in self.jamforelse
            for row in (series.varden if series.mot == "riket" else ())
            if (other := period(row.get("period"))) and other.last <= day
            if isinstance(value := row.get("värde"), int | float)
        ]
        return max(held, key=lambda each: (each[0].last, each[0].first)) if held else None

    def country(self, when: Period) -> float | None:
        """The value for the whole country in the narrowest period that holds another; None where there is none."""
        held = [
            (other.last - other.first, value)
            for series in self.jamforelse
            for row in (series.varden if series.mot == "riket" else ())
            if (other := period(row.get("period"))) and other.first <= when.first and other.last >= when.last
            if isinstance(value := row.get("värde"), int | float)
        ]
        return min(held)[1] if held else None
