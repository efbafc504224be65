"""Each measure, counted by hand in the small register."""

from datetime import date

import pytest

from kvalitet.measures._breakdown import State
from kvalitet.measures._measure import Shape, measure_files
from tests.facts.small import NARRATIVE, OF_YEAR, changed, facts
from tests.measures.small import content, counted, numbers, whole

LATER = ("LGG-2025-0001/A2", "REV-2025-0001/A1", "RIS-2025-0001/A1", "RIS-2025-0001/A2")
IN_TIME = "AVV-2025-0001/A1 HPL-0001/A1 LGG-2025-0001/A1 RIS-2025-0001/A1"

HAND: dict[str, tuple[list[float | None], list[float | None], str]] = {
    # name: (numbers of 2025, numbers of 2024, the ids behind those of 2025)
    "avvikelser": ([4], [1], "AVV-2025-0001 AVV-2025-0002 AVV-2025-0003 AVV-2025-0005"),
    "klagomal": ([2], [1], "KLA-2025-0001 KLA-2025-0002"),
    "lex_maria": ([1], [0], "ARE-2025-0001"),
    # 1, 0, 2 and 0 days
    "tid_handelse_till_rapport": ([0, 2], [1, 1], "AVV-2025-0001 AVV-2025-0002 AVV-2025-0003 AVV-2025-0005"),
    # 2, 2 and 0 days, and one not begun; the one of 2024 has only a closing day
    "tid_rapport_till_paborjad": ([2, None], [91, 91], "AVV-2025-0001 AVV-2025-0002 AVV-2025-0003 AVV-2025-0005"),
    # 140 days, the others open on the last day of the year
    "tid_rapport_till_avslutad": ([None, None], [91, 91], "AVV-2025-0001 AVV-2025-0002 AVV-2025-0003 AVV-2025-0005"),
    "tid_klagomal_till_svar": ([19, 19], [14, 14], "KLA-2025-0001"),
    # 30 days, and one open for 19: it may yet become longer
    "tid_beslut_till_lex_maria": ([30, 30], [None, None], "ARE-2025-0001 ARE-2025-0002"),
    # 59, 94 and 119 days, and open for 91, 121, 232, 324 and 333
    "tid_atgard_till_klar": (
        [None, None],
        [None, None],
        " ".join(("AVV-2025-0001/A1", "AVV-2025-0001/A2", "EGK-0001/A1", "LGG-2025-0001/A1", *LATER)),
    ),
    "avvikelser_allvarliga": ([25], [0], "AVV-2025-0001 AVV-2025-0002 AVV-2025-0003 AVV-2025-0005"),
    "avvikelser_tillbud": ([25], [0], "AVV-2025-0001 AVV-2025-0002 AVV-2025-0003 AVV-2025-0005"),
    "andel_avslutade_med_effekt": ([100], [None], "AVV-2025-0001"),
    "andel_aterkoppling": ([0], [0], "AVV-2025-0001"),
    "andel_klagomal_besvarade_i_tid": ([100], [100], "KLA-2025-0001"),
    # late: AVV-2025-0001/A2, HPL-0001/A2 and LGG-2025-0001/A2, which was due on the last day of the year
    "andel_atgarder_i_tid": (
        [100 * 4 / 7],
        [None],
        "AVV-2025-0001/A1 AVV-2025-0001/A2 HPL-0001/A1 HPL-0001/A2 LGG-2025-0001/A1 LGG-2025-0001/A2 RIS-2025-0001/A1",
    ),
    "andel_riskanalyser_med_patient": ([0], [100], "RIS-2025-0001"),
    "andel_handelseanalyser_med_patient": ([50], [None], "HAN-2025-0001 HAN-2025-0002"),
    "andel_riskanalyser_uppfoljda": ([100], [None], "RIS-2024-0001"),
    "avvikelser_takt": ([4 / (365 / 30.4375)], [1 / (366 / 30.4375)], ""),
}


def test_every_measure_is_counted_by_hand() -> None:
    assert set(HAND) == set(measure_files())


@pytest.mark.parametrize(("name", "expected"), HAND.items(), ids=HAND.keys())
def test_a_measure_is_what_a_hand_count_gives(
    name: str, expected: tuple[list[float | None], list[float | None], str]
) -> None:
    now, before, ids = expected
    found = whole(counted(name))
    assert [number.now.figure.value for number in found] == pytest.approx(now)
    assert [number.before.figure.value for number in found] == pytest.approx(before)
    if ids:
        assert {number.now.figure.ids for number in found} == {tuple(ids.split())}
        assert {number.now.records for number in found} == {len(ids.split())}


