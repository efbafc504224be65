"""Charts to test with: one of each as people will see it, and the awkward ones."""

from collections.abc import Iterable, Mapping
from typing import Any

from kvalitet.charts.control import ControlChart, control_chart
from kvalitet.charts.pareto import Pareto, pareto
from kvalitet.charts.plot import Event
from kvalitet.charts.process_map import ProcessMap, process_map
from kvalitet.charts.process_tree import Process, ProcessKind
from kvalitet.charts.risk_matrix import Band, RiskMatrix, Step, risk_matrix
from kvalitet.charts.target import Target
from kvalitet.charts.trend import Compared, Trend, trend
from kvalitet.charts.year_entries import Done, Entered
from kvalitet.charts.year_wheel import YearWheel, year_wheel
from kvalitet.model.diagram import Diagram
from kvalitet.stats import charts
from kvalitet.stats.chart import ChartKind
from kvalitet.stats.points import Phasing, Point

LONG = (
    "Hälso- och sjukvårdsförvaltningens medicintekniska verksamhet för livsuppehållande behandling i hemmet, "
    "samordnad individuell planering och läkemedelsgenomgångar vid övergångar mellan kommun och region"
)
HOSTILE = (
    '<script>alert("1")</script> & \'åäö\' "]]>" '
    "\u202eomvänt\u202c \u200f \x00\x08\x1b \ud800 \ufffe 👩🏽‍⚕️🚑 اللغة 医療 <!-- --> %s {0}\n\ta"
)


def months(number: int, first: int = 2024) -> list[str]:
    return [f"{first + index // 12}-{index % 12 + 1:02}" for index in range(number)]


def points(values: Iterable[float | None], sizes: Iterable[float] | None = None) -> list[Point]:
    row = list(values)
    bases = list(sizes) if sizes else [None] * len(row)
    return [Point(label, y, n) for label, y, n in zip(months(len(row)), row, bases, strict=True)]


FALLS = (9, 12, 8, 11, 13, 10, 9, 14, 31, 12, 8, 11, 10, None, 12, 9, 11, 6, 5, 7, 4, 6, 3, 5, 6, 4, 7, 5, 6, 3)
NIGHTS = (1810, 1740, 1902, 1835, 1788, 1690, 1420, 1505, 1822, 1876, 1840, 1700) * 3
BEFORE, AFTER = FALLS[:17], FALLS[17:]
CATEGORIES = (
    ("Fall", 84), ("Läkemedel", 131), ("Vårdrelaterad infektion", 40), ("Trycksår", 38), ("Informationsöverföring", 66),
    ("Medicinteknik", 17), ("Dokumentation", 29), ("Diagnostik", 22), ("Bemötande", 9), ("Hot och våld", 6),
)  # fmt: skip
STEPS = ("Mycket liten", "Liten", "Stor", "Mycket stor"), ("Mindre", "Måttlig", "Betydande", "Katastrofal")
BANDS = (Band(1, 3, "Låg"), Band(4, 7, "Måttlig"), Band(8, 11, "Hög"), Band(12, 16, "Mycket hög"))


def scale(labels: Iterable[str]) -> tuple[Step, ...]:
    return tuple(Step(value, label) for value, label in enumerate(labels, start=1))


def falls() -> Diagram:
    chart = charts.u_chart(points(FALLS, NIGHTS[: len(FALLS)]), Phasing(breaks=(17,), exclude=(4,)))
    return control_chart(
        ControlChart(
            key="avvikelser.fall.per_1000",
            title="Fall på medicinkliniken",
            unit="Fall per 1 000 vårddygn",
            chart=chart.scaled(1000),
            breaks=(Event(17, "fallriskbedömning vid varje inskrivning"),),
            changes=(
                Event(15, "utbildning av all personal i fallprevention"),
                Event(22, "larmmattor på två avdelningar"),
            ),
            target=Target(4, at_least=False),
        )
    )


def waiting() -> Diagram:
    values = [34, 31, 36, 28, 33, 30, 37, 32, 29, 35, 31, 34, 27, 24, 26, 23, 25, 22, 26, 24]
    return control_chart(
        ControlChart(
            key="klagomål.svarstid",
            title="Dagar till svar på klagomål",
            unit="Dagar, median per månad",
            chart=charts.run_chart(points(values)),
            target=Target(28, at_least=False),
        )
    )


