"""The period in a few numbers, beside the period before."""

from collections.abc import Iterable

from kvalitet.facts._base.maskering import masked_note
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Gathered
from kvalitet.model.figure import Figure, Table, by_key
from kvalitet.model.wording import capital

KEY = "nyckeltal"
_ROWS = (
    ("Rapporterade avvikelser", "avvikelser.antal"),
    ("Händelser bedömda som allvarlig vårdskada", "avvikelser.vårdskada.allvarlig_vårdskada"),
    ("Beslut att anmäla enligt lex Maria", "lex_maria.beslut.anmäls"),
    ("Klagomål och synpunkter", "klagomål.antal"),
    ("Riskanalyser", "riskanalyser.antal"),
)


_COUNTED_BY = (
    "Avvikelser räknas efter dagen då de rapporterades, klagomål och synpunkter efter dagen då de togs emot, beslut "
    "efter dagen då händelsen bedömdes och riskanalyser efter dagen då de gjordes."
)


def key_figures(reach: Reach, found: Gathered) -> Table:
    """The numbers, of what has been counted; a sentence where there is nothing of any of it."""
    numbers = by_key((*found.figures, *_inside(found.tables)))
    this, before = reach.years(2)
    rows = tuple((label, numbers[key], numbers[f"{key}{reach.suffix(before)}"]) for label, key in _ROWS)
    return Table(
        key=KEY,
        caption=f"{capital(this.label)} i siffror",
        headings=("Mått", capital(this.label), capital(before.label)),
        rows=rows if any(figure.some for _, *figures in rows for figure in figures) else (),
        empty=f"Inget är rapporterat, mottaget eller analyserat under {this.label} eller {before.label}.",
        note=_COUNTED_BY,
        shared=tuple(masked_note(reach, (figure for _, *figures in rows for figure in figures))),
    )


def _inside(tables: Iterable[Table]) -> Iterable[Figure]:
    return (figure for table in tables for figure in table.figures)
