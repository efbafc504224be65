"""How far a register reaches: the years that it can be asked about, known without knowing the day."""

from datetime import date

from kvalitet.model.register import Register

GAP = 20
"""More years than this without a record are not believed."""


def latest_year(register: Register, first: int) -> int:
    """The year of the newest ids, or `first` where none is later: a list of deadlines needs an end."""
    years = {int(record.id.split("-")[1]) for record in register.records if register.kinds[record.kind].yearly}
    reached = first
    for year in sorted(years):
        if year > reached + GAP:
            # a slip of the hand, not a year of work: AVV-2206-0001
            break
        reached = max(reached, year)
    # what the calendar's last years owe would be due after its end
    return min(reached, date.max.year - 2)