def hygiene() -> Diagram:
    return trend(
        Trend(
            key="indikator.IND-0003",
            title="Följsamhet till basala hygienrutiner och klädregler",
            unit="Andel korrekta moment, procent",
            periods=tuple(f"{year}-Q{quarter}" for year in (2023, 2024, 2025) for quarter in (1, 2, 3, 4)),
            values=(71.2, 73.0, None, 74.8, 78.1, 77.5, 80.2, 82.9, 85.0, 84.1, 87.3, 88.6),
            name="Region Exempel",
            compared=(
                Compared("Riket", (75.0, 75.4, 75.9, 76.1, 76.8, 77.0, 77.9, 78.2, 78.8, 79.1, 79.5, None)),
                Compared("Året före", (69.0, 70.1, 70.4, 70.9, 71.2, 73.0, None, 74.8, 78.1, 77.5, 80.2, 82.9)),
            ),
            target=Target(90, at_least=True),
            breaks=(Event(4, "nytt mätprotokoll"),),
            changes=(Event(6, "hygienombud på alla enheter"),),
        )
    )


def categories() -> Diagram:
    return pareto(
        Pareto(
            key="avvikelser.kategorier", title="Avvikelser per kategori", noun="avvikelser", counts=CATEGORIES, most=8
        )
    )


def risks() -> Diagram:
    return risk_matrix(
        RiskMatrix(
            key="risker.matris",
            title="Risker i patientsäkerhet",
            likelihood=scale(STEPS[0]),
            consequence=scale(STEPS[1]),
            bands=BANDS,
            before={(1, 2): 2, (2, 3): 4, (3, 3): 3, (4, 4): 1, (3, 4): 2, (2, 1): 5, (4, 2): 1},
            after={(1, 2): 4, (2, 3): 5, (2, 2): 3, (1, 1): 5, (1, 4): 1},
        )
    )


PROCESSES = (
    Process(id="PRO-1", name="Leda och planera verksamheten", kind=ProcessKind.LEDNING, state="fastställd"),
    Process(id="PRO-2", name="Följa upp och förbättra", kind=ProcessKind.LEDNING, state="beskriven"),
    Process(
        id="PRO-3", name="Stroke, från första tecken till vardagen hemma", kind=ProcessKind.KARNA, state="fastställd"
    ),
    Process(id="PRO-4", name="Känna igen symtom och larma", kind=ProcessKind.KARNA, parent="PRO-3", state="fastställd"),
    Process(id="PRO-5", name="Utreda och behandla akut", kind=ProcessKind.KARNA, parent="PRO-3", state="beskriven"),
    Process(id="PRO-6", name="Trombolys", kind=ProcessKind.KARNA, parent="PRO-5", state="beskriven"),
    Process(id="PRO-7", name="Rehabilitera", kind=ProcessKind.KARNA, parent="PRO-3", state="identifierad"),
    Process(id="PRO-8", name="Skriva ut och följa upp", kind=ProcessKind.KARNA, parent="PRO-3", state="identifierad"),
    Process(id="PRO-9", name="Hjärtsvikt", kind=ProcessKind.KARNA, state="identifierad"),
    Process(id="PRO-10", name="Läkemedelsförsörjning", kind=ProcessKind.STOD, state="fastställd"),
    Process(id="PRO-11", name="Medicinteknik", kind=ProcessKind.STOD, state="beskriven"),
    Process(id="PRO-12", name="Kompetensförsörjning", kind=ProcessKind.STOD, state="beskriven"),
    Process(id="PRO-13", name="Vårdhygien", kind=ProcessKind.STOD, state="identifierad"),
)


def processes() -> Diagram:
    return process_map(ProcessMap(key="processkarta", title="Processkarta för Region Exempel", processes=PROCESSES))


