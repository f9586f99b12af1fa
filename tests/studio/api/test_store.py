"""What the studio remembers."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from studio.config import Config
from studio.steps import Steps
from studio.store import open_store
from studio.store.accounts import OutOfCredits
from studio.store.database import VERSION, NewerStore
from studio.store.sessions import KEPT_STEPS


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(home=tmp_path / "home")


def test_everything_is_there_again_after_reopening(config: Config) -> None:
    store = open_store(config)
    token = store.accounts.new_token("client")
    user = store.accounts.bearer(token, "token").user_id
    session = store.sessions.create(user, "zh")
    store.sessions.save_draft(session.id, {"d": 1}, [{"d": 2}], [{"d": 3}], "标题")
    store.sessions.add_event(session.id, {"text": "你好"})
    store.close()
    store = open_store(config)
    found = store.sessions.get(store.accounts.bearer(token, "token").user_id, session.id)
    assert (found.draft, found.undo, found.redo) == ({"d": 1}, ({"d": 2},), ({"d": 3},))
    assert (found.title, found.language) == ("标题", "zh")
    assert store.sessions.events(session.id) == [{"text": "你好"}]
    store.close()


def test_only_the_owner_can_read_it_and_no_secret_is_in_it(config: Config) -> None:
    store = open_store(config)
    token = store.accounts.new_token("client")
    user = store.accounts.bearer(token, "token").user_id
    claim = store.accounts.new_claim(user, "s")
    store.close()
    assert config.home.stat().st_mode & 0o777 == 0o700
    for path in config.home.iterdir():
        assert path.stat().st_mode & 0o077 == 0, path
        assert token.encode() not in path.read_bytes()
        assert claim.encode() not in path.read_bytes()


@pytest.mark.parametrize("junk", [b"this is no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_file_is_set_aside_with_a_notice(config: Config, junk: bytes) -> None:
    config.home.mkdir()
    (config.home / "studio.db").write_bytes(junk)
    store = open_store(config)
    assert store.notice
    assert "studio.db.broken-" in store.notice
    (kept,) = config.home.glob("studio.db.broken-*")
    assert kept.read_bytes() == junk
    assert store.accounts.new_token("client")
    store.close()


def test_a_file_of_a_later_version_is_left_alone(config: Config) -> None:
    open_store(config).close()
    with sqlite3.connect(config.home / "studio.db") as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()
    with pytest.raises(NewerStore, match="update"):
        open_store(config)
    assert not list(config.home.glob("*.broken-*"))


def test_a_home_that_cannot_be_made_is_an_oserror(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        open_store(Config(home=tmp_path / "file" / "home"))


def test_credits_are_held_then_taken_or_given_back(config: Config) -> None:
    accounts = open_store(config).accounts
    user = accounts.bearer(accounts.new_token("client"), "token").user_id
    accounts.hold(user, 60)
    assert (accounts.balance(user).available, accounts.balance(user).frozen) == (40, 60)
    with pytest.raises(OutOfCredits):
        accounts.hold(user, 41)
    accounts.settle(user, held=60, spent=0)
    assert accounts.balance(user).available == 100
    accounts.hold(user, 60)
    accounts.settle(user, held=60, spent=60)
    balance = accounts.balance(user)
    assert (balance.available, balance.frozen, balance.total) == (40, 0, 40)


def test_what_a_killed_studio_held_is_given_back(config: Config) -> None:
    accounts = open_store(config).accounts
    user = accounts.bearer(accounts.new_token("client"), "token").user_id
    accounts.hold(user, 60)
    assert open_store(config).accounts.balance(user).available == 100


def test_a_changed_access_token_replaces_the_old_one(config: Config) -> None:
    first = open_store(replace(config, access_token="first-long-enough-secret"))
    assert first.accounts.bearer("first-long-enough-secret", "token").user_id == "owner"
    second = open_store(replace(config, access_token="second-long-enough-secret"))
    assert second.accounts.bearer("first-long-enough-secret", "token") is None
    assert second.accounts.bearer("second-long-enough-secret", "token").user_id == "owner"


def test_one_can_go_back_a_long_way_but_not_for_ever(config: Config) -> None:
    store = open_store(config)
    user = store.accounts.bearer(store.accounts.new_token("client"), "token").user_id
    session = store.sessions.create(user, "en")
    drafts = [{"d": number} for number in range(KEPT_STEPS + 10)]
    store.sessions.save_draft(session.id, {"d": -1}, drafts, [], "")
    assert store.sessions.get(user, session.id).undo == tuple(drafts[10:])
    store.close()


A, B, C = {"d": 1}, {"d": 2}, {"d": 3}


@pytest.mark.parametrize(
    ("steps", "current", "made", "operations", "expected"),
    [
        (Steps(), None, A, ["create"], Steps()),
        (Steps(), A, B, ["trim"], Steps((A,))),
        (Steps((A,), (C,)), B, C, ["trim"], Steps((A, B))),  # a change after an undo forgets what was undone
        (Steps((A, B)), C, B, ["undo"], Steps((A,), (C,))),
        (Steps((A, B)), C, A, ["undo", "undo"], Steps((), (C, B))),
        (Steps((A,), (C,)), B, C, ["redo"], Steps((A, B))),
        (Steps((), (C, B)), A, C, ["redo"], Steps((A, B))),
    ],
)
def test_steps(steps: Steps, current: dict, made: dict, operations: list[str], expected: Steps) -> None:
    assert steps.after(current, made, operations) == expected
