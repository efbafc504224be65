"""The register that ships: large enough, sound, connected, with real faults, and written by hand."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from kvalitet import shipped
from kvalitet.model.source import Origin
from kvalitet.model.value import texts
from kvalitet.pipeline.load import load
from kvalitet.stats.charts import c_chart, p_chart, t_chart, u_chart
from kvalitet.stats.points import Point
from kvalitet.store.worktree import WorkTree
from kvalitet.views.avvikelser import Avvikelse
from kvalitet.views.indikatorer import Indikator

LOADED = load(WorkTree(shipped.folder("register"), Origin("register", None, dirty=False)))
REGISTER = LOADED.register

SENTENCE = re.compile(r"[^.!?:\n]+[.!?]?")
SHORTEST = 4

MOVED = date(2026, 2, 2)
"""The day on which the stroke unit moved, after which its patients fall more often."""
WHOLE_MONTHS = [f"{year}-{month:02}" for year in (2024, 2025, 2026) for month in range(1, 13)][:-2]
"""Up to October 2026: November is not over."""
EVENTS = [a for a in Avvikelse.all(REGISTER) if not REGISTER.is_cancelled(a.record)]
FALLS = [a for a in EVENTS if a.record.unit == "strokeenheten" and a.kategori.startswith("fall")]


def test_no_file_is_rejected() -> None:
    assert REGISTER.rejected == ()
    assert REGISTER.organisation.known
    assert REGISTER.settings.known


def test_there_are_at_least_eighty_records_and_some_of_every_kind() -> None:
    assert len(REGISTER.records) >= 80
    assert {record.kind for record in REGISTER.records} == set(REGISTER.kinds)


def test_most_records_hang_together_with_others() -> None:
    mentions = {m.record.id for m in REGISTER.mentions if m.field.refs and m.value.partition("/")[0] in REGISTER.by_id}
    mentioned = {record.id for record in REGISTER.records if REGISTER.referrers(record.id)}
    assert len(mentions | mentioned) >= len(REGISTER.records) * 0.6


def test_no_two_records_share_a_sentence() -> None:
    where: dict[str, set[str]] = defaultdict(set)
    bodies = [(body.path, body.text or "") for body in REGISTER.bodies.values()]
    for name, text in [*((r.id, t) for r in REGISTER.records for t in texts(dict(r.data))), *bodies]:
        for sentence in SENTENCE.findall(re.sub(r"[ \t]+", " ", text)):
            words = re.findall(r"\w+", sentence.casefold())
            if len(words) >= SHORTEST and not re.search(r"[A-Z]{3}-[0-9]{4}|[0-9]{4}-[0-9]{2}|/", sentence):
                where[" ".join(words)].add(name)
    shared = {sentence: sorted(names) for sentence, names in where.items() if len(names) > 1}
    assert shared == {}


def test_no_record_holds_an_address_or_a_telephone_number() -> None:
    pattern = re.compile(r"[\w.]+@[\w-]+\.\w+|\b0[1-9][0-9]{0,2}[- ][0-9]{2,3} ?[0-9]{2} ?[0-9]{2}\b")
    found = [(r.id, t) for r in REGISTER.records for t in texts(dict(r.data)) if pattern.search(t)]
    assert found == []


def test_falls_on_the_stroke_unit_come_more_often_since_the_known_day() -> None:
    days = reported(FALLS)
    gaps = [(after, (after - before).days) for before, after in pairwise(days)]
    assert 22 <= len(FALLS) <= 24
    assert min(gap for day, gap in gaps if day < MOVED) > max(gap for day, gap in gaps if day > days[10])
    assert t_chart(Point(str(day), gap) for day, gap in gaps).signals
    assert c_chart(per_month(days)).signals


def test_nothing_else_that_is_reported_forms_a_pattern() -> None:
    others = [a for a in EVENTS if a not in FALLS]
    most = Counter((a.record.unit, a.kategori.partition("_")[0]) for a in others).most_common(1)
    assert most[0][1] <= 5, most
    assert not c_chart(per_month(reported(others))).signals


def test_two_measures_vary_only_as_chance_does() -> None:
    indicators = {indikator.id: indikator for indikator in Indikator.all(REGISTER)}
    for name, draw in {"IND-0009": p_chart, "IND-0010": u_chart}.items():
        points = [Point(str(v.period), v.taljare, v.namnare) for v in indicators[name].varden]
        assert len(points) >= 24
        assert not draw(points).signals


def reported(avvikelser: Iterable[Avvikelse]) -> list[date]:
    return sorted(a.rapporterad for a in avvikelser if a.rapporterad)


def per_month(days: Iterable[date]) -> list[Point]:
    counts = Counter(f"{day:%Y-%m}" for day in days)
    return [Point(month, counts[month]) for month in WHOLE_MONTHS]
