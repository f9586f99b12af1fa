"""Where things lie and what the environment asks for. Read once; nobody else reads `os.environ`."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from skill.errors import BadInput

APP = "ai-video"
DEFAULT_WEB = "https://nemovideo.com"
BACKENDS = ("auto", "cloud", "local")


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a command knows before it starts. Secrets do not appear in its repr."""

    state: Path  # private: tokens, sessions, journal
    data: Path  # films, the studio's store
    cache: Path  # can be deleted
    films: Path  # where a film goes that nobody named a place for
    skill_page: Path | None
    backend: str
    api_url: str | None
    web_url: str
    time_scale: float
    session: str | None
    language: str  # auto, en or zh
    locale: str  # en or zh: what to speak before anybody said a word
    env: Mapping[str, str]  # the environment as it was, for the few that need more of it

    def __repr__(self) -> str:
        return f"Settings(backend={self.backend!r}, state={str(self.state)!r})"

    @property
    def token(self) -> str | None:
        """`NEMO_TOKEN`, stripped: a line end in it would be printed by the HTTP library's own error."""
        return self.env.get("NEMO_TOKEN", "").strip() or None


def read(
    env: Mapping[str, str] | None = None,
    *,
    skill: str | None = None,
    backend: str | None = None,
    api_url: str | None = None,
    session: str | None = None,
    lang: str | None = None,
) -> Settings:
    """Settings from the command's options, then the environment, then the defaults.

    Raises BadInput for a value that cannot be meant.
    """
    env = dict(os.environ if env is None else env)
    state, data, cache = _folders(env)
    page = skill or env.get("AI_VIDEO_SKILL")
    return Settings(
        state=state,
        data=data,
        cache=cache,
        films=Path(),
        skill_page=Path(page) if page else None,
        backend=_one_of(backend or env.get("AI_VIDEO_BACKEND") or "auto", BACKENDS, "AI_VIDEO_BACKEND"),
        api_url=_url(api_url or env.get("NEMO_API_URL")),
        web_url=(_url(env.get("NEMO_WEB_URL")) or DEFAULT_WEB).rstrip("/"),
        time_scale=_scale(env.get("AI_VIDEO_TIME_SCALE")),
        session=session,
        language=lang or "auto",
        locale=locale(env),
        env=env,
    )


def _folders(env: Mapping[str, str]) -> tuple[Path, Path, Path]:
    if home := env.get("AI_VIDEO_HOME"):
        root = Path(home).expanduser().absolute()
        return root / "state", root / "data", root / "cache"
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(APP, appauthor=False)
    return Path(dirs.user_state_dir), Path(dirs.user_data_dir), Path(dirs.user_cache_dir)


def _one_of(value: str, allowed: tuple[str, ...], name: str) -> str:
    if value not in allowed:
        raise BadInput("bad_setting", name=name, value=value, allowed=", ".join(allowed))
    return value


def _url(value: str | None) -> str | None:
    if value and not value.startswith(("http://", "https://")):
        raise BadInput("bad_setting", name="URL", value=value, allowed="https://…")
    return value.rstrip("/") if value else None


def _scale(value: str | None) -> float:
    try:
        scale = float(value or 1)
    except ValueError:
        scale = 0
    if not 0 < scale <= 1000:
        raise BadInput("bad_setting", name="AI_VIDEO_TIME_SCALE", value=value, allowed="0.001 … 1000")
    return scale


def locale(env: Mapping[str, str]) -> str:
    """What to speak before anybody said a word: en or zh."""
    named = env.get("LC_ALL") or env.get("LC_MESSAGES") or env.get("LANG") or ""
    return "zh" if named.lower().startswith("zh") else "en"
