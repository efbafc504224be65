"""The questions that a new register is made from."""

from dataclasses import replace

from kvalitet.cli._dialogue import Dialogue
from kvalitet.setup.answers import LEVELS, Answers, Given, Unit, id_from, name_of, number_of

_PROVIDER = "Namnet så som det ska stå på rapporternas första sida."
_NUMBER = "Tio siffror. Tomt svar: inget nummer. En enskild firma lämnar det tomt, eftersom det är ett personnummer."
_TOP_UNIT = "Den översta enheten: hela vårdgivaren, eller den verksamhet som registret gäller."
_NEXT_UNIT = "En del av det som redan är inskrivet. Tomt svar: inga fler enheter. Fler kan läggas till senare."


def asked(dialogue: Dialogue, defaults: Answers, said: Given) -> Answers:
    """The answers given on the terminal; what the command line has said is not asked for.

    Raises click.Abort where the user leaves.
    """
    answers = defaults
    if "vårdgivare" not in said.top:
        answers = replace(answers, provider=dialogue.ask("Vårdgivare", _PROVIDER, name_of, answers.provider))
    if "organisationsnummer" not in said.top:
        number = dialogue.ask("Organisationsnummer", _NUMBER, _optional_number, unsaid="inget")
        answers = replace(answers, number=number)
    if not said.units:
        answers = replace(answers, units=_units(dialogue, answers.provider))
    return answers


def _optional_number(text: str) -> str | None:
    return number_of(text) if text else None


def _optional_name(text: str) -> str | None:
    return name_of(text) if text else None


def _units(dialogue: Dialogue, provider: str) -> tuple[Unit, ...]:
    name = dialogue.ask("Enhet 1", _TOP_UNIT, name_of, provider)
    level = dialogue.choose(f"Nivå för {name}", [(each, each) for each in LEVELS], "verksamhet")
    units = [Unit(id_from(name, ()), name, level)]
    while True:
        taken = [unit.id for unit in units]
        another = dialogue.ask(f"Enhet {len(units) + 1}", _NEXT_UNIT, _optional_name, unsaid="inga fler")
        if another is None:
            return tuple(units)
        units.append(_placed(dialogue, Unit(id_from(another, taken), another), units))


def _placed(dialogue: Dialogue, unit: Unit, units: list[Unit]) -> Unit:
    """The unit with its level and the unit above it: asked for only where there is more than one to choose from."""
    highest = LEVELS.index(units[0].level)
    below = LEVELS[highest + 1 :] or LEVELS[highest:]
    level = below[0]
    if len(below) > 1:
        level = dialogue.choose(f"Nivå för {unit.name}", [(each, each) for each in below], below[0])
    over = [each for each in units if LEVELS.index(each.level) < LEVELS.index(level)] or units[:1]
    above = over[-1].id
    if len(over) > 1:
        labels = [(each.id, each.name) for each in over]
        above = dialogue.choose(f"Vilken enhet ligger närmast över {unit.name}?", labels, above)
    return replace(unit, level=level, above=above)
