"""Builds the runtime once per command: page, memory, backend, client. The top of the house."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from skill import local, replies
from skill.client.auth import Auth
from skill.client.http import Backend, Http
from skill.clock import Clock
from skill.errors import BadInput
from skill.handlers.turn import Services
from skill.loader import Manifest, SkillError, bundled, load
from skill.project.session import Sessions
from skill.project.store import Store
from skill.reports import Emit, Report, Status
from skill.runtime import Runtime
from skill.settings import Settings


def manifest(settings: Settings) -> Manifest:
    """The skill page that the user named, or our own. Raises BadInput where it cannot be used."""
    path = settings.skill_page or bundled()
    try:
        return load(path)
    except SkillError as problem:
        raise BadInput("bad_skill", path=str(path), reason=str(problem)) from problem


@contextmanager
def runtime(settings: Settings, emit: Emit, *, new: bool = False) -> Iterator[Runtime]:
    """The runtime, with everything that it opens closed at the end."""
    page = manifest(settings)
    store = Store(settings.state)
    spoken = settings.locale if settings.language == "auto" else settings.language
    if store.set_aside:
        emit(Status(replies.say("memory_set_aside", spoken, path=str(store.set_aside))))
    http: Http | None = None
    try:
        backend = choose(settings, page, store, emit, spoken, new)
        clock = Clock(settings.time_scale)
        http = Http(backend, page.headers, clock)
        auth = Auth(http, settings, lambda outcome: emit(Status(replies.say(outcome, spoken))))
        http.tokens = auth
        services = Services(settings, page, clock, store, http, auth)
        yield Runtime(services, Sessions(settings, store, http, auth, new), _discreet(emit, auth))
    finally:
        if http is not None:
            http.close()
        store.close()


def _discreet(emit: Emit, auth: Auth) -> Emit:
    """Nothing that is told holds a token, whoever wrote it."""

    def tell(report: Report) -> None:
        for name, value in report.as_json().items():
            for secret in auth.secrets:
                if name != "type" and isinstance(value, str) and secret in value:
                    report = replace(report, **{name: value.replace(secret, "***")})
        emit(report)

    return tell


def choose(settings: Settings, page: Manifest, store: Store, emit: Emit, spoken: str, new: bool) -> Backend:
    """Which backend: the one asked for; else the session's; else the cloud if it answers; else the studio."""
    cloud = Backend(settings.api_url or page.api_base, settings.api_url or page.api_base)
    wanted = settings.backend
    if wanted == "auto":
        wanted = _known(settings, store, cloud, new) or (
            "cloud" if _answers(cloud, page, Clock(settings.time_scale)) else "offline"
        )
    if wanted == "cloud":
        return cloud
    if wanted == "offline":
        emit(Status(replies.say("using_studio", spoken)))
    return Backend("local", local.ensure(settings))


def _known(settings: Settings, store: Store, cloud: Backend, new: bool) -> str | None:
    """What is settled without asking the network. A session stays with the backend that it began on."""
    named = store.find(settings.session) if settings.session else None
    if named is not None:
        return "local" if named.backend == "local" else "cloud"
    if settings.token or settings.api_url:
        return "cloud"
    last = store.last_backend()
    if new or last is None:
        return None
    return "local" if last == "local" else "cloud" if last == cloud.key else None


def _answers(cloud: Backend, page: Manifest, clock: Clock) -> bool:
    http = Http(cloud, page.headers, clock)
    try:
        return http.answers()
    finally:
        http.close()
