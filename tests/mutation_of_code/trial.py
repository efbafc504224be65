"""Tries a mutant: in a process of its own, a copy of one that is warm, the tests of the module are run.

What costs time (pytest, hypothesis, the libraries, the modules that do not rest on the mutated one) is
imported once. A tree of files is never changed, so that whatever is on its way is left in peace.
"""

import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from functools import partial
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType

import hypothesis
import pytest

from tests.mutation_of_code.belonging import belonging, name_of, users
from tests.mutation_of_code.mutants import Mutant

KILLED, SURVIVED, TIMED_OUT = "killed", "survived", "timed out"

_GIGABYTE = 2**30
_MOST_MEMORY = 4 * _GIGABYTE
_PATIENCE = 2
_LONGEST = 600
_OPTIONS = (
    *("-x", "-q", "--no-header", "--no-summary", "--assert=plain", "--tb=no", "-o", "addopts="),
    *(
        part
        for plugin in ("xdist", "randomly", "cacheprovider", "cov", "terminalreporter")
        for part in ("-p", f"no:{plugin}")
    ),
)


@dataclass(frozen=True)
class _Mutated(MetaPathFinder):
    """Gives the mutant where its module is asked for."""

    name: str
    path: Path
    code: CodeType

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module with the mutant, if it is the one asked for."""
        del path, target
        if fullname != self.name:
            return None
        loader = _Loader(fullname, str(self.path))
        loader.code = self.code
        return spec_from_file_location(fullname, self.path, loader=loader)


class _Loader(SourceFileLoader):
    code: CodeType

    def get_code(self, fullname: str) -> CodeType:
        del fullname
        return self.code


class _Quick:
    """A plugin for pytest: property tests are the same each time, stop at the first failure and keep nothing."""

    @staticmethod
    def pytest_collection() -> None:
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        settings = hypothesis.settings(
            hypothesis.settings.get_profile("without-clock"), database=None, derandomize=True, phases=phases
        )
        hypothesis.settings.register_profile("mutants", settings)
        hypothesis.settings.load_profile("mutants")


class Bench:
    """A module, the tests that belong to it, what rests on it, and the seconds that each run of tests may take."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.users = users(path)
        tests = belonging(path)
        self._runs = tuple(each for each in (tests.first, tests.then) if each)
        self._allowed: dict[tuple[str, ...], int] = {}

    def verdict(self, mutant: Mutant) -> str:
        """What became of a mutant: `killed`, `survived` or `timed out`.

        Raises RuntimeError where the module's tests do not pass as it stands.
        """
        code = mutant.compiled()
        for arguments in self._runs:
            told = _forked(partial(self._run, arguments, code), self._seconds(arguments))
            if told != SURVIVED:
                return told
        return SURVIVED

    def _seconds(self, arguments: tuple[str, ...]) -> int:
        if arguments not in self._allowed:
            before = _of_children()
            if _forked(partial(self._run, arguments, None), _LONGEST) != SURVIVED:
                raise RuntimeError(f"{self.path}: tests fail before anything is changed: pytest {' '.join(arguments)}")
            self._allowed[arguments] = int(_PATIENCE * (_of_children() - before)) + _PATIENCE
        return self._allowed[arguments]

    def _run(self, arguments: Sequence[str], code: CodeType | None) -> int:
        """Runs tests with a mutant in its module's place: 0 when they pass."""
        name = name_of(self.path)
        if code:
            sys.meta_path.insert(0, _Mutated(name, self.path, code))
        for used in self.users & sys.modules.keys():
            parent, _, last = used.rpartition(".")
            del sys.modules[used]
            with suppress(AttributeError):
                delattr(sys.modules.get(parent), last)
        with (
            Path(os.devnull).open("w", encoding="utf-8") as nowhere,
            redirect_stdout(nowhere),
            redirect_stderr(nowhere),
        ):
            return int(pytest.main([*_OPTIONS, *arguments], plugins=[_Quick()]))


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _forked(work: Callable[[], int], seconds: int) -> str:
    """What a copy of this process says of a mutant by how it ends; it may use so many seconds of the processor."""
    child = os.fork()
    if not child:
        code = 1
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
            # whoever waits for something that never comes uses no processor
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(10 * seconds + 60)
            code = work()
        finally:
            os._exit(code)
    try:
        _, status = os.waitpid(child, 0)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    if os.WIFSIGNALED(status):
        out_of_time = {signal.SIGXCPU, signal.SIGKILL, signal.SIGALRM}
        return TIMED_OUT if os.WTERMSIG(status) in out_of_time else KILLED
    return KILLED if os.WEXITSTATUS(status) else SURVIVED