YEAR = (
    (1, "Årsbokslut för patientsäkerhet", Done.DONE), (2, "Patientsäkerhetsberättelse upprättas", Done.DONE),
    (3, "Patientsäkerhetsberättelse beslutas i nämnden", Done.DONE), (3, "Ledningens genomgång, vårdhygien", Done.DONE),
    (3, "Mätning av basala hygienrutiner", Done.MISSED), (4, "Punktprevalensmätning av trycksår", Done.DONE),
    (5, "Egenkontroll av läkemedelsförråd", Done.MISSED), (6, "Delårsrapport", Done.DONE),
    (9, "Patientsäkerhetsrond på akuten", Done.PLANNED), (10, "Mätning av basala hygienrutiner", Done.PLANNED),
    (10, "Ledningens genomgång, läkemedel", Done.PLANNED), (12, "Handlingsplan för nästa år", Done.PLANNED),
)  # fmt: skip


def year() -> Diagram:
    entries = tuple(Entered(month, name, state) for month, name, state in YEAR)
    return year_wheel(YearWheel(key="årshjul.2026", title="Årshjul 2026", entries=entries))


def plain() -> Mapping[str, Diagram]:
    """One of each, by the name of its golden file."""
    return {
        "styrdiagram": falls(),
        "seriediagram": waiting(),
        "trend": hygiene(),
        "pareto": categories(),
        "riskmatris": risks(),
        "processkarta": processes(),
        "arshjul": year(),
    }


def control(values: Iterable[float | None], kind: ChartKind = ChartKind.I, **more: Any) -> Diagram:  # noqa: ANN401 - any field of the chart
    """A control chart of plain values."""
    phasing = more.pop("phasing", Phasing())
    named: dict[str, Any] = {"key": "k", "title": "Titel", "unit": "Enhet", **more}
    return control_chart(ControlChart(chart=charts.draw(kind, points(values), phasing), **named))


def line(values: Iterable[float | None], **more: Any) -> Diagram:  # noqa: ANN401 - any field of the chart
    """A trend of plain values."""
    row = tuple(values)
    named: dict[str, Any] = {"key": "k", "title": "Titel", "unit": "Enhet", "periods": tuple(months(len(row))), **more}
    return trend(Trend(values=row, **named))


def matrix(steps: int = 4, bands: tuple[Band, ...] = BANDS, word: str = "", **more: Any) -> Diagram:  # noqa: ANN401 - any field of the chart
    """A matrix with so many steps on both scales."""
    scales = scale(word or f"Steg {value}" for value in range(1, steps + 1))
    named: dict[str, Any] = {"key": "k", "title": "Titel", "before": {}, **more}
    return risk_matrix(RiskMatrix(likelihood=scales, consequence=scales, bands=bands, **named))


def awkward() -> Mapping[str, Diagram]:
    """Data that charts are seldom made for."""
    return {**_awkward_control(), **_awkward_trend(), **_awkward_rest()}


def _awkward_control() -> dict[str, Diagram]:
    many: list[float | None] = [50 + (n * 37 % 23 - 11) * 0.7 + (n * 13 % 7) for n in range(120)]
    many[60:63] = [None, None, None]
    many[80] = 96
    breaks = tuple(range(10, 120, 11))
    return {
        "control_none": control([]),
        "control_only_gaps": control([None, None]),
        "control_one": control([7], target=Target(5, at_least=True)),
        "control_equal": control([5] * 20),
        "control_zero": control([0] * 14, ChartKind.C),
        "control_negative": control([-3.5, -2, 1, -7, -4, -3, 0, -1, -2, 2, -5, -6, -1], target=Target(-2)),
        "control_120": control(many, target=Target(55)),
        "control_crowded": control(
            many,
            phasing=Phasing(breaks=breaks, exclude=(3, 80)),
            breaks=tuple(Event(at, f"skäl {at}") for at in breaks),
            changes=tuple(Event(at, f"insats {at}") for at in range(0, 120, 5)),
        ),
        "control_huge": control([1e12, 3e12, 2e12, 5e15, 1e12]),
        "control_tiny": control([1e-7, 3e-7, 2e-7, 4e-7, 1e-7]),
        "control_alike": control([1000000.1, 1000000.2, 1000000.1, 1000000.3]),
        "control_long": control([3, 4, None, 6], title=LONG, unit=LONG, changes=(Event(1, LONG), Event(1, LONG))),
        "control_hostile": control(
            range(12), title=HOSTILE, unit=HOSTILE, key=HOSTILE, changes=(Event(1, HOSTILE),),
            phasing=Phasing(breaks=(6,)), breaks=(Event(6, HOSTILE),),
        ),
        "control_mr": control(many[:24], ChartKind.MR),
        "control_long_periods": control_chart(
            ControlChart(
                key="k", title="Tid mellan fall", unit="Dagar",
                chart=charts.t_chart([Point(f"{LONG[n:]}", n * n + 1) for n in range(14)]),
            )
        ),
    }  # fmt: skip


