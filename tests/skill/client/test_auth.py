"""Tokens: got once, renewed once, kept where only their owner reads them, and never believed against the server's word."""

import json
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from skill import settings as reading
from skill.client import vault
from skill.client.auth import Auth, forget
from skill.client.http import Http
from skill.errors import BadInput, NotAuthorised
from tests.skill.client.misbehaving import Misbehaving, envelope

ROOT = Path(__file__).resolve().parents[3]
TOKENS = "/api/auth/anonymous-token"


def _auth(http: Http, folder: Path, **env: str) -> Auth:
    base = {"AI_VIDEO_HOME": str(folder / "home"), "HOME": str(folder)}
    return Auth(http, reading.read(base | env), lambda outcome: None)


def _file(folder: Path) -> Path:
    return folder / "home" / "state" / vault.FILE


def test_the_environment_comes_first_then_what_is_stored(http: Http, server: Misbehaving, tmp_path: Path) -> None:
    """One anonymous token for all commands of a home; none where the user has one."""
    assert _auth(http, tmp_path).token() == _auth(http, tmp_path).token() == "nmv_usr_one"
    assert _auth(http, tmp_path, NEMO_TOKEN=" mine \n").token() == "mine"
    assert server.count(TOKENS) == 1


_RENEW = """
import sys
from pathlib import Path
from skill import settings as reading
from skill.client.auth import Auth
from skill.client.http import Backend, Http
from skill.clock import Clock
url, home = sys.argv[1:]
http = Http(Backend(url, url), {}, Clock(0.001))
auth = Auth(http, reading.read({"AI_VIDEO_HOME": home, "HOME": home}), lambda outcome: None)
print(auth.renew("nmv_usr_old"))
"""


def test_two_processes_that_renew_at_once_renew_once(server: Misbehaving, tmp_path: Path) -> None:
    """The second finds the first one's token under the lock."""
    server.then(TOKENS, 0.3, envelope({"token": "nmv_usr_new"}))
    server.always(TOKENS, envelope({"token": "nmv_usr_newer"}))
    words = [sys.executable, "-c", _RENEW, server.url, str(tmp_path)]
    both = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(2)]
    assert {one.communicate(timeout=60)[0].strip() for one in both} == {"nmv_usr_new"}
    assert server.count(TOKENS) == 1


