"""What is tried, one thing after the other: the register is read, judged, written about, sealed, and tampered with."""

import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kvalitet import __version__, shipped
from kvalitet.errors import KvalitetError
from kvalitet.facts._catalogue import report_files
from kvalitet.model.assessment import Assessment
from kvalitet.model.claims import differences
from kvalitet.model.document import Scope
from kvalitet.model.proof import Check, Outcome
from kvalitet.model.seal import Seal
from kvalitet.model.wording import counted, listing, number_text
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.documents import Made, made
from kvalitet.pipeline.guard import GuardedTree
from kvalitet.pipeline.load import Loaded, load
from kvalitet.pipeline.sealing import Seals, Trial, sealed
from kvalitet.project import open_tree
from kvalitet.render.formats import format_names, writer
from kvalitet.render.reading import claims_of
from kvalitet.rules.catalogue import rule_files
from kvalitet.selftest.answers import DAY, YEAR, built_in, compared
from kvalitet.selftest.place import FOLDER, Place
from kvalitet.store.commit import CommitTree

FAMILIES: Mapping[str, str] = {
    "KV2": "hänvisningar",
    "KV3": "dokument",
    "KV4": "åtgärder och planer",
    "KV5": "avvikelser och klagomål",
    "KV6": "risker",
    "KV7": "egenkontroll och resultat",
    "KV8": "ledningssystemet",
}
"""What the rules of each family are about that are tried by built-in faults."""
NOT_BUILT_IN = frozenset({"KV201"})
"""Two records with one id are rejected, and a register with rejected records gives no final documents."""
SEAL = "provet"
_NARRATIVE = "patientsakerhetsberattelse"
_TEXT = "md"
_NAMED = 5


