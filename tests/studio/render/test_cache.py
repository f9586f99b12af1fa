"""What the cache keeps, and for how long."""

import os
from pathlib import Path

from studio.render import cache


def put(folder: Path, name: str, size: int, age: int) -> Path:
    path = folder / name
    path.write_bytes(bytes(size))
    os.utime(path, (1_000_000 - age, 1_000_000 - age))
    return path


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    old, used, new = (put(tmp_path, name, 400, age) for name, age in (("old", 300), ("used", 200), ("new", 100)))
    put(tmp_path, "oldest", 400, 400)
    assert cache.hit(used)
    cache.prune(tmp_path, limit=900)
    assert [used.exists(), new.exists(), old.exists(), (tmp_path / "oldest").exists()] == [True, True, False, False]


def test_leftovers_of_dead_renders_go_but_not_those_of_living_ones(tmp_path: Path) -> None:
    dead = tmp_path / f"{cache.UNFINISHED}dead"
    dead.mkdir()
    (dead / "half.part").write_bytes(bytes(10))
    os.utime(dead, (1_000_000, 1_000_000))
    with cache.workshop(tmp_path) as living:
        cache.prune(tmp_path)
        assert living.is_dir()
    assert not dead.exists()
    assert not living.exists()


def test_the_same_parts_have_the_same_name_whatever_their_order(tmp_path: Path) -> None:
    assert cache.key({"a": 1, "b": [2, "语"]}) == cache.key({"b": [2, "语"], "a": 1})
    assert cache.key({"a": 1}) != cache.key({"a": 2})


def test_files_of_one_size_with_other_content_are_told_apart(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(bytes(300_000))
    other.write_bytes(bytes(299_999) + b"x")
    assert cache.identity(one) != cache.identity(other)
