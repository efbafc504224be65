from pathlib import Path

import pytest

from tests.store.archive import Archive, isolate


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "arkiv").init()