@dataclass
class SelfTest:
    """One run in a repository made for it, which is left tampered with.

    The numbers grow as it goes: faults found, rules that had one to find, documents written and figures in them.
    """

    place: Place
    day: date = DAY
    faults: int = 0
    rules: int = 0
    documents: int = 0
    figures: int = 0
    drafts: int = 0

    def checks(self) -> Iterator[Check]:
        """What holds and what does not, in the order tried."""
        from kvalitet.selftest.tampering import tamperings

        yield self._program()
        yield self._copy()
        yield self._records()
        for family in FAMILIES:
            yield self._family(family)
        yield self._rules()
        yield self._documents()
        yield from self._formats()
        yield self._seal()
        yield from tamperings(self)

    @cached_property
    def commit(self) -> str:
        """The commit that holds the register as shipped."""
        return self.place.git("rev-parse", "HEAD")

    @cached_property
    def loaded(self) -> Loaded:
        """The register as it lies in its folder."""
        return load(open_tree(self.place.register))

    @cached_property
    def assessment(self) -> Assessment:
        """The register judged on the day of the tables."""
        return assess(self.loaded, self.day)[0]

    @cached_property
    def _again(self) -> tuple[Loaded, Assessment]:
        """The register read anew from the commit, and judged."""
        loaded = load(GuardedTree(CommitTree(self.place.root, self.commit, FOLDER)))
        return loaded, assess(loaded, self.day)[0]

    def _program(self) -> Check:
        system = f"{platform.system()} {platform.machine()}"
        git = self.place.git("--version").removeprefix("git version ")
        told = f"kvalitet {__version__} i Python {platform.python_version()} på {system}, git {git}"
        return Check("program", Outcome.HOLDS, told)

    def _copy(self) -> Check:
        origin = shipped.folder("register")
        committed = {
            source.path: source.data
            for tree in (CommitTree(self.place.root, self.commit, FOLDER),)
            for source in tree.read(entry.path for entry in tree.entries())
        }
        wanted = {path.relative_to(origin).as_posix(): path for path in origin.rglob("*") if path.is_file()}
        wrong = sorted(committed.keys() ^ wanted.keys()) + [
            name for name in sorted(committed.keys() & wanted.keys()) if committed[name] != wanted[name].read_bytes()
        ]
        files = counted(len(wanted), "fil", "filer")
        told = f"{files} i git är, byte för byte, de som följer med programmet"
        return judged("copy", told, "filerna i git är inte de som följer med programmet", wrong)

    def _records(self) -> Check:
        register = self.loaded.register
        wrong = [rejected.path for rejected in register.rejected]
        told = f"{counted(len(register.records), 'post', 'poster')} är inlästa, ingen är avvisad"
        return judged("records", told, "poster i exempelregistret är avvisade", wrong)

    def _family(self, family: str) -> Check:
        result = compared(self.assessment.findings, family)
        wrong = [f"{code} på {subject or 'registret'} hittas inte" for code, subject in sorted(result.missed)]
        wrong += [f"{code} på {subject or 'registret'} väntades inte" for code, subject in sorted(result.unexpected)]
        self.faults += result.agreed
        faults = counted(result.agreed, "inbyggd brist hittas", "inbyggda brister hittas")
        about = f"{family}, {FAMILIES[family]}"
        return judged(family, f"{about}: {faults}, och inget annat", f"{about}: fynden är inte de väntade", wrong)

    def _rules(self) -> Check:
        there = {code for code in rule_files() if code.startswith(tuple(FAMILIES))} - NOT_BUILT_IN
        tried = {fault.code for fault in built_in()}
        self.rules = len(there & tried)
        told = f"{self.rules} av {len(rule_files())} regler har en brist att hitta i exempelregistret"
        return judged("rules", told, "regler utan en brist att hitta i exempelregistret", sorted(there - tried))

    def _documents(self) -> Check:
        wrong: list[str] = []
        for file in report_files().values():
            for scope in file.occasions(self.assessment, YEAR):
                wrong += self._tried(made(file, self.loaded, self.assessment, scope), _TEXT)
        drafts = f", {number_text(self.drafts)} av dem som utkast" if self.drafts else ""
        told = (
            f"{counted(self.documents, 'dokument', 'dokument')} om {YEAR.label} är skrivna två gånger med samma "
            f"resultat{drafts}, och {counted(self.figures, 'siffra', 'siffror')} i dem håller när de räknas om ur git"
        )
        return judged("documents", told, "dokument som inte håller när de görs om", wrong)

    def _tried(self, found: Made, form: str) -> Iterator[str]:
        """What is wrong with a document that is written, read back, and made again of the commit."""
        draft = any(gap.refuses for gap in found.facts.all_gaps)
        if draft:
            self.drafts += 1
        data = writer(form)(found.document(draft=draft))
        claims = claims_of(data)
        then = made(found.file, *self._again, claims.scope)
        self.documents += 1
        self.figures += len(claims.figures)
        yield from (f"{found.facts.title}: {each.key}" for each in differences(claims, then.facts.figures))
        if writer(form)(then.document(draft=draft)) != data:
            yield f"{found.facts.title}: andra gången blev filen en annan"

    def _formats(self) -> Iterator[Check]:
        found = made(report_files()[_NARRATIVE], self.loaded, self.assessment, Scope(YEAR))
        for form in format_names():
            if form == _TEXT:
                continue
            try:
                wrong = list(self._tried(found, form))
            except KvalitetError as error:
                yield Check(f"format_{form}", Outcome.UNJUDGED, f"{form}: {error}")
                continue
            told = f"{form}: patientsäkerhetsberättelsen är skriven, och siffrorna i den håller när de läses tillbaka"
            yield judged(
                f"format_{form}", told, f"{form}: patientsäkerhetsberättelsen håller inte när den läses tillbaka", wrong
            )

    @cached_property
    def seals(self) -> Seals:
        """The seals of the repository."""
        return Seals(self.place.root)

    def sealed(self) -> Seal:
        """The seal of the register as shipped."""
        return sealed(SEAL, self.assessment, self.seals.tree(self.commit, FOLDER) or "", ())

    def _seal(self) -> Check:
        self.seals.put(self.sealed(), sign=False)
        wrong = [check.message for check in self.tried_seal() if check.outcome is Outcome.BROKEN]
        told = "ett sigill på registret håller: filer, antal, fynd och historik är de förseglade"
        return judged("seal", told, "ett sigill på registret håller inte", wrong)

    def tried_seal(self) -> tuple[Check, ...]:
        """What holds of the seal and what does not."""
        found = self.seals.named(SEAL)
        if found is None or found.seal is None:
            return (Check("seal", Outcome.BROKEN, "sigillet finns inte"),)
        return tuple(Trial(self.seals, found.tag, found.seal, self.loaded.register.origin).checks(()))


def judged(name: str, told: str, fails: str, wrong: Iterable[str]) -> Check:
    """A check that holds where nothing is wrong, and else says that it fails, with the first few things by name."""
    each = list(wrong)
    if not each:
        return Check(name, Outcome.HOLDS, told)
    shown = listing(each) if len(each) <= _NAMED else f"{', '.join(each[:_NAMED])} och {len(each) - _NAMED} till"
    return Check(name, Outcome.BROKEN, f"{fails}: {shown}")
