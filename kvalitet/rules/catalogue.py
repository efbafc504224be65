"""Every rule there is, found by walking the package: code, manual page, checks and thresholds."""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from types import ModuleType
from typing import Annotated, Any, get_args, get_origin

from kvalitet.discovery import modules
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Fault
from kvalitet.model.register import Register
from kvalitet.model.rule import Rule
from kvalitet.model.settings import Settings
from kvalitet.rules.manual import Manual, manual

_NAME = re.compile(r"kv([0-9]{3})_([a-z0-9_]+)")

Check = Callable[[Register], Iterable[Fault]]
Clock = Callable[[Register, date], Iterable[Fault]]
Deadlines = Callable[[Register], Iterable[Deadline]]
Source = Callable[[str, str], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Threshold:
    """A keyword argument of a rule that a register may set: its default and what it means."""

    name: str
    default: Any
    description: str


@dataclass(frozen=True)
class RuleFile:
    """One rule as its file gives it. The functions are those of the file, unbound."""

    rule: Rule
    module: ModuleType
    checks: tuple[Callable[..., Iterable[Fault]], ...]
    clocks: tuple[Callable[..., Iterable[Fault]], ...]
    deadlines: tuple[Callable[..., Iterable[Deadline]], ...]
    sources: tuple[Callable[..., Iterable[Fault]], ...] = ()
    last: tuple[Callable[..., Iterable[Fault]], ...] = ()
    lives: tuple[Callable[..., Iterable[Fault]], ...] = ()
    pasts: tuple[Callable[..., Iterable[Fault]], ...] = ()

    @cached_property
    def manual(self) -> Manual:
        """The rule's manual page."""
        return manual(self.module.__doc__ or "")

    @property
    def on_history(self) -> bool:
        """Whether the rule judges the commits, which `audit` alone reads, and not the register as it is."""
        return bool(self.lives or self.pasts)

    @property
    def clock(self) -> bool:
        """Whether all that the rule finds is made true by time."""
        return self.timely and not (self.checks or self.last or self.sources)

    @property
    def timely(self) -> bool:
        """Whether time alone makes some of what the rule finds true."""
        return bool(self.clocks or self.deadlines)

    @cached_property
    def thresholds(self) -> tuple[Threshold, ...]:
        """The thresholds of all its functions, by name."""
        found = {t.name: t for function in self._functions() for t in _thresholds(function)}
        return tuple(found[name] for name in sorted(found))

    def threshold(self, name: str, settings: Settings) -> Any:  # noqa: ANN401  # whatever type the threshold has
        """A threshold as the register has set it, else its default. Raises KeyError where the rule has none such."""
        defaults = {threshold.name: threshold.default for threshold in self.thresholds}
        return settings.thresholds.get(self.rule.code, {}).get(name, defaults[name])

    def _functions(self) -> tuple[Callable[..., Any], ...]:
        return (*self.sources, *self.checks, *self.clocks, *self.deadlines, *self.last, *self.lives, *self.pasts)

    def bound(self, function: Callable[..., Any], settings: Settings) -> Callable[..., Any]:
        """A function of the rule with the register's own thresholds in place."""
        chosen = settings.thresholds.get(self.rule.code, {})
        known = {t.name for t in _thresholds(function)}
        return partial(function, **{name: value for name, value in chosen.items() if name in known})


def rule_files(package: str = "kvalitet.rules") -> Mapping[str, RuleFile]:
    """Every rule by code, in order of code."""
    found = (rule_file(module) for module in modules(package) if _NAME.fullmatch(module.__name__.rpartition(".")[2]))
    return {file.rule.code: file for file in sorted(found, key=lambda file: file.rule.code)}


def rule_file(module: ModuleType) -> RuleFile:
    """The rule that a module of the package is."""
    match = _NAME.fullmatch(module.__name__.rpartition(".")[2])
    assert match is not None  # noqa: S101  # whoever asks has chosen a rule's module
    code, name = f"KV{match[1]}", match[2].replace("_", "-")
    shapes: dict[str, list[Callable[..., Any]]] = {
        shape: [] for shape in ("source", "check", "clock", "deadlines", "last", "life", "past")
    }
    for function in _public_functions(module):
        shapes[_shape(function)].append(function)
    return RuleFile(
        rule=Rule(code, name, module.SEVERITY, module.BASIS),
        module=module,
        checks=tuple(shapes["check"]),
        clocks=tuple(shapes["clock"]),
        deadlines=tuple(shapes["deadlines"]),
        last=tuple(shapes["last"]),
        sources=tuple(shapes["source"]),
        lives=tuple(shapes["life"]),
        pasts=tuple(shapes["past"]),
    )


def _public_functions(module: ModuleType) -> Iterator[Callable[..., Any]]:
    for name, value in vars(module).items():
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_"):
            yield value


def _shape(function: Callable[..., Any]) -> str:
    plain = [p.name for p in inspect.signature(function).parameters.values() if p.kind is not p.KEYWORD_ONLY]
    match plain:
        case ["path", "text"]:
            return "source"
        case ["register"]:
            return "deadlines" if function.__name__ == "deadlines" else "check"
        case ["register", "today"]:
            return "clock"
        case ["register", "judged"]:
            return "last"
        case ["life" | "past" as shape]:
            return shape
        case _:
            raise TypeError(f"{function.__module__}.{function.__name__}: {plain} is no shape of a rule")


def _thresholds(function: Callable[..., Any]) -> Iterator[Threshold]:
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY:
            annotation = parameter.annotation
            if get_origin(annotation) is not Annotated:
                raise TypeError(f"{function.__module__}: the threshold {parameter.name} lacks a description")
            yield Threshold(parameter.name, parameter.default, str(get_args(annotation)[1]))
