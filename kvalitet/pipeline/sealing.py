"""Makes the seal of a register in a commit, and puts one to the proof against what the repository holds."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from kvalitet import __version__
from kvalitet.errors import KvalitetError
from kvalitet.history.keys import Keys
from kvalitet.history.log import is_shallow
from kvalitet.history.tags import (
    PREFIX,
    Signature,
    Signed,
    Tag,
    has_key,
    is_name,
    led_to,
    make,
    signature,
    tags,
    tree_of,
)
from kvalitet.model.assessment import Assessment
from kvalitet.model.claims import Claims
from kvalitet.model.finding import Severity
from kvalitet.model.proof import Check, Outcome
from kvalitet.model.seal import Seal, SealedDocument, Tally, read_back, tally, written
from kvalitet.model.source import Origin
from kvalitet.model.wording import SHORT_ID, counted
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.guard import GuardedTree, hidden
from kvalitet.pipeline.load import Loaded, load
from kvalitet.store.commit import CommitTree

FINDINGS: Mapping[Severity, tuple[str, str]] = {
    Severity.ERROR: ("fel", "fel"),
    Severity.WARNING: ("varning", "varningar"),
    Severity.INFO: ("upplysning", "upplysningar"),
}
"""What the findings of each severity are called: one, and many."""

_SIGNATURES: Mapping[Signed, tuple[Outcome, str]] = {
    Signed.GOOD: (Outcome.HOLDS, "signaturen håller"),
    Signed.BAD: (Outcome.BROKEN, "signaturen håller inte"),
    Signed.STRANGER: (Outcome.BROKEN, "signaturen är gjord med en nyckel som inte står bland de godkända"),
    Signed.UNTRIED: (
        Outcome.UNJUDGED,
        "signaturen kan inte prövas här: git saknar nyckeln, eller listan gpg.ssh.allowedSignersFile",
    ),
}


@dataclass(frozen=True, slots=True)
class Stamped:
    """A tag under the prefix of seals, with the seal that it holds: None where it holds none."""

    tag: Tag
    seal: Seal | None

    @property
    def name(self) -> str:
        """The name as shown."""
        return hidden(self.tag.name)


@dataclass(frozen=True)
class Seals:
    """The seals of a repository, by its top folder.

    `keys` are those that their signatures are held to; None leaves it to git's own settings.
    """

    root: Path
    keys: Keys | None = None

    def all(self) -> tuple[Stamped, ...]:
        """Every tag under the prefix, by name. Raises KvalitetError when git fails."""
        return tuple(Stamped(tag, read_back(tag.message)) for tag in tags(self.root))

    def over(self, commit: str) -> tuple[Stamped, ...]:
        """The seals, by name, that were put on a commit or on one that came of it."""
        found = (Stamped(tag, read_back(tag.message)) for tag in tags(self.root, commit))
        return tuple(each for each in found if each.seal)

    def named(self, name: str) -> Stamped | None:
        """The tag of a name; None where there is none."""
        return next((found for found in self.all() if found.tag.name == name), None)

    def may_be_called(self, name: str) -> bool:
        """Whether git lets a tag have the name, it is no option to a command, and no number of a person is in it."""
        return not name.startswith("-") and hidden(name) == name and is_name(self.root, name)

    def tree(self, commit: str, prefix: str) -> str | None:
        """The id of the tree that a folder has in a commit; None where it has none."""
        return tree_of(self.root, commit, prefix)

    @property
    def can_sign(self) -> bool:
        """Whether git has a key to sign with."""
        return has_key(self.root)

    def put(self, seal: Seal, *, sign: bool) -> None:
        """Makes the tag that holds a seal. Raises KvalitetError where there is one, or git cannot make it."""
        make(self.root, seal.name, seal.commit, written(seal), sign=sign)

    def loaded(self, seal: Seal, commit: str) -> Loaded:
        """The register of a commit, in the folder that it had when it was sealed."""
        return load(GuardedTree(CommitTree(self.root, commit, seal.prefix)))


def sealed(name: str, assessment: Assessment, tree: str, documents: Iterable[SealedDocument]) -> Seal:
    """The seal of a register that has been judged and has a tree; its origin is a commit."""
    register = assessment.register
    return Seal(
        name=name,
        day=assessment.today,
        version=__version__,
        commit=register.origin.commit or "",
        prefix=register.origin.prefix,
        tree=tree,
        records=dict(sorted(Counter(record.kind for record in register.records).items())),
        findings={
            severity: tally(each.fingerprint for each in assessment.findings if each.severity is severity)
            for severity in Severity
        },
        documents=tuple(documents),
    )


def document_of(data: bytes, claims: Claims) -> SealedDocument:
    """A document as a seal holds it, by its bytes and what it says of itself."""
    scope = claims.scope
    return SealedDocument(
        sha256=hashlib.sha256(data).hexdigest(),
        report=hidden(claims.report),
        title=hidden(claims.title),
        period=scope.period.text,
        unit=scope.unit,
        area=scope.area,
        record=scope.record,
        auditor=scope.auditor,
    )


@dataclass(frozen=True)
class Trial:
    """What a seal is tried against: the seals of the repository, and what is read now."""

    seals: Seals
    tag: Tag
    seal: Seal
    now: Origin

    def checks(self, documents: Sequence[tuple[str, bytes]]) -> Iterator[Check]:
        """What holds of the seal and what does not, in the order that a reader wants.

        `documents` are those that are held against the sealed ones, by the names they go by.
        """
        yield from self.integrity()
        yield from self._again()
        yield ancestry(self.seals.root, self.tag.commit, self.now.commit)
        for name, data in documents:
            yield self._document(name, data)

    def integrity(self) -> Iterator[Check]:
        """Whether the seal itself is the one that was made, on the tree that was there, without judging it again."""
        yield self._signature()
        yield self._place()
        yield self._same_tree()

    def signature(self) -> Signature:
        """What git says of the signature."""
        return signature(self.seals.root, self.tag, self.seals.keys)

    def _signature(self) -> Check:
        found = self.signature()
        if found.state is Signed.NONE:
            told = "sigillet är inte signerat: den som får skriva i git-arkivet kan ha gjort det"
            return Check("signature", Outcome.UNJUDGED, told)
        outcome, told = _SIGNATURES[found.state]
        return Check("signature", outcome, f"{told}: {hidden(found.signer)}" if found.signer else told)

    def _place(self) -> Check:
        """Whether the tag is the one that was made: its own name, and the commit it was put on."""
        wanted, commit = self.seal.name, self.tag.commit or ""
        if not (self.tag.own == f"{PREFIX}{wanted}" and self.tag.name == wanted):
            return Check("place", Outcome.BROKEN, f"taggen är en annan än den som gjordes: den hette {hidden(wanted)}")
        if commit != self.seal.commit:
            told = f"taggen sitter på incheckning {commit[:SHORT_ID]}, men gäller {self.seal.commit[:SHORT_ID]}"
            return Check("place", Outcome.BROKEN, told)
        return Check("place", Outcome.HOLDS, f"taggen sitter på incheckning {commit[:SHORT_ID]}, som den gjordes för")

    @cached_property
    def _tree(self) -> str | None:
        """The register's tree in the tagged commit; None where it is not there."""
        return self.seals.tree(self.tag.commit, self.seal.prefix) if self.tag.commit else None

    def _same_tree(self) -> Check:
        where = hidden(self.seal.prefix) or "arkivets översta mapp"
        if self._tree is None:
            return Check("tree", Outcome.BROKEN, f"registret ({where}) finns inte i incheckningen")
        held = self._tree == self.seal.tree
        told = "registrets filer är, byte för byte, de förseglade" if held else "registrets filer är inte de förseglade"
        return Check(
            "tree", Outcome.HOLDS if held else Outcome.BROKEN, f"{told} ({where}, träd {self._tree[:SHORT_ID]})"
        )

    def _again(self) -> Iterator[Check]:
        """The counts and findings that the register's tree gives."""
        tree = self._tree
        if tree is None:
            return
        loaded = self.seals.loaded(self.seal, self.tag.commit or "")
        again = sealed(self.seal.name, assess(loaded, self.seal.day)[0], tree, ())
        yield self._records(self.seal.records, again.records)
        for severity, (one, many) in FINDINGS.items():
            yield self._findings(self.seal.findings[severity], again.findings[severity], one, many)

    def _records(self, before: Mapping[str, int], after: Mapping[str, int]) -> Check:
        kinds = [kind for kind in sorted({*before, *after}) if before.get(kind, 0) != after.get(kind, 0)]
        if not kinds:
            told = f"{counted(sum(before.values()), 'post', 'poster')}, lika många av varje slag när de räknas om"
            return Check("records", Outcome.HOLDS, told)
        rows = [f"{hidden(kind)} {before.get(kind, 0)} i sigillet, {after.get(kind, 0)} omräknat" for kind in kinds]
        return self._differs("records", f"antalet poster skiljer sig: {'; '.join(rows)}")

    def _findings(self, before: Tally, after: Tally, one: str, many: str) -> Check:
        told = counted(before.number, one, many)
        if before == after:
            same = ", samma fynd när registret bedöms på nytt" if before.number else " nu heller"
            return Check("findings", Outcome.HOLDS, f"{told}{same}")
        if before.number == after.number:
            return self._differs("findings", f"{told}, lika många men andra när registret bedöms på nytt")
        return self._differs("findings", f"{told} i sigillet, {after.number} när registret bedöms på nytt")

    def _differs(self, check: str, told: str) -> Check:
        """A difference: another version may judge otherwise, and then nothing is wrong with the seal."""
        if self.seal.version == __version__:
            return Check(check, Outcome.BROKEN, told)
        other = f"kvalitet {hidden(self.seal.version)} bedömde då, {__version__} nu, så det säger inget om sigillet"
        return Check(check, Outcome.UNJUDGED, f"{told}: {other}")

    def _document(self, name: str, data: bytes) -> Check:
        digest = hashlib.sha256(data).hexdigest()
        held = {each.sha256: each for each in self.seal.documents}
        if digest in held:
            told = f"{hidden(name)} är, byte för byte, ”{hidden(held[digest].title)}”"
            return Check("document", Outcome.HOLDS, told)
        alike = _alike(self.seal, data)
        told = (
            f"{hidden(name)} är inte det förseglade ”{hidden(alike.title)}”: filen är ändrad, eller gjord på nytt"
            if alike
            else f"{hidden(name)} är inget av de förseglade dokumenten"
        )
        return Check("document", Outcome.BROKEN, told)


