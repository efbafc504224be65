"""The register that ships: large enough, sound, connected, with real faults, and written by hand."""

import re
from collections import defaultdict
from datetime import date

from kvalitet import shipped
from kvalitet.model.finding import Severity
from kvalitet.model.source import Origin
from kvalitet.model.value import texts
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.load import load
from kvalitet.store.worktree import WorkTree

DAY = date(2026, 11, 22)
LOADED = load(WorkTree(shipped.folder("register"), Origin("register", None, dirty=False)))
REGISTER = LOADED.register
FINDINGS = assess(LOADED, DAY)[0].findings

SENTENCE = re.compile(r"[^.!?:\n]+[.!?]?")
SHORTEST = 4


def test_no_file_is_rejected() -> None:
    assert REGISTER.rejected == ()
    assert REGISTER.organisation.known
    assert REGISTER.settings.known


def test_there_are_at_least_eighty_records_and_some_of_every_kind() -> None:
    assert len(REGISTER.records) >= 80
    assert {record.kind for record in REGISTER.records} == set(REGISTER.kinds)


def test_nothing_is_wrong_with_form_or_references() -> None:
    # KV210 is there on purpose: a body that links to a checklist nobody wrote
    form = ("KV0", "KV1", "KV20")
    wrong = [f for f in FINDINGS if f.code.startswith(form) and f.severity is Severity.ERROR]
    assert [f"{f.path}:{f.line} {f.code} {f.message}" for f in wrong] == []


def test_the_faults_come_from_at_least_five_families() -> None:
    families = {f.code[:3] for f in FINDINGS} & {f"KV{number}" for number in range(2, 9)}
    assert len(families) >= 5, families


def test_most_records_hang_together_with_others() -> None:
    mentions = {m.record.id for m in REGISTER.mentions if m.field.refs and m.value.partition("/")[0] in REGISTER.by_id}
    mentioned = {record.id for record in REGISTER.records if REGISTER.referrers(record.id)}
    assert len(mentions | mentioned) >= len(REGISTER.records) * 0.6


def test_no_two_records_share_a_sentence() -> None:
    where: dict[str, set[str]] = defaultdict(set)
    bodies = [(body.path, body.text or "") for body in REGISTER.bodies.values()]
    for name, text in [*((r.id, t) for r in REGISTER.records for t in texts(dict(r.data))), *bodies]:
        for sentence in SENTENCE.findall(re.sub(r"[ \t]+", " ", text)):
            words = re.findall(r"\w+", sentence.casefold())
            if len(words) >= SHORTEST and not re.search(r"[A-Z]{3}-[0-9]{4}|[0-9]{4}-[0-9]{2}|/", sentence):
                where[" ".join(words)].add(name)
    shared = {sentence: sorted(names) for sentence, names in where.items() if len(names) > 1}
    assert shared == {}


def test_no_record_holds_an_address_or_a_telephone_number() -> None:
    pattern = re.compile(r"[\w.]+@[\w-]+\.\w+|\b0[1-9][0-9]{0,2}[- ][0-9]{2,3} ?[0-9]{2} ?[0-9]{2}\b")
    found = [(r.id, t) for r in REGISTER.records for t in texts(dict(r.data)) if pattern.search(t)]
    assert found == []