def test_a_share_tells_which_of_its_records_meet_what_is_asked() -> None:
    (number,) = whole(counted("andel_atgarder_i_tid"))
    assert number.now.met == tuple(IN_TIME.split())


def test_a_difference_is_signed_and_unknown_where_one_side_is() -> None:
    (number,) = whole(counted("avvikelser"))
    assert number.difference.text == "+3"
    (number,) = whole(counted("andel_atgarder_i_tid"))
    assert number.difference.value is None


def test_a_time_not_reached_is_told_from_no_cases_at_all() -> None:
    median, _ = whole(counted("tid_rapport_till_avslutad"))
    assert (median.now.state, median.now.records) == (State.NOT_REACHED, 4)
    median, _ = whole(counted("tid_beslut_till_lex_maria", "2024"))
    assert (median.now.state, median.now.records) == (State.NO_RECORDS, 0)


def test_a_year_before_the_register_began_is_unknown_and_not_zero() -> None:
    (number,) = whole(counted("avvikelser", "2024"))
    assert (number.before.figure.value, number.before.state) == (None, State.BEFORE_REGISTER)


def test_a_year_before_the_unit_was_formed_is_unknown_and_not_zero() -> None:
    formed = changed("organisation.yaml", "id: mottagningen\n", "id: mottagningen\n    från: 2025-02-01\n", content())
    (number,) = whole(counted("avvikelser", unit="mottagningen", found=formed))
    assert (number.now.figure.value, number.before.figure.value) == (1, None)
    assert number.before.state is State.BEFORE_REGISTER
    # the operation has always been, and had one
    (number,) = whole(counted("avvikelser", unit="medicin", found=formed))
    assert (number.now.figure.value, number.before.figure.value) == (4, 1)


def test_a_unit_holds_its_subunits() -> None:
    assert numbers(counted("avvikelser")) == {
        (): (4,),
        ("varden",): (4,),
        ("varden", "medicin"): (4,),
        ("varden", "medicin", "avdelning-1"): (3,),
        ("varden", "medicin", "mottagningen"): (1,),
    }
    assert numbers(counted("avvikelser", unit="medicin")) == {(): (4,), ("avdelning-1",): (3,), ("mottagningen",): (1,)}
    assert numbers(counted("tid_atgard_till_klar", unit="avdelning-1")) == {(): (94, None)}


def test_a_category_holds_those_below_it() -> None:
    assert numbers(counted("avvikelser", by="kategori")) == {
        (): (4,),
        ("fall",): (1,),
        ("fall", "fall_ur_säng_eller_stol"): (1,),
        # these two have the order of the code list
        ("läkemedel",): (2,),
        ("läkemedel", "läkemedel_ordination"): (1,),
        ("läkemedel", "läkemedel_utebliven_dos"): (1,),
        ("ej_angivet",): (1,),
        # reported in 2024 alone
        ("fall", "fall_vid_förflyttning"): (0,),
    }


def test_a_year_is_divided_into_quarters_and_months_and_the_year_before_beside_them() -> None:
    found = counted("avvikelser", by="period")
    assert numbers(found) == {
        (): (4,),
        ("2025-Q1",): (1,),
        ("2025-Q1", "2025-02"): (1,),
        ("2025-Q2",): (2,),
        ("2025-Q2", "2025-04"): (1,),
        ("2025-Q2", "2025-05"): (0,),
        ("2025-Q2", "2025-06"): (1,),
        ("2025-Q4",): (1,),
        ("2025-Q4", "2025-12"): (1,),
    }
    before = {row.path: row.numbers[0].before.figure.value for row in found.rows}
    assert before["2025-Q2", "2025-05"] == 1
    assert {row.label for row in found.rows} >= {"2025", "kvartal 2 2025", "maj 2025"}


def test_a_month_has_a_rate_of_its_own_length() -> None:
    found = numbers(counted("avvikelser_takt", by="period"))
    assert found["2025-Q1", "2025-02"][0] == pytest.approx(30.4375 / 28)
    assert found["2025-Q2",][0] == pytest.approx(2 * 30.4375 / 91)


def test_a_quarter_has_months_and_a_month_or_a_week_is_whole() -> None:
    # the second month of the quarter before, February, had one
    assert numbers(counted("avvikelser", "2025-Q2", by="period")) == {
        (): (2,),
        ("2025-04",): (1,),
        ("2025-05",): (0,),
        ("2025-06",): (1,),
    }
    assert set(numbers(counted("avvikelser", "2025-02", by="period"))) == {()}
    assert numbers(counted("avvikelser", "2025-W07", by="period")) == {(): (1,)}


def test_a_measure_without_categories_is_not_divided_by_them() -> None:
    found = counted("lex_maria", by="kategori")
    assert not found.divided
    assert numbers(found) == {(): (1,)}


