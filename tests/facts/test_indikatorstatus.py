"""How indicators stand in the management review: status, development, and whether those that miss are analysed."""

from tests.facts.small import OF_AREA, REVIEW, facts
from tests.facts.test_indikatorer import MONTHLY, OWN, content, words


def test_the_review_says_how_each_stands_and_which_that_misses_lacks_an_analysis() -> None:
    missed, reached, ended = facts(REVIEW, OF_AREA, content()).table["indikatorer.läge"].rows
    assert tuple(map(words, missed)) == (
        "Riskbedömning inom ett dygn",
        "minst 80\u00a0%",
        "70,0\u00a0%",
        "65,8\u00a0%",
        "50,0\u00a0%, mars 2025",
        # few values cannot tell a change from chance
        "–",
        "Nås inte, 2 värden i rad; gränsen är passerad",
        "Finns, 20\u00a0april\u00a02025",
    )
    assert [words(cell) for cell in reached[5:]] == ["–", "Nås", "–"]
    assert [words(cell) for cell in ended[5:]] == ["–", "Nås", "–"]

    bare = content() | {OWN: (MONTHLY[: MONTHLY.index("analyser:")] + MONTHLY[MONTHLY.index("värden:\n") :]).encode()}
    found = facts(REVIEW, OF_AREA, bare)
    assert words(found.table["indikatorer.läge"].rows[0][7]) == "Saknas"
    assert (
        found.figures["indikatorer.utan_analys"].ids == found.figures["indikatorer.att_analysera"].ids == ("IND-0001",)
    )
    assert facts(REVIEW, OF_AREA, content()).figures["indikatorer.utan_analys"].ids == ()


def test_an_indicator_that_reached_its_target_but_does_no_more_is_among_those_to_analyse() -> None:
    late = MONTHLY.replace("värde: 80}", "värde: 60}").replace(
        "gräns_för_eskalering: {värde: 55,", "gräns_för_eskalering: {värde: 40,"
    )
    (row, *_) = facts(REVIEW, OF_AREA, content() | {OWN: late.encode()}).table["indikatorer.läge"].rows
    assert words(row[6]) == "Nås, men inte nu"


def test_one_with_a_signal_is_charted_though_it_reaches_its_target() -> None:
    levels = [3] * 12 + [9] * 12
    values = "".join(
        f"  - {{period: {2024 + month // 12}-{month % 12 + 1:02}, täljare: {level * 10}, nämnare: 100}}\n"
        for month, level in enumerate(levels)
    )
    better = MONTHLY[: MONTHLY.index("värden:\n  - {period: 2024-11")] + "värden:\n" + values
    better = better.replace("värde: 80}", "värde: 20}").replace("start: 2024-11-01", "start: 2024-01-01")
    better = better.replace("gräns_för_eskalering: {värde: 55, till: chefläkare/varden}\n", "")
    found = facts(REVIEW, OF_AREA, content() | {OWN: better.encode()})
    signalled = next(row for row in found.table["indikatorer.läge"].rows if "dygn" in words(row[0]))
    assert [words(cell) for cell in signalled[5:]] == ["Bättre sedan januari 2025", "Nås", "–"]
    part = next(each for each in found.sections if each.id == "mål_och_mått")
    assert [diagram.key for diagram in part.diagrams] == ["indikatorer.IND-0001.utveckling"]


def test_the_review_names_the_goals_that_no_indicator_follows() -> None:
    found = facts(REVIEW, OF_AREA)
    assert [words(row[0]) for row in found.table["mål.utan_indikator"].rows] == [
        "Patienter deltar i varje riskanalys.",
        "Risker det närmaste dygnet är kända.",
    ]
    assert "mål" not in found.table
