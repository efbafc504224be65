"""Whoever is stopped or comes at once: a file is the old or the new, never a mixture, and none is left behind."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kvalitet.errors import KvalitetError
from kvalitet.store.files import create_file, replace_file, sweep
from kvalitet.store.lock import locked

WRITER = """
import sys
from pathlib import Path
from kvalitet.store.files import replace_file, sweep
from kvalitet.store.lock import locked
file, name = Path(sys.argv[1]), sys.argv[2]
print("redo", flush=True)
for number in range(int(sys.argv[3])):
    with locked(file.parent / ".kvalitet.lock", name):
        sweep(file.parent)
        replace_file(file, f"{name} {number:06}\\n".encode() * 4000)
"""


def writer(file: Path, name: str, times: int) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-c", WRITER, file, name, str(times)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"redo\n"
    return process


def is_whole(file: Path) -> bool:
    rows = file.read_bytes().split(b"\n")
    return len(rows) == 4001 and len(set(rows[:-1])) == 1


def test_two_writers_at_once_never_mix(tmp_path: Path) -> None:
    file = tmp_path / "AVV-2026-0001.yaml"
    replace_file(file, b"gammalt 000000\n" * 4000)
    with writer(file, "ena", 60) as one, writer(file, "andra", 60) as other:
        while one.poll() is None or other.poll() is None:
            assert is_whole(file)
        assert (one.returncode, other.returncode) == (0, 0)
    assert file.read_bytes()[:-1].endswith(b" 000059")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".kvalitet.lock", file.name]


def test_the_lock_says_who_holds_it_and_goes_away_with_its_holder(tmp_path: Path) -> None:
    lock = tmp_path / "lås"
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom kvalitet.store.lock import locked\n"
        "with locked(Path(sys.argv[1]), 'anna på kontoret'):\n    print('redo', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script, lock], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"redo\n"
        with pytest.raises(KvalitetError) as caught, locked(lock, "test", patience=0.2):
            pass
        assert str(caught.value) == (
            "registret ändras just nu av anna på kontoret. Vänta tills det är klart och försök igen."
        )
        holder.kill()
        holder.wait()
    with locked(lock, "test", patience=0):
        assert lock.read_text(encoding="utf-8") == "test"
    assert lock.read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("step", ["tempfile.mkstemp", "os.fsync", "pathlib.Path.replace"])
def test_a_folder_that_takes_nothing_keeps_the_old_file(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "AVV-2026-0001.yaml"
    file.write_bytes(b"gammalt")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    # root, whom tests may run as, is refused nothing
    monkeypatch.setattr(step, refuse)
    with pytest.raises(OSError, match=os.strerror(errno.EROFS)):
        replace_file(file, b"nytt")
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
    assert file.read_bytes() == b"gammalt"


def test_what_is_swept_is_what_a_stopped_writer_left_and_nothing_else(tmp_path: Path) -> None:
    names = (
        ".AVV-2026-0001.yaml.ab12_xyz.kvalitet-ny",
        # a file that somebody has put aside
        ".gitlab-ci.yaml.disabled",
        ".gitignore",
        ".anteckning.yaml",
        ".AVV-2026-0001.yaml.ab12_xyz",
        "AVV-2026-0001.yaml.ab12_xyz.kvalitet-ny",
        # of a document: it may be on its way just now, by one who needs no lock
        ".berattelse.md.ab12_xyz.kvalitet-ny",
        "AVV-2026-0001.yaml",
    )
    places = (tmp_path / "avvikelser" / "2026", tmp_path / ".git" / "objects")
    for place in places:
        place.mkdir(parents=True)
        for name in names:
            (place / name).write_bytes(b"x")
    (tmp_path / "länk").symlink_to(places[1], target_is_directory=True)
    link = tmp_path / ".egen.yaml.original.kvalitet-ny"
    link.symlink_to(places[0] / names[3])
    sweep(tmp_path)
    assert link.is_symlink()
    assert sorted(path.name for path in places[0].iterdir()) == sorted(names[1:])
    # git's folder is git's
    assert sorted(path.name for path in places[1].iterdir()) == sorted(names)


def test_a_new_file_is_whole_and_never_takes_the_place_of_another(tmp_path: Path) -> None:
    file = tmp_path / "AVV-2026-0001.yaml"
    create_file(file, b"id: x\n")
    assert file.read_bytes() == b"id: x\n"
    assert file.stat().st_mode & 0o777 == 0o666 & ~umask()
    with pytest.raises(FileExistsError):
        create_file(file, b"id: y\n")
    file.unlink()
    file.symlink_to(tmp_path / "annan.yaml")
    with pytest.raises(FileExistsError):
        create_file(file, b"id: y\n")
    assert list(tmp_path.iterdir()) == [file]


def test_a_new_file_needs_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    file = tmp_path / "AVV-2026-0001.yaml"
    create_file(file, b"id: x\n")
    with pytest.raises(FileExistsError):
        create_file(file, b"id: y\n")
    assert file.read_bytes() == b"id: x\n"
    assert list(tmp_path.iterdir()) == [file]


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
