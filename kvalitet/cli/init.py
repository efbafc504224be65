"""The command init."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import click
import typer

from kvalitet.cli._session import Session, session
from kvalitet.cli._write import emit
from kvalitet.errors import KvalitetError
from kvalitet.model.wording import listing

if TYPE_CHECKING:
    from kvalitet.cli._starting import Outcome
    from kvalitet.setup.answers import Answers, Given
    from kvalitet.setup.place import Place

_FOREIGN = ("register", "as_of")


def command(
    ctx: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[MAPP]",
            help="Registrets mapp. Annars den du står i, eller ”register” i den om där redan ligger annat.",
            show_default=False,
        ),
    ] = None,
    *,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NYCKEL=VÄRDE",
            help="Ett svar: vårdgivare, organisationsnummer, tidszon, börjar, enheter.ID.namn, "
            "enheter.ID.nivå, enheter.ID.överordnad. Kan upprepas.",
        ),
    ] = None,
    no_input: Annotated[
        bool,
        typer.Option("--no-input", help="Fråga inget: annars gäller mappens namn, inget nummer och en enhet."),
    ] = False,
    no_git: Annotated[
        bool, typer.Option("--no-git", help="Gör inget git-arkiv och lägg in ingen kontroll av incheckningar.")
    ] = False,
) -> None:
    """Gör ett nytt register: inställningar, mappar, en läsanvisning, kontroll i git och hjälp i redigeraren.

    En fil som redan finns skrivs aldrig över. Körs kommandot igen läggs bara det till som saknas.
    """
    from kvalitet.cli._starting import told
    from kvalitet.pipeline.guard import hidden
    from kvalitet.setup.answers import given
    from kvalitet.setup.place import find_place, refuse_strangers

    run = session(ctx)
    for name in _FOREIGN:
        if run.options.get(name):
            raise KvalitetError(f"init tar inte --{name.replace('_', '-')}: skriv registrets mapp efter kommandot")
    try:
        said = given(set_ or ())
        place = find_place(Path.cwd(), folder)
        refuse_strangers(place)
        answers = _answers(run, place, said, no_input=no_input)
        emit(hidden(told(_made(place, answers, git=not no_git))))
    except KvalitetError as error:
        # what is said about an answer or a folder may repeat it
        raise KvalitetError(hidden(str(error))) from error
    except click.Abort:
        run.note("avbrutet: inget har skrivits")
        raise


def _answers(run: Session, place: "Place", said: "Given", *, no_input: bool) -> "Answers":
    from kvalitet.cli._dialogue import dialogue
    from kvalitet.cli._starting_questions import asked
    from kvalitet.setup.answers import answered
    from kvalitet.setup.place import standing

    known = standing(place)
    if known is not None:
        _tell_kept(run, said, known)
        return known if known.units else replace(known, units=answered(said, known.provider, known.starts).units)
    defaults = answered(said, place.name, run.day_in(_zone(said)))
    if no_input:
        return defaults
    talk = dialogue(run.page())
    talk.say(f"Ett nytt register i {place.folder}. Tomt svar ger det som står inom hakparentes. Avbryt med Ctrl-C.")
    return asked(talk, defaults, said)


def _zone(said: "Given") -> ZoneInfo:
    from kvalitet.model.settings import DEFAULT_TIMEZONE
    from kvalitet.setup.answers import timezone_of

    return ZoneInfo(timezone_of(said.top.get("tidszon", DEFAULT_TIMEZONE)))


def _tell_kept(run: Session, said: "Given", known: "Answers") -> None:
    """Says what of the command line has no effect: a file that is there is not changed."""
    from kvalitet.setup.answers import answered

    asked = answered(said, known.provider, known.starts)
    stands = {
        "vårdgivare": (asked.provider, known.provider),
        "organisationsnummer": (asked.number, known.number),
        "tidszon": (asked.timezone, known.timezone),
        "börjar": (asked.starts, known.starts),
    }
    other = [f"kvalitet.yaml ({name})" for name, (new, old) in stands.items() if name in said.top and new != old]
    if said.units and [(u.id, u.name, u.level) for u in asked.units] != [(u.id, u.name, u.level) for u in known.units]:
        other.append("organisation.yaml (enheter)")
    if other:
        run.note(f"registret finns redan, och {listing(other)} ändras inte: rätta i filen om svaret ska gälla")


def _made(place: "Place", answers: "Answers", *, git: bool) -> "Outcome":
    """Writes what is missing, and returns what has been done."""
    from kvalitet.cli._starting import Outcome, put
    from kvalitet.cli._whole import whole
    from kvalitet.setup.hook import find_hook, initialise
    from kvalitet.setup.place import schemas_at
    from kvalitet.setup.plan import State, wanted
    from kvalitet.setup.trial import tried

    new = not place.exists
    planned = [(each, each.state(place.root)) for each in wanted(place, answers, schemas_at(place))]
    missing = [each for each, state in planned if state is State.MISSING]
    kept = [each for each, state in planned if state is State.OTHER]
    if new:
        tried({each.path.name: each.data for each, _ in planned[:2]}, answers.starts)
    new_git = git and not place.git
    with whole() as made:
        put(missing, made)
        if new_git:
            made.append(place.root / ".git")
            initialise(place.root)
        hook = find_hook(place) if git else None
        if hook and hook.writable:
            put([hook.wanted], made)
            missing.append(hook.wanted)
    return Outcome(place, answers.provider, tuple(missing), tuple(kept), hook, new=new, new_git=new_git)
