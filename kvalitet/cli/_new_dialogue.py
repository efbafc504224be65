"""The dialogue about a new record: questions, what the register says of the answers, what is like it, the preview."""

from collections.abc import Iterator

import click

from kvalitet.cli._creating import Making, rows_alike
from kvalitet.cli._dialogue import Dialogue, dialogue
from kvalitet.cli._new_questions import Interview
from kvalitet.cli._offers import NO, TRUTHS, YES, Offers
from kvalitet.cli._values import Entry
from kvalitet.errors import RefusedError
from kvalitet.model.exemption import may_be_exempted
from kvalitet.model.finding import Finding
from kvalitet.model.value import FieldPath, Value, address
from kvalitet.output.envelope import place
from kvalitet.pipeline.editing import Proposal

_CHANGE = "ändra"


def ask(making: Making, force: str | None, *, confirm: bool) -> str:
    """Asks for all that a record lacks and, to `confirm`, whether it shall be written as it is shown.

    Returns the id that it has been shown by.
    Raises click.Abort where the user leaves, and KvalitetError where nobody is there to answer.
    """
    run, form = making.run, making.form
    talk = dialogue(run.page())
    interview = Interview(talk, form, Offers(run.register, form, run.today), Entry(run.register, run.today))
    talk.say(_opening(making))
    _mend(interview)
    interview.complete()
    told: set[str] = set()
    while True:
        found = _settle(making, interview, force)
        if force:
            found = making.allowed(force)
        _ask_of_alike(making, talk, told)
        if not confirm:
            return found.target.id
        talk.head(f"Så här blir {place(run.register, found.target.source.path)}:")
        talk.show(found.texts[1])
        choices = [(YES, "ja, skriv den"), (NO, "nej, avbryt"), (_CHANGE, "ändra ett svar")]
        wanted = talk.choose("Ska posten skrivas?", choices if interview.asked else choices[:2], YES)
        if wanted == NO:
            raise click.Abort
        if wanted == YES:
            return found.target.id
        interview.again(_which(interview))
        interview.complete()


def _opening(making: Making) -> str:
    form = making.form
    status = f" Status blir ”{form.data['status']}”." if form.kind.statuses else ""
    return (
        f"{form.kind.title} {making.target().id}.{status} "
        "Tomt svar ger det som står inom hakparentes. Avbryt med Ctrl-C, så skrivs inget."
    )


def _settle(making: Making, interview: Interview, force: str | None) -> Proposal:
    """The record, judged, when the answers that would make the register wrong have been asked for again."""
    while True:
        found = making.judged(making.target())
        wrong = [each for each in found.errors if force is None or not may_be_exempted(each.code)]
        again = {path: each for each in reversed(wrong) if (path := _answered(interview, each, found.target.id))}
        if not again:
            return found
        for path, each in reversed(again.items()):
            interview.again(path, f"{each.message}. {each.help}")
        interview.complete()


def _mend(interview: Interview) -> None:
    """Asks for what is given and the schema does not take. Raises RefusedError for what cannot be asked for."""
    form = interview.form
    while found := form.faults(()):
        why = f"{found[0].message}. {found[0].help}"
        path = form.answer_at(found[0].field)
        if path is None:
            raise RefusedError(f"inget har skrivits: {address(form.data, found[0].field)}: {why}")
        interview.again(path, why)


def _answered(interview: Interview, finding: Finding, record_id: str) -> FieldPath | None:
    """The answer that a finding is about, or the place where it says that one is missing; None for anything else."""
    if finding.id != record_id:
        return None
    form = interview.form
    names = {"": (), **{address(form.data, path): path for path in _places(form.data, ())}}
    if finding.field in names:
        return form.answer_at(names[finding.field])
    above, _, key = finding.field.rpartition(".")
    path = (*names[above], key) if above in names else ()
    return path if form.field_at(path) else None


def _places(value: Value, above: FieldPath) -> Iterator[FieldPath]:
    """Every place in a value but the top."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, below in inner:
        yield (*above, step)
        yield from _places(below, (*above, step))


def _ask_of_alike(making: Making, talk: Dialogue, told: set[str]) -> None:
    """Shows the records that this one may be a second report of, each once. Raises click.Abort where it is."""
    rows = [row for row in rows_alike(making) if row not in told]
    if not rows:
        return
    told.update(rows)
    talk.head("Det här liknar något som redan står i registret:")
    talk.show("\n".join(f"  {row}" for row in rows))
    if talk.choose("Är det något annat, så att posten ska skrivas ändå?", TRUTHS, YES) == NO:
        raise click.Abort


def _which(interview: Interview) -> FieldPath:
    """The answer that is to be changed."""
    form = interview.form
    names = {address(form.data, path): path for path in interview.asked}
    choices = [(name, _title(interview, path, name)) for name, path in names.items()]
    return names[interview.talk.choose("Vilket svar?", choices)]


def _title(interview: Interview, path: FieldPath, name: str) -> str:
    found = interview.form.field_at(path)
    return found.title if found and len(path) == 1 else name