def test_a_running_period_is_compared_with_the_same_part_of_the_one_before() -> None:
    found = counted("avvikelser", today=date(2025, 5, 1))
    (number,) = whole(found)
    # AVV-2024-0001 was reported on 2 May 2024
    assert (number.now.figure.value, number.before.figure.value) == (2, 0)
    (number,) = whole(counted("avvikelser", today=date(2025, 5, 2)))
    assert (number.now.figure.value, number.before.figure.value) == (2, 1)


def test_a_past_period_is_judged_on_its_last_day_whatever_the_day() -> None:
    first, later = (whole(counted("andel_avslutade_med_effekt", "2025-Q2", today=day)) for day in _DAYS)
    assert first == later
    # closed in June; the effect was not shown until September
    assert first[0].now.figure.value == 0


_DAYS = (date(2025, 7, 1), date(2026, 4, 1))


def test_what_is_due_today_is_neither_in_time_nor_late_until_the_day_is_over() -> None:
    due = date(2025, 10, 31)  # AVV-2025-0001/A2, done in 2026, and RIS-2025-0001/A1, done the day before

    def behind(today: date) -> set[str]:
        return set(whole(counted("andel_atgarder_i_tid", "2025-10", today=today))[0].now.figure.ids)

    assert behind(due) == {"RIS-2025-0001/A1"}
    assert behind(date(2025, 11, 1)) == {"AVV-2025-0001/A2", "RIS-2025-0001/A1"}


def test_the_target_of_an_answer_is_the_rules_own() -> None:
    own = changed(
        "kvalitet.yaml", "börjar: 2024-01-01", "börjar: 2024-01-01\ntrösklar: {KV507: {dagar: 18}}", content()
    )
    (number,) = whole(counted("andel_klagomal_besvarade_i_tid", found=own))
    assert number.now.figure.value == 0
    (number,) = whole(counted("andel_klagomal_besvarade_i_tid", "2025-03"))
    # received 1 March: due 29 March
    assert number.now.figure.value == 100


@pytest.mark.parametrize(("asked_for", "share"), [("2025-03-19", 0), ("2025-03-20", 100), ("2025-05-02", 100)])
def test_where_a_statement_is_asked_for_its_day_counts_in_the_place_of_the_target(asked_for: str, share: float) -> None:
    # received 1 March, and answered on the 20th; the target is within 28 days
    path, received = "klagomal/2025/KLA-2025-0001.yaml", "mottagen: 2025-03-01\n"
    own = changed(path, received, f"{received}yttrande_senast: {asked_for}\n", content())
    (number,) = whole(counted("andel_klagomal_besvarade_i_tid", found=own))
    assert (number.now.figure.ids, number.now.figure.value) == (("KLA-2025-0001",), share)
    (number,) = whole(counted("andel_klagomal_besvarade_i_tid", asked_for[:7], found=own))
    assert number.now.figure.ids == ("KLA-2025-0001",)


def test_a_statement_asked_for_to_a_day_before_the_rules_held_is_not_counted() -> None:
    path, received = "klagomal/2025/KLA-2025-0001.yaml", "mottagen: 2025-03-01\n"
    lines = f"{received}yttrande_senast: 2025-03-10\nregler_från: 2025-03-11\n"
    (number,) = whole(counted("andel_klagomal_besvarade_i_tid", found=changed(path, received, lines, content())))
    assert (number.now.figure.ids, number.now.figure.value) == ((), None)


def test_what_is_severe_is_the_rules_own() -> None:
    own = changed(
        "kvalitet.yaml",
        "börjar: 2024-01-01",
        "börjar: 2024-01-01\ntrösklar: {KV504: {allvarlighetsgrad: 2}}",
        content(),
    )
    (number,) = whole(counted("avvikelser_allvarliga", found=own))
    assert number.now.met == ("AVV-2025-0001", "AVV-2025-0003")


def test_the_narrative_counts_what_the_measure_does_of_its_own_area() -> None:
    (number,) = whole(counted("avvikelser"))
    told = facts(NARRATIVE, OF_YEAR).figures["avvikelser.antal"].ids
    assert set(number.now.figure.ids) - set(told) == {"AVV-2025-0005"}  # a work injury
    (number,) = whole(counted("klagomal"))
    assert number.now.figure.ids == facts(NARRATIVE, OF_YEAR).figures["klagomål.antal"].ids


@pytest.mark.parametrize("name", [name for name, file in measure_files().items() if file.measure.shape is Shape.SHARE])
def test_a_share_of_nothing_is_unknown(name: str) -> None:
    (number,) = whole(counted(name, "2026-W01"))
    if not number.now.records:
        assert (number.now.figure.value, number.now.state) == (None, State.NO_RECORDS)
