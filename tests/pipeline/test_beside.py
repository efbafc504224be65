"""Work that is done in a process beside this one gives what it would have given in it."""

import os

import pytest

from kvalitet.pipeline import workers

forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes can be forked here")


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_processors", lambda: 2)


@forking
def test_much_is_done_beside_and_little_when_it_is_asked_for() -> None:
    assert workers.beside(os.getpid, workers.WORTHWHILE)() != os.getpid()
    assert workers.beside(os.getpid, workers.WORTHWHILE - 1)() == os.getpid()


def test_one_processor_does_it_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_processors", lambda: 1)
    assert workers.beside(os.getpid, workers.WORTHWHILE)() == os.getpid()


@forking
def test_what_is_raised_beside_is_raised_when_it_is_asked_for(capfd: pytest.CaptureFixture[str]) -> None:
    result = workers.beside(lambda: 1 // 0, workers.WORTHWHILE)
    with pytest.raises(ZeroDivisionError):
        result()
    assert capfd.readouterr() == ("", "")


@forking
def test_a_process_that_dies_loses_nothing() -> None:
    here = os.getpid()

    def dying() -> int:
        if os.getpid() != here:
            os._exit(9)
        return 7

    assert workers.beside(dying, workers.WORTHWHILE)() == 7
