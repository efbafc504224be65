"""Git around a register: the program, the repository, what holds commits to the rules, and signatures."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from kvalitet.errors import KvalitetError
from kvalitet.model.value import Value, value_at
from kvalitet.model.wording import listing
from kvalitet.parse import read
from kvalitet.setup.health import Check, Patient, Status, sentence
from kvalitet.setup.hook import Sort, find_hook
from kvalitet.setup.plan import State, Wanted, rules_for_git
from kvalitet.store.process import ask, undirected

AREA = "Git"
_UNITS = "organisation.yaml"
_SETTINGS = "kvalitet.yaml"
_LARGEST = 200_000


def git(seen: Patient) -> Iterator[Check]:
    """The checks of git; where one makes the rest impossible it is the last."""
    folder = seen.place.folder
    try:
        told = ask(folder, "--version", surroundings=undirected()).output.decode("utf-8", "replace")
    except KvalitetError as error:
        yield Check(AREA, "git", Status.ERROR, "git hittas inte", _after_colon(str(error)))
        return
    version = re.search(r"[0-9]+(\.[0-9]+)+", told)
    yield Check(AREA, "git", Status.OK, f"git {version[0] if version else 'av okänd version'}")
    if seen.git_fault:
        yield Check(AREA, "repository", Status.ERROR, seen.git_fault, _REPAIR)
        return
    if not seen.place.git:
        yield Check(
            AREA, "repository", Status.ERROR, f"registret ligger inte i ett git-arkiv ({folder})",
            "Kör ”kvalitet init” i registrets mapp: det gör ett arkiv, och rör inget som finns.",
        )  # fmt: skip
        return
    yield Check(AREA, "repository", Status.OK, f"arkivet ligger i {seen.place.root}")
    yield _history(seen)
    yield from _ignored(seen)
    yield _rules(seen)
    yield _hook(seen)
    yield _signatures(seen)
    yield _pipelines(seen)


_REPAIR = "Kör ”git status” i registrets mapp, och rätta det som git säger."


def _after_colon(text: str) -> str:
    told = text.partition(": ")[2] or text
    return sentence(told[:1].upper() + told[1:])


def _asked(seen: Patient, *question: str) -> str:
    return ask(seen.place.root, *question, surroundings=undirected()).output.decode("utf-8", "replace").strip()


def _history(seen: Patient) -> Check:
    if _asked(seen, "rev-parse", "--is-shallow-repository") == "true":
        return Check(
            AREA, "history", Status.ADVICE, "arkivet är en ytlig klon: det som är äldre syns inte i historiken",
            "Kör ”git fetch --unshallow”.",
        )  # fmt: skip
    if not _asked(seen, "rev-parse", "--verify", "--quiet", "HEAD"):
        return Check(
            AREA, "history", Status.ADVICE, "inget är incheckat ännu, så inget är sparat i historiken",
            "Kör ”git add .” och ”git commit -m Registret”.",
        )  # fmt: skip
    return Check(AREA, "history", Status.OK, "hela historiken finns här")


def _ignored(seen: Patient) -> Iterator[Check]:
    files = [_SETTINGS, _UNITS, *sorted(entry.path for entry in seen.tree.entries() if _is_record(entry.path))]
    # the one question of git's that takes no literal paths: those that begin with ./ have no other meaning
    surroundings = {name: value for name, value in undirected().items() if name != "GIT_LITERAL_PATHSPECS"}
    given = "\0".join(f"./{path}" for path in files).encode()
    asked = ask(seen.place.folder, "check-ignore", "-z", "--stdin", given=given, surroundings=surroundings)
    found = [path.removeprefix("./") for path in asked.output.decode("utf-8", "replace").split("\0") if path]
    if found:
        yield Check(
            AREA, "ignored", Status.ERROR,
            f"git är inställt på att inte spara {found[0]}{f' och {len(found) - 1} till' if found[1:] else ''}",
            f"Ta bort raden som säger det: ”git check-ignore -v {found[0]}” visar var den står.",
        )  # fmt: skip


def _is_record(path: str) -> bool:
    return path.endswith(".yaml") and "/" in path and not path.startswith(".")


def _rules(seen: Patient) -> Check:
    place = seen.place
    missing = tuple(
        each
        for each in rules_for_git(place.folder)
        if each.state(place.root) is State.MISSING and not (place.root / each.path.name).is_file()
    )
    if missing:
        names = listing([each.path.name for each in missing])
        return Check(
            AREA, "attributes", Status.ADVICE,
            f"{names} saknas: filerna kan få olika radbrytningar på olika datorer, och skräp kan checkas in",
            "Kör ”kvalitet doctor --fix”.", missing,
        )  # fmt: skip
    told = ask(place.folder, "check-attr", "eol", "--", "kvalitet.yaml", surroundings=undirected()).output.decode()
    if not told.strip().endswith(": lf"):
        return Check(
            AREA, "attributes", Status.ADVICE, ".gitattributes säger inget om radbrytningar i YAML-filer",
            "Lägg till raden ”*.yaml text eol=lf” i .gitattributes.",
        )  # fmt: skip
    return Check(AREA, "attributes", Status.OK, "radbrytningar är lika på alla datorer, och skräp checkas inte in")


def _hook(seen: Patient) -> Check:
    try:
        found = find_hook(seen.place)
    except KvalitetError as error:
        return Check(AREA, "hook", Status.ERROR, str(error), _REPAIR)
    if found.checks:
        which = "kroken som följer med" if found.sort is Sort.SHIPPED else "en egen krok"
        return Check(AREA, "hook", Status.OK, f"varje incheckning kontrolleras av {which} ({found.wanted.path})")
    what, _, how = str(found.trouble).partition(". ")
    missing: tuple[Wanted, ...] = (found.wanted,) if found.writable else ()
    unable = found.wanted.path if found.sort is Sort.SHIPPED and found.own else None
    return Check(AREA, "hook", Status.ERROR, f"incheckningar kontrolleras inte: {what}", how, missing, unable)


def _signatures(seen: Patient) -> Check:
    names = ("user.signingkey", "gpg.ssh.defaultKeyCommand")
    key = any(_asked(seen, "config", "--get", name) for name in names)
    signs = _asked(seen, "config", "--type=bool", "--get", "commit.gpgsign") == "true"
    asked = _why_signed(seen)
    if asked is None:
        said = "en nyckel är inställd" if key else "ingen nyckel är inställd"
        always = " och varje incheckning signeras" if signs else ""
        return Check(AREA, "signing", Status.OK, f"registret kräver inga signaturer; {said}{always}")
    if not key:
        return Check(
            AREA, "signing", Status.ERROR,
            f"{asked}, men ingen nyckel att signera med är inställd",
            "Kör ”git config user.signingkey NYCKEL” och ”git config commit.gpgsign true”. "
            "En SSH-nyckel kräver också ”git config gpg.format ssh”.",
        )  # fmt: skip
    if not signs:
        return Check(
            AREA, "signing", Status.ERROR,
            f"{asked} och en nyckel är inställd, men incheckningar signeras inte",
            "Kör ”git config commit.gpgsign true”.",
        )  # fmt: skip
    return Check(AREA, "signing", Status.OK, "varje incheckning signeras")


def _why_signed(seen: Patient) -> str | None:
    """What in the register makes signatures looked for: its settings, or the key of one who still holds a role."""
    if value_at(_read(seen, _SETTINGS), ("krav", "signering", "från")) is not None:
        return f"{_SETTINGS} kräver signerade incheckningar"
    holders = [row for row in _rows(_read(seen, _UNITS)) if "innehavare" in row]
    return f"nycklar står i {_UNITS}" if any(row.get("nyckel") and not row.get("till") for row in holders) else None


def _read(seen: Patient, name: str) -> Mapping[str, Value]:
    """What a file beside the records holds; nothing where it is missing or cannot be read."""
    if not (seen.place.folder / name).is_file():
        return {}
    return read(next(iter(seen.tree.read([name]))).data).value or {}


def _rows(value: object) -> Iterator[Mapping[str, object]]:
    """Every mapping in a value, however deep."""
    inner: list[object] = []
    if isinstance(value, Mapping):
        yield value
        inner = list(value.values())
    elif isinstance(value, list):
        inner = list(value)
    for each in inner:
        yield from _rows(each)


def _pipelines(seen: Patient) -> Check:
    root = seen.place.root
    files = [*sorted((root / ".github/workflows").glob("*.y*ml")), root / ".gitlab-ci.yml"]
    running = [path.relative_to(root).as_posix() for path in files if "kvalitet check" in _text(path)]
    if running:
        return Check(AREA, "pipelines", Status.OK, f"servern kontrollerar varje ändring ({listing(running)})")
    there = [path.relative_to(root).as_posix() for path in files if path.is_file()]
    how = (
        f"Lägg till ett steg som kör ”kvalitet check --no-clock” i {listing(there, 'eller')}."
        if there
        else "Kör ”kvalitet init” i registrets mapp: det lägger till det som saknas, och rör inget som finns."
    )
    return Check(AREA, "pipelines", Status.ADVICE, "servern kontrollerar inga ändringar", how)


def _text(path: Path) -> str:
    if not path.is_file() or path.stat().st_size > _LARGEST:
        return ""
    return path.read_bytes().decode("utf-8", "replace")
