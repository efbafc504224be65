"""What can be wrong in a piece of code: each operator gives the nodes that may stand in another's place."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

Operator = Callable[[ast.AST], Iterator[ast.AST]]

_BOUNDARY: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
_OPPOSITE: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_ARITHMETIC: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}

_WORD = re.compile(r"\S*")
_LOOK = re.compile(r"\(\?<?[=!](?:[^()\\]|\\.)*\)|\\b")
_COUNT = re.compile(r"\{([0-9]+)(?:,([0-9]*))?\}")
_QUANTIFIER = re.compile(r"(?<=[\])\w])(?<!\\)[+*?]")


def _compared(node: ast.AST, others: Mapping[type[ast.cmpop], type[ast.cmpop]]) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        for at, each in enumerate(node.ops):
            if type(each) in others:
                ops = [*node.ops[:at], others[type(each)](), *node.ops[at + 1 :]]
                yield ast.Compare(node.left, ops, node.comparators)


def boundary(node: ast.AST) -> Iterator[ast.AST]:
    """The limit itself on the other side."""
    yield from _compared(node, _BOUNDARY)


def comparison(node: ast.AST) -> Iterator[ast.AST]:
    """The opposite comparison."""
    yield from _compared(node, _OPPOSITE)


def number(node: ast.AST) -> Iterator[ast.AST]:
    """One more and one less; a hundredth more of a number with decimals."""
    value = node.value if isinstance(node, ast.Constant) else None
    if isinstance(value, float):
        yield ast.Constant(value * 1.01 if value else 0.01)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield ast.Constant(value + 1)
        yield ast.Constant(value - 1)


def truth(node: ast.AST) -> Iterator[ast.AST]:
    """False for True, and the other way round."""
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)


def word(node: ast.AST) -> Iterator[ast.AST]:
    """Another word: fields, statuses, codes. Sentences are for people, and other tests hold them."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _WORD.fullmatch(node.value):
        yield ast.Constant(f"{node.value}X")


def pattern(node: ast.AST) -> Iterator[ast.AST]:
    """A regular expression without one of its conditions, or with another count."""
    if not (isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile" and node.args):
        return
    first = node.args[0]
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        for text in _patterns(first.value):
            try:
                re.compile(text)
            except re.error:
                continue
            yield ast.Call(node.func, [ast.Constant(text), *node.args[1:]], node.keywords)


def _patterns(text: str) -> Iterator[str]:
    for found in _LOOK.finditer(text):
        yield text[: found.start()] + text[found.end() :]
    for found in _QUANTIFIER.finditer(text):
        yield text[: found.start()] + {"+": "*", "*": "+", "?": ""}[found[0]] + text[found.end() :]
    for found in _COUNT.finditer(text):
        for group in (1, 2) if found[2] else (1,):
            for step in (-1, 1):
                low, high = found.span(group)
                yield f"{text[:low]}{int(found[group]) + step}{text[high:]}"


def junction(node: ast.AST) -> Iterator[ast.AST]:
    """`or` for `and`, and the other way round; each part left out."""
    if isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        for left_out in node.values:
            rest = [each for each in node.values if each is not left_out]
            yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def negation(node: ast.AST) -> Iterator[ast.AST]:
    """Without its `not`; a condition turned round."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield node.operand
    elif isinstance(node, ast.If | ast.While) and not isinstance(node.test, ast.Compare):
        yield type(node)(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)


def arithmetic(node: ast.AST) -> Iterator[ast.AST]:
    """Minus for plus, and so on."""
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in _ARITHMETIC:
        other = _ARITHMETIC[type(node.op)]()
        if isinstance(node, ast.BinOp):
            yield ast.BinOp(node.left, other, node.right)
        else:
            yield ast.AugAssign(node.target, other, node.value)


def name(node: ast.AST) -> Iterator[ast.AST]:
    """The largest for the smallest, all for any."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in _NAMES:
        yield ast.Name(_NAMES[node.id], node.ctx)


def sieve(node: ast.AST) -> Iterator[ast.AST]:
    """A comprehension without one of its conditions."""
    if isinstance(node, ast.comprehension):
        for left_out in node.ifs:
            ifs = [each for each in node.ifs if each is not left_out]
            yield ast.comprehension(node.target, node.iter, ifs, node.is_async)


def answer(node: ast.AST) -> Iterator[ast.AST]:
    """Nothing returned."""
    if isinstance(node, ast.Return) and node.value and not _is_nothing(node.value):
        yield ast.Return(ast.Constant(None))


def _is_nothing(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def step(node: ast.AST) -> Iterator[ast.AST]:
    """A statement left out: what is yielded, raised, called or counted on; leaving a loop for going on with it."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom):
        # what stands there is still a generator
        yield ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load())))
    elif isinstance(node, ast.Raise | ast.AugAssign) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    ):
        yield ast.Pass()
    elif isinstance(node, ast.Continue):
        yield ast.Break()
    elif isinstance(node, ast.Break):
        yield ast.Continue()


def argument(node: ast.AST) -> Iterator[ast.AST]:
    """A call without one of the arguments that it names."""
    if isinstance(node, ast.Call):
        for at, each in enumerate(node.keywords):
            if each.arg:
                yield ast.Call(node.func, node.args, [*node.keywords[:at], *node.keywords[at + 1 :]])


def bound(node: ast.AST) -> Iterator[ast.AST]:
    """A slice that is open where it had an end."""
    if isinstance(node, ast.Slice):
        if node.lower:
            yield ast.Slice(None, node.upper, node.step)
        if node.upper:
            yield ast.Slice(node.lower, None, node.step)


def order(node: ast.AST) -> Iterator[ast.AST]:
    """Two arguments that have changed places."""
    if isinstance(node, ast.Call) and not any(isinstance(each, ast.Starred) for each in node.args):
        for at, (one, two) in enumerate(pairwise(node.args)):
            yield ast.Call(node.func, [*node.args[:at], two, one, *node.args[at + 2 :]], node.keywords)


OPERATORS: tuple[Operator, ...] = (
    boundary,
    number,
    junction,
    comparison,
    sieve,
    negation,
    step,
    answer,
    arithmetic,
    argument,
    pattern,
    name,
    truth,
    word,
    bound,
    order,
)
"""The subtlest first: where few mutants are drawn, these are."""
