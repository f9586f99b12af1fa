"""The memory between commands: private, shared, and never the reason for lost work."""

import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from skill.errors import BadInput
from skill.project.store import SCHEMA, Session, Store

SESSION = Session("local", "abc123", "t1", "Tea", "en")


def test_what_is_begun_is_unfinished_until_it_is_finished(tmp_path: Path) -> None:
    """Also for the next process."""
    store = Store(tmp_path)
    entry = store.begin("r1", "render", SESSION, path="/film.mp4")
    store.note(entry, url="u")
    store.close()
    again = Store(tmp_path)
    (found,) = again.unfinished("local")
    assert found.data == {"path": "/film.mp4", "url": "u"}
    again.finish(found)
    assert again.unfinished() == []
    again.close()


def test_each_backend_has_its_own_current_session(tmp_path: Path) -> None:
    """What one gave never goes to another."""
    store = Store(tmp_path)
    store.add(SESSION)
    store.add(Session("https://cloud", "zzz"))
    assert store.current("local").session_id == "abc123"  # type: ignore[union-attr]
    assert store.last_backend() == "https://cloud"
    assert store.find("abc").title == "Tea"  # type: ignore[union-attr]
    store.close()


def test_the_file_is_private(tmp_path: Path) -> None:
    """0600, from the first moment."""
    Store(tmp_path).close()
    assert stat.S_IMODE((tmp_path / "ai-video.db").stat().st_mode) == 0o600


@pytest.mark.parametrize("damage", ["corrupt", "newer"])
def test_a_file_that_cannot_be_read_is_set_aside_and_kept(tmp_path: Path, damage: str) -> None:
    """Nothing is deleted, and work goes on."""
    file = tmp_path / "ai-video.db"
    if damage == "corrupt":
        file.write_bytes(b"no database at all" * 100)
    else:
        db = sqlite3.connect(file)
        db.execute(f"PRAGMA user_version={SCHEMA + 1}")
        db.close()
    store = Store(tmp_path)
    store.add(SESSION)
    assert store.set_aside is not None
    assert store.set_aside.exists()
    assert store.current("local") is not None
    store.close()


def test_a_folder_that_cannot_be_written_is_bad_input(tmp_path: Path) -> None:
    """A sentence, no traceback."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        Store(tmp_path / "file" / "state")
    assert caught.value.outcome == "home_unwritable"


def test_many_writers_lose_nothing(tmp_path: Path) -> None:
    """Several commands at once share one memory."""
    Store(tmp_path).close()

    def write(number: int) -> None:
        store = Store(tmp_path)
        for n in range(10):
            store.begin(f"{number}-{n}", "run", SESSION)
        store.close()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = Store(tmp_path)
    assert len(store.unfinished()) == 40
    store.close()


_WRITING = """
import sys
from pathlib import Path
from skill.project.store import Session, Store
store = Store(Path(sys.argv[1]))
for number in range(100_000):
    store.begin(str(number), "run", Session("local", "s"), text="x" * 2000)
    print(number, flush=True)
"""


def test_a_writer_that_is_killed_loses_nothing_that_it_had_written(tmp_path: Path) -> None:
    """Old or new, never half; and nothing is set aside."""
    words = [sys.executable, "-c", _WRITING, str(tmp_path)]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=root) as writer:
        assert writer.stdout is not None
        told = [writer.stdout.readline() for _ in range(30)]
        writer.kill()
        told += writer.stdout.readlines()
    last = int([line for line in told if line.endswith("\n")][-1])
    store = Store(tmp_path)
    assert store.set_aside is None
    assert len(store.unfinished()) >= last + 1
    store.close()
