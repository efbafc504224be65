"""The shipped register holds the patterns that were built into it, and no others."""

from datetime import date

from kvalitet import shipped
from kvalitet.pipeline.load import load
from kvalitet.project import open_tree
from tests.series.patterns import patterns

DAY = date(2026, 11, 22)

BUILT_IN = {
    # falls after the move to single rooms on 2 February 2026
    "Fall, Strokeenheten": "2026-02-13",
    # the direct way from the scanner to the unit, 1 April 2025
    "Strokepatienter på strokeenhet från första dygnet, Internmedicin": "2025-04-01",
    "Kirurgiska remisser bedömda inom tre vardagar": "2026-02-01",
    "Oplanerad återinskrivning inom trettio dagar, internmedicin": "2025-11-01",
    # fewer beds in the summers
    "Överbeläggningar i division medicin och akut": "2026-07-01",
    # more calls answered since March 2026, and nobody has asked why: what KV705 is to find
    "Samtal till vårdcentralerna som besvaras samma dag, Primärvård": "2026-03-01",
}


def test_the_patterns_of_the_shipped_register_are_found_and_nothing_else() -> None:
    assert patterns(load(open_tree(shipped.folder("register"))).register, DAY) == BUILT_IN
