"""The texts that a register begins with, each made of the answers or taken as it ships."""

import json
import re
from collections.abc import Iterable, Mapping

from kvalitet import shipped
from kvalitet.kinds import SchemaSet
from kvalitet.model.kind import Kind
from kvalitet.model.wording import alphabetical
from kvalitet.setup.answers import Answers, Unit

SCHEMA_FOLDER = ".vscode/schemas"
"""Where the schemas for editors lie, from the repository's root: beside what points at them, and no part of a register.

Its name is one in which examples of addresses may stand (`kvalitet.secrets.places`).
"""

_PLAIN = re.compile(r"[^\W\d_][\w åäöÅÄÖ.,()/&-]*")
# other readers of YAML than this one take these for truth values or nothing
_WORDS = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")
_UNSAFE = re.compile(r"([^\w./-])")
_CHECK = "kvalitet check"


def scalar(text: str) -> str:
    """A text as a YAML scalar, quoted where it would otherwise be read as something else."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS and not text.endswith((" ", ".")):
        return text
    return json.dumps(text, ensure_ascii=False)


def settings_file(answers: Answers) -> str:
    """`kvalitet.yaml`."""
    lines = [
        "# Registrets inställningar. Allt som kan stå här visas av ”kvalitet schema kvalitet”.",
        f"vårdgivare: {scalar(answers.provider)}",
    ]
    if answers.number:
        lines.append(f'organisationsnummer: "{answers.number}"')
    lines += [
        f"tidszon: {answers.timezone}",
        "# Sådant som återkommer varje år eller med ett visst mellanrum räknas tidigast från den här dagen.",
        f"börjar: {answers.starts}",
    ]
    return "\n".join(lines) + "\n"


def organisation_file(answers: Answers) -> str:
    """`organisation.yaml`."""
    first = answers.units[0].id
    intro = f"""\
# Enheter och roller. Vem som har en roll står bara här, med löpnummer i stället för namn.
# I posterna skrivs en roll som roll/enhet, till exempel verksamhetschef/{first}.
# Så här skrivs roller in, på samma nivå som namn:
#     roller:
#       - id: verksamhetschef
#         innehav:
#           - {{innehavare: h-001, från: {answers.starts}}}
#         mandat: [rutin, riktlinje]
enheter:
"""
    return intro + "\n".join(_unit(unit, answers) for unit in answers.units)


def _unit(unit: Unit, answers: Answers) -> str:
    # an id of digits and "e" alone, or a word such as "no", is told from a number by its quotes
    above = f"    överordnad: {scalar(unit.above)}\n" if unit.above else ""
    return (
        f"  - id: {scalar(unit.id)}\n    namn: {scalar(unit.name)}\n    nivå: {unit.level}\n{above}"
        f"    från: {answers.starts}\n    regi: egen\n"
    )


def readme(answers: Answers, kinds: Iterable[Kind]) -> str:
    """`README.md`: what a keeper of the register needs to know."""
    first = answers.units[0].id
    values = {
        "vårdgivare": _MARKDOWN.sub(r"\\\1", answers.provider),
        "börjar": str(answers.starts),
        "år": str(answers.starts.year),
        "enhet": scalar(first),
        "mappar": "\n".join(f"| `{place(kind)}` | {_cell(kind.plural)} | {_about(kind)} |" for kind in kinds),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: values[found[1]], shipped.starter("README.md").decode())


def place(kind: Kind) -> str:
    """Where the records of a kind lie, as people write it."""
    return f"{kind.folder}/ÅÅÅÅ/" if kind.yearly else f"{kind.folder}/"


def _about(kind: Kind) -> str:
    return _cell(re.split(r"(?<=[.:]) ", kind.description)[0].rstrip(".:"))


def _cell(text: str) -> str:
    return " ".join(text.replace("|", r"\|").split())


def running(text: str, folder: str) -> str:
    """A hook or a pipeline, told where the register lies where it would not find it by itself.

    `folder` is seen from the repository's root. The program looks in the root and in `register/`.
    """
    if folder in {"", "register"}:
        return text
    escaped = _UNSAFE.sub(r"\\\1", folder)
    return text.replace(_CHECK, f"{_CHECK} --register {escaped}")


def hook(folder: str) -> str:
    """The git hook that ships, for a register in a folder of its repository."""
    return running((shipped.folder("hooks") / "pre-commit").read_text(encoding="utf-8"), folder)


def schema_files(schemas: SchemaSet) -> Mapping[str, str]:
    """The schemas for editors by file name: what `kvalitet schema` gives, each a file that stands alone.

    On one line, for nobody reads them and every check looks them through where the register is the repository.
    """
    return {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, separators=(",", ":")) + "\n"
        for name, schema in sorted(schemas.schemas.items())
    }


def editor_settings(schemas: SchemaSet, folder: str) -> str:
    """`.vscode/settings.json`: which schema each file of a register in a folder is written by."""
    before = f"{folder}/" if folder else ""
    patterns = {kind.name: f"{before}{kind.folder}/**/*.yaml" for kind in schemas.kinds.values()}
    patterns |= {name: f"{before}{file}" for file, name in schemas.singletons.items()}
    patterns |= {name: f"{before}{place}/*.yaml" for place, name in schemas.catalogues.items()}
    names = sorted(patterns, key=alphabetical)
    settings = {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.wordWrap": "on"},
        "yaml.schemaStore.enable": False,
        "yaml.schemas": {f"./{SCHEMA_FOLDER}/{name}.schema.json": [patterns[name]] for name in names},
    }
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


EXTENSIONS = json.dumps({"recommendations": ["redhat.vscode-yaml"]}, indent=2) + "\n"
"""`.vscode/extensions.json`: the editor asks once whether to install what reads the schemas."""
