"""The mutants of a module: every node that something else may stand in the place of."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from random import Random
from types import CodeType

from tests.mutation_of_code.belonging import ROOT
from tests.mutation_of_code.operators import OPERATORS

# types are for mypy, decorators for the form of a class, and what a name is called is no behaviour
_LEFT_ALONE = {"annotation", "returns", "decorator_list", "type_params", "names", "type_comment"}
_NO_CODE = (ast.Import, ast.ImportFrom, ast.Assert)

Step = tuple[str, int | None]


@dataclass(frozen=True)
class Mutant:
    """One thing changed in a module: the file, the line, the operator, and the text before and after."""

    path: Path
    line: int
    operator: str
    before: str
    after: str
    place: tuple[Step, ...]
    node: ast.AST

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line}: {self.operator}: {self.before} -> {self.after}"

    def compiled(self) -> CodeType:
        """The module's code with the mutant in its place."""
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        slot: ast.AST = tree
        for field, index in self.place[:-1]:
            slot = getattr(slot, field) if index is None else getattr(slot, field)[index]
        field, index = self.place[-1]
        # the line of what stood there, in a traceback
        for part in ast.walk(self.node):
            if isinstance(part, ast.expr | ast.stmt | ast.excepthandler):
                part.lineno, part.col_offset, part.end_lineno, part.end_col_offset = self.line, 0, self.line, 0
        if index is None:
            setattr(slot, field, self.node)
        else:
            getattr(slot, field)[index] = self.node
        return compile(ast.fix_missing_locations(tree), str(self.path), "exec")


def mutants(path: Path) -> list[Mutant]:
    """Every mutant of the module in a file, by line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [each for node, place, line in _nodes(tree, (), 1) for each in _of(path, node, place, line)]
    return sorted(found, key=lambda each: (each.line, each.operator, each.before, each.after))


def drawn(found: Iterable[Mutant], number: int, seed: int) -> list[Mutant]:
    """As many mutants as asked for, of as many operators as there are; as chance has it, the same for a seed."""
    names = [operator.__name__ for operator in OPERATORS]
    by_operator = sorted(found, key=lambda each: (names.index(each.operator), str(each)))
    turns: list[tuple[int, int, Mutant]] = []
    for operator, group in groupby(by_operator, key=lambda each: each.operator):
        shuffled = list(group)
        Random(seed).shuffle(shuffled)  # noqa: S311  # nothing secret is drawn
        turns += [(turn, names.index(operator), each) for turn, each in enumerate(shuffled)]
    chosen = [each for *_, each in sorted(turns, key=lambda each: each[:2])[:number]]
    return sorted(chosen, key=lambda each: each.line)


def _of(path: Path, node: ast.AST, place: tuple[Step, ...], line: int) -> Iterator[Mutant]:
    for operator in OPERATORS:
        for other in operator(node):
            before, after = _text(node), _text(other)
            if before != after:
                yield Mutant(path, line, operator.__name__, before, after, place, other)


def _text(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())


def _nodes(node: ast.AST, place: tuple[Step, ...], line: int) -> Iterator[tuple[ast.AST, tuple[Step, ...], int]]:
    """The nodes under one, each with the way to it and its line."""
    for field, value in ast.iter_fields(node):
        if field in _LEFT_ALONE:
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST) or _is_no_code(node, child):
                continue
            at, here = (*place, (field, index)), getattr(child, "lineno", line)
            yield child, at, here
            yield from _nodes(child, at, here)


def _is_no_code(parent: ast.AST, child: ast.AST) -> bool:
    """Whether a node is text: a docstring, the letters around values, a pattern (which is changed as a whole)."""
    alone = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
    spelled = isinstance(child, ast.Constant) and isinstance(parent, ast.JoinedStr)
    formatted = isinstance(parent, ast.FormattedValue) and isinstance(child, ast.JoinedStr)
    pattern = isinstance(parent, ast.Call) and ast.unparse(parent.func) == "re.compile" and child in parent.args[:1]
    exported = isinstance(child, ast.Assign) and ast.unparse(child.targets[0]) == "__all__"
    return isinstance(child, _NO_CODE) or alone or spelled or formatted or pattern or exported
