"""How many processes have what each of them should have, of the core processes and of all."""

from collections.abc import Callable, Iterable, Mapping

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._processer.processer import Equipped, reached
from kvalitet.model.figure import Cell, Figure, Table, count

_PERCENT = 100
_GROUPS = {"kärnprocesser": "Kärnprocesser", "processer": "Alla processer"}


def _traits(reach: Reach) -> Mapping[str, tuple[str, Callable[[Equipped], bool]]]:
    """What is asked of a process: the key, what it is called in a table, and the judge."""
    return {
        "beskrivna": ("Är beskrivna", lambda each: reached(reach, each.process, "beskriven")),
        "fastställda": ("Är fastställda", lambda each: reached(reach, each.process, "fastställd")),
        "ägare_och_ledare": ("Har ägare och ledare", lambda each: not each.leaders),
        "dokument": ("Har minst ett gällande dokument", lambda each: bool(each.governing)),
        "kvalitetskrav": ("Har kvalitetskrav", lambda each: bool(each.process.kvalitetskrav)),
        "mått": ("Har minst ett mått i bruk", lambda each: bool(each.indicators)),
        "egenkontroll": ("Har en pågående egenkontroll", lambda each: bool(each.inspections)),
    }


def share_figures(reach: Reach, found: Iterable[Equipped]) -> tuple[Figure, ...]:
    """How many processes there are of both groups, and how many have each of the traits."""
    both = _both(found)
    traits = _traits(reach)
    totals = (count(f"{group}.antal", (e.process.id for e in views)) for group, views in both.items())
    met = (_met(group, key, judge, views) for group, views in both.items() for key, (_, judge) in traits.items())
    return (*totals, *met)


def share_table(reach: Reach, found: Iterable[Equipped], key: str) -> Table:
    """A row for each trait: how many of the core processes have it, and how many of all."""
    both = _both(found)
    return Table(
        key=key,
        caption="Vad processerna har",
        headings=("Egenskap", *_GROUPS.values()),
        rows=tuple(
            (label, *(_cell(group, trait, judge, views) for group, views in both.items()))
            for trait, (label, judge) in _traits(reach).items()
        ),
        note="En roll som är vakant utan ersättare räknas inte som ägare eller ledare.",
    )


def _both(found: Iterable[Equipped]) -> Mapping[str, tuple[Equipped, ...]]:
    views = tuple(found)
    return dict(zip(_GROUPS, (tuple(each for each in views if each.process.is_core), views), strict=True))


def _met(group: str, key: str, judge: Callable[[Equipped], bool], views: Iterable[Equipped]) -> Figure:
    return count(f"{group}.{key}", (each.process.id for each in views if judge(each)))


def _cell(group: str, key: str, judge: Callable[[Equipped], bool], views: tuple[Equipped, ...]) -> Cell:
    """Two of four and the share; a dash where there are none."""
    total = count(f"{group}.antal", (each.process.id for each in views))
    if not views:
        return "–"
    met = _met(group, key, judge, views)
    # half a percent is rounded up, as people do
    percent = int(_PERCENT * (met.value or 0) / len(views) + 0.5)
    part = Figure(key=f"{group}.{key}.andel", value=percent, ids=met.ids, unit="%")
    return (met, " av ", total, " (", part, ")")