def _awkward_trend() -> dict[str, Diagram]:
    rows = tuple(Compared(name, (1, 2, None, 2.5)) for name in (LONG, HOSTILE, ""))
    return {
        "trend_none": line([]),
        "trend_only_gaps": line([None, None, None]),
        "trend_one": line([88.5], target=Target(90, at_least=True)),
        "trend_equal": line([4, 4, 4, 4], compared=rows, name=LONG),
        "trend_negative": line([-5, 3, None, -2], target=Target(0)),
        "trend_120": line([50 + (n * 37 % 23) for n in range(120)]),
        "trend_hostile": line(
            [1, 2], title=HOSTILE, unit=HOSTILE, periods=(HOSTILE, HOSTILE), name=HOSTILE, key=HOSTILE
        ),
        "trend_same_ends": line([1, 2], compared=tuple(Compared(n, (1, 2)) for n in "ABC"), target=Target(2)),
    }


def _awkward_rest() -> dict[str, Diagram]:
    forty = tuple((f"{LONG[n : n + 20 + 3 * n]}", 400 // (n + 1)) for n in range(40))
    names = (LONG, HOSTILE, "Å", "x" * 200)
    tangled = tuple(
        Process(
            id=f"P{n}",
            name=names[n % 4],
            kind=list(ProcessKind)[n % 3],
            parent=f"P{(n * 7 + 1) % 40}",
            state=names[n % 4],
        )
        for n in range(30)
    )
    full = tuple(Entered(n % 12 + 1, names[n % 4], list(Done)[n % 3]) for n in range(120))
    return {
        "pareto_none": pareto(Pareto(key="k", title="Titel", noun="avvikelser", counts=())),
        "pareto_zero": pareto(Pareto(key="k", title="Titel", noun="avvikelser", counts=(("a", 0), ("b", 0)))),
        "pareto_one": pareto(Pareto(key="k", title="Titel", noun="avvikelser", counts=(("Fall", 1),))),
        "pareto_equal": pareto(Pareto(key="k", title="Titel", noun="fall", counts=tuple((c, 7) for c in "edcba"))),
        "pareto_forty": pareto(Pareto(key="k", title=LONG, noun="avvikelser", counts=forty)),
        "pareto_hostile": pareto(Pareto(key="k", title=HOSTILE, noun=HOSTILE, counts=((HOSTILE, 10**9), ("", 1)))),
        "matrix_empty": matrix(bands=()),
        "matrix_one": matrix(1, before={(1, 1): 1}),
        "matrix_ten": matrix(
            10, (Band(1, 20, "Låg"), Band(21, 100, LONG)), LONG, before={(10, 10): 1234}, after={(1, 1): 999}
        ),
        "matrix_hostile": matrix(3, (Band(2, 9, HOSTILE),), HOSTILE, title=HOSTILE, before={(3, 3): 4}),
        "matrix_five": matrix(
            5, (*BANDS, Band(17, 25, "Extrem")), "Sannolikt", before={(2, 2): 10}, after={(5, 1): 10}
        ),
        "map_none": process_map(ProcessMap(key="k", title="Titel", processes=())),
        "map_tangled": process_map(ProcessMap(key="k", title=LONG, processes=tangled)),
        "wheel_none": year_wheel(YearWheel(key="k", title="Titel", entries=())),
        "wheel_full": year_wheel(YearWheel(key="k", title=LONG, entries=full)),
        "wheel_overfull": year_wheel(
            YearWheel(key="k", title="Titel", entries=tuple(Entered(2, "A", Done.MISSED) for _ in range(40)))
        ),
    }