@pytest.mark.parametrize("hours", [-1, 1, 24 * 365, -24 * 365])
def test_a_clock_that_jumps_locks_nobody_out(
    http: Http, server: Misbehaving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    """A token that has run out by our clock only goes on serving: the backend gives no second one within a week."""
    assert _auth(http, tmp_path).token() == "nmv_usr_one"
    server.always(TOKENS, envelope(code=429, status=429))
    jumped = time.time() + hours * 3600
    monkeypatch.setattr(time, "time", lambda: jumped)
    assert _auth(http, tmp_path).token() == "nmv_usr_one"


def test_a_refused_token_is_not_taken_again(http: Http, server: Misbehaving, tmp_path: Path) -> None:
    """Refused by the server, and no second one given: log in, no loop."""
    auth = _auth(http, tmp_path)
    server.then(TOKENS, envelope({"token": "nmv_usr_one"}))
    refused = auth.token()
    server.always(TOKENS, envelope(code=429, status=429))
    with pytest.raises(NotAuthorised):
        auth.renew(refused)


def test_a_users_own_token_is_never_replaced(http: Http, server: Misbehaving, tmp_path: Path) -> None:
    """Another account would not have the work."""
    with pytest.raises(NotAuthorised):
        _auth(http, tmp_path, NEMO_TOKEN="mine").renew("mine")
    assert server.count(TOKENS) == 0


def test_a_file_that_others_can_read_is_made_private(http: Http, tmp_path: Path) -> None:
    """Also where somebody's backup or copy opened it."""
    _auth(http, tmp_path).token()
    _file(tmp_path).chmod(0o644)
    _auth(http, tmp_path).token()
    assert stat.S_IMODE(_file(tmp_path).stat().st_mode) == 0o600


def test_a_link_in_the_files_place_is_not_followed(http: Http, server: Misbehaving, tmp_path: Path) -> None:
    """Neither read nor written through."""
    elsewhere = tmp_path / "elsewhere.json"
    planted = {server.url: {"token": "nmv_usr_planted", "expires": time.time() + 1e6}}
    elsewhere.write_text(json.dumps(planted), encoding="utf-8")
    _file(tmp_path).parent.mkdir(parents=True)
    _file(tmp_path).symlink_to(elsewhere)
    assert _auth(http, tmp_path).token() == "nmv_usr_one"
    assert not _file(tmp_path).is_symlink()
    assert json.loads(elsewhere.read_text(encoding="utf-8")) == planted


@pytest.mark.parametrize(
    "content", ["", "no json", "[]", '{"x": 1}', '{"URL": {"token": 7, "expires": "soon"}}', "[" * 9999]
)
def test_a_damaged_file_is_replaced(http: Http, server: Misbehaving, tmp_path: Path, content: str) -> None:
    """A token is got anew."""
    _file(tmp_path).parent.mkdir(parents=True)
    _file(tmp_path).write_text(content.replace("URL", server.url), encoding="utf-8")
    assert _auth(http, tmp_path).token() == "nmv_usr_one"
    assert _auth(http, tmp_path).token() == "nmv_usr_one"
    assert server.count(TOKENS) == 1


def test_logout_deletes_it(http: Http, server: Misbehaving, tmp_path: Path) -> None:
    """The next command gets another."""
    _auth(http, tmp_path).token()
    assert forget(tmp_path / "home" / "state", "cloud")
    assert b"nmv_usr" not in _file(tmp_path).read_bytes()
    assert not forget(tmp_path / "home" / "state", None)
    _auth(http, tmp_path).token()
    assert server.count(TOKENS) == 2


def test_a_home_that_cannot_be_written_is_a_sentence(http: Http, tmp_path: Path) -> None:
    """Bad input, no traceback."""
    (tmp_path / "home").write_text("", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        _auth(http, tmp_path).token()
    assert caught.value.outcome == "home_unwritable"


_KEYRING = """
import json, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from skill.client import vault
vault.KEYRING_SECONDS = 0.5
made = vault.Vault(Path(sys.argv[1]))
with made.locked():
    made.put("https://cloud", "nmv_usr_canary", time.time() + 999)
print(made.get("https://cloud").token, (Path(sys.argv[1]) / vault.FILE).read_text(encoding="utf-8"))
made.forget(lambda backend: True)
print(made.get("https://cloud"))
"""

_STORE = """
import time
from keyring.backend import KeyringBackend
class Store(KeyringBackend):
    priority = 1
    kept = {}
    def set_password(self, service, name, password):
        PAUSE
        self.kept[service, name] = password
    def get_password(self, service, name):
        return self.kept.get((service, name))
    def delete_password(self, service, name):
        del self.kept[service, name]
"""


@pytest.mark.parametrize(
    ("pause", "in_file"), [("pass", False), ("time.sleep(60)", True), ("raise RuntimeError", True)]
)
def test_the_keyring_keeps_tokens_where_it_answers(tmp_path: Path, pause: str, in_file: bool) -> None:
    """One that hangs or refuses is done without."""
    (tmp_path / "storing.py").write_text(_STORE.replace("PAUSE", pause), encoding="utf-8")
    words = [sys.executable, "-c", _KEYRING, str(tmp_path / "state"), str(tmp_path)]
    env = {"PYTHON_KEYRING_BACKEND": "storing.Store", "PYTHONPATH": f"{ROOT}:{tmp_path}", "HOME": str(tmp_path)}
    ran = subprocess.run(words, capture_output=True, text=True, env=env, check=False, timeout=30)
    got, after = ran.stdout.splitlines()
    assert got.startswith("nmv_usr_canary "), ran.stderr
    assert ("nmv_usr_canary" in got.split(" ", 1)[1]) is in_file
    assert after == "None"
