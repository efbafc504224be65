"""The lists of how things stand in the shipped register, counted anew from its YAML like the figures of the year."""

from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
import yaml

from kvalitet.facts._catalogue import gathered, report_files
from kvalitet.model.dates import year_of
from kvalitet.model.document import Facts, Scope
from tests.facts.recounted import ENDS, ROOT, TODAY, YEARS, Record, came, compare, day, judged, records

DATED = {
    "arenden": "öppnad",
    "handelseanalyser": "beslutad",
    "riskanalyser": "datum",
    "revisioner": "datum",
    "beslut": "datum",
    "lardomar": "datum",
    "kunskapsstod": "mottagen",
}
"""What a forum is told of as new, by the day that each kind has."""
NOT_MADE = {"utkast", "planerad", "planerat"}
WITHDRAWN = {"upphävd", "upphävt"}


@cache
def parents() -> dict[str, str | None]:
    organisation = yaml.load((ROOT / "organisation.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  # text alone
    return {row["id"]: row.get("överordnad") for row in organisation["enheter"]}


def within(unit: str | None, above: str) -> bool:
    while unit and unit != above:
        unit = parents()[unit]
    return unit == above


def now(report: str, *, unit: str | None = None, record: str | None = None) -> Facts:
    return gathered(report_files()[report], judged(), Scope(year_of(TODAY.year), unit, record=record, auditor=True))


def in_force(row: Record) -> bool:
    first, last = str(row.get("giltig_från")), str(row.get("giltig_till", "9999-12-31"))
    begun = row["status"] == "gällande" and first <= str(TODAY)
    return begun and last >= str(TODAY)[: len(last)]


def test_the_documents_by_how_they_stand() -> None:
    live = {name: row for name, row in records("dokument").items() if row["status"] not in WITHDRAWN}
    governing = {name for name, row in live.items() if in_force(row)}
    drafts = {name for name, row in live.items() if row["status"] == "utkast"}
    inspected = {
        name for row in records("egenkontroller").values() for name in row.get("avser", ()) if row["status"] == "aktiv"
    }
    expected = {
        "dokument.alla": set(live),
        "dokument.gällande": governing,
        "dokument.utkast": drafts,
        # none of them has its first day ahead
        "dokument.utgångna": set(live) - governing - drafts,
        "dokument.kontrollerade": governing & inspected,
    }
    compare(expected, now("dokumentforteckning").figures)


def test_the_requirements_of_the_law() -> None:
    found = {name: row for name, row in records("lagkrav").items() if row["status"] == "gällande"}
    used = {name for name, row in records("dokument").items() if in_force(row)}
    active = {name: row for name, row in records("egenkontroller").items() if row["status"] == "aktiv"}
    about = {name for row in active.values() for name in row.get("avser", ())}
    late = {name for name, row in found.items() if row["nästa_granskning"] < str(TODAY)}
    bare = {name for name, row in found.items() if not {*used, *active} & set(row.get("uppfylls_av", ()))} - about
    unjudged = {name for name, row in found.items() if any(not e.get("bedömd") for e in row.get("bevakning", ()))}
    unmet = {name for name, row in found.items() if row["bedömning"] != "uppfyllt"}
    expected = {
        "lagkrav.gällande": set(found),
        "lagkrav.uppfyllt": set(found) - unmet,
        "lagkrav.inte_granskade": late,
        "lagkrav.utan_stöd": bare,
        "lagkrav.ändringar.obedömda": unjudged,
        "lagkrav.med_luckor": late | bare | unjudged | unmet,
    }
    compare(expected, now("lagkravslista").figures)


@YEARS
@pytest.mark.parametrize("unit", ["internmedicin", "bb", "eftervard", "vardcentral-norr"])
def test_what_a_workplace_is_told(unit: str, year: int) -> None:
    every = records("avvikelser").items()
    own = {n: r for n, r in every if within(r["enhet"], unit) or within(r.get("rapporterande_enhet"), unit)}
    complaints = {n: r for n, r in records("klagomal").items() if within(r["enhet"], unit)}
    lessons = {n: r for n, r in records("lardomar").items() if r["status"] != "utkast"}
    expected = {
        "avvikelser.nya": {n for n, r in own.items() if came(r["rapporterad"], year)},
        "avvikelser.avslutade": {n for n, r in own.items() if came(r.get("avslutad"), year)},
        "klagomål.nya": {n for n, r in complaints.items() if came(r["mottagen"], year)},
        "lärdomar": {
            n
            for n, r in lessons.items()
            if any(came(when, year) for when in (r["datum"], *(s["datum"] for s in r.get("spridning", ()))))
        },
    }
    scope = Scope(year_of(year), unit, auditor=True)
    compare(expected, gathered(report_files()["apt-underlag"], judged(), scope).figures)


def said_of(row: Record) -> Iterator[tuple[str | None, str | None]]:
    """The forums and days at which a record says that it was taken up, presented or spread."""
    for told in (row.get("upptagen"), row.get("presenterad"), *row.get("spridning", ())):
        if isinstance(told, dict):
            yield told.get("forum"), told.get("datum")


@pytest.mark.parametrize("forum", [name for name, row in records("forum").items() if row["status"] == "aktivt"])
def test_what_a_forum_took_up_and_what_is_new_to_it(forum: str) -> None:
    row = records("forum")[forum]
    held = max(meeting["datum"] for meeting in row["möten"])
    taken = {name for meeting in row["möten"] if meeting["datum"] == held for name in meeting.get("upptaget", ())}
    told = ("avvikelser", "klagomal", "forbattringar", "lardomar")
    taken |= {n for kind in told for n, r in records(kind).items() if (forum, held) in set(said_of(r))}
    new = {
        name
        for kind, field in DATED.items()
        for name, each in records(kind).items()
        if within(each["enhet"], row["enhet"]) and each["status"] not in NOT_MADE | WITHDRAWN
        if (when := day(each.get(field))) and date.fromisoformat(held) <= when <= ENDS[2026]
    }
    found = now("dagordning", record=forum)
    assert {id_ for table in found.tables if table.key == "dagordning.förra" for id_ in table.ids} == taken
    compare({"dagordning.nytt": new - taken}, found.figures)


@YEARS
def test_what_an_audit_weighs_of_a_year(year: int) -> None:
    last = str(ENDS[year])
    going = {
        name: row
        for name, row in records("egenkontroller").items()
        if row["status"] != "planerad" and row["start"] <= last and row.get("avslutad", last) >= f"{year}-01-01"
    }
    routines = {n: r for n, r in going.items() if any(a[:3] in {"DOK", "PRO"} for a in r.get("avser", ()))}
    supporting = {
        name
        for name, row in records("processer").items()
        if row["typ"] == "stödprocess" and row["identifierad"] <= last < row.get("upphävd", "9999")
    }
    proactive = {
        unit
        for row in records("riskanalyser").values()
        if row["slag"] == "proaktiv" and row["status"] != "planerad" and f"{year - 2}-01-01" <= row["datum"] <= last
        for unit in ("kardiologi", "ortopedi", "kirurgi", "psykiatri", "internmedicin")
        if within(row["enhet"], unit)
    }
    shown = gathered(report_files()["revisionsunderlag"], judged(), Scope(year_of(year), auditor=True)).figures
    assert set(shown["följsamhet.egenkontroller"].ids) == set(routines)
    assert set(shown["processkarta.stödprocess"].ids) == supporting
    operations = set(shown["riskanalyser_görs.verksamheter_med"].ids)
    assert operations & {"kardiologi", "ortopedi", "kirurgi", "psykiatri", "internmedicin"} == proactive
    # those of the working environment, the environment and fire are not weighed in 7e
    of_care = {n for n, r in going.items() if r.get("område") not in {"arbetsmiljö", "miljö", "brandsäkerhet"}}
    assert set(shown["egenkontroller.alla"].ids) == of_care