def ancestry(root: Path, earlier: str | None, now: str | None) -> Check:
    """Whether what is read now has come out of an earlier commit: if not, history has been written anew."""
    if earlier is None or now is None:
        return Check("ancestry", Outcome.UNJUDGED, "det finns ingen incheckning att jämföra med")
    if led_to(root, earlier, now):
        return Check("ancestry", Outcome.HOLDS, f"historiken är obruten fram till incheckning {now[:SHORT_ID]}")
    if is_shallow(root):
        told = "historiken här är en ytlig klon och kan inte prövas: hämta resten med ”git fetch --unshallow”"
        return Check("ancestry", Outcome.UNJUDGED, told)
    told = (
        f"incheckning {now[:SHORT_ID]}, som läses nu, bygger inte på {earlier[:SHORT_ID]}: historiken är omskriven, "
        "eller en annan gren läses"
    )
    return Check("ancestry", Outcome.BROKEN, told)


def _alike(seal: Seal, data: bytes) -> SealedDocument | None:
    """The sealed document that a file says it is, though its bytes are others."""
    from kvalitet.render.reading import claims_of

    try:
        found = document_of(data, claims_of(data))
    except KvalitetError:
        return None
    return next((each for each in seal.documents if replace(each, sha256=found.sha256) == found), None)
