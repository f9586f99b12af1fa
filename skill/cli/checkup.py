"""`doctor`: what is installed, reachable and writable, and what to do about the rest."""

import importlib.util
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from skill import replies
from skill.cli.show import json_line
from skill.errors import BadInput, Failure
from skill.safe import clean
from skill.settings import Settings


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list. `needed` says whether films cannot be made without it."""

    name: str
    ok: bool
    text: str
    hint: str = ""
    needed: bool = True


def run(options: Namespace, settings: Settings) -> int:
    """Print the list; 1 where something needed is missing."""
    spoken = settings.locale if settings.language == "auto" else settings.language
    found = [check for probe in _PROBES for check in probe(settings, spoken)]
    ok = all(check.ok for check in found if check.needed)
    for check in found:
        if options.json:
            print(json_line({"type": "check", **asdict(check)}))
        else:
            mark = "✓" if check.ok else "✗" if check.needed else "–"
            print(clean(f"{mark} {check.name}: {check.text}" + (f"\n    {check.hint}" if check.hint else "")))
    if options.json:
        print(json_line({"type": "done", "ok": ok}))
    return 0 if ok else 1


def _python(settings: Settings, spoken: str) -> Iterator[Check]:
    del settings
    wanted = replies.say("doctor_python", spoken)
    yield Check(
        "Python", sys.version_info >= (3, 11), sys.version.split()[0], "" if sys.version_info >= (3, 11) else wanted
    )


def _page(settings: Settings, spoken: str) -> Iterator[Check]:
    del spoken
    from skill.bootstrap import manifest

    try:
        page = manifest(settings)
    except BadInput as problem:
        yield Check("SKILL.md", False, str(problem.facts.get("reason")), "ai-video inspect SKILL.md")
        return
    platform = page.headers.get("X-Skill-Platform", "")
    yield Check("SKILL.md", True, f"{page.name} {page.version} ({platform}) {page.path}")


def _copies(settings: Settings, spoken: str) -> Iterator[Check]:
    del spoken
    from skill import loader

    for copy in loader.installed(settings.env):
        text = f"{copy.place}: {copy.version} → X-Skill-Platform: {copy.platform}"
        yield Check("copy", copy.ok, text, copy.fix, needed=False)


def _folders(settings: Settings, spoken: str) -> Iterator[Check]:
    for folder in (settings.state, settings.data, settings.cache):
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            probe = folder / ".probe"
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as problem:
            facts = {"path": str(folder), "reason": problem.strerror or str(problem)}
            yield Check(
                "folder",
                False,
                replies.say("home_unwritable", spoken, **facts),
                replies.hint("home_unwritable", spoken),
            )
        else:
            yield Check("folder", True, str(folder))


def _film_parts(settings: Settings, spoken: str) -> Iterator[Check]:
    del settings
    missing = replies.say("doctor_reinstall", spoken)
    for name, module in (("numpy", "numpy"), ("OpenCV", "cv2"), ("Pillow", "PIL"), ("font", "justmytype_intl_cjk")):
        found = importlib.util.find_spec(module)
        yield Check(
            name,
            found is not None,
            str(Path(found.origin).parent) if found and found.origin else "–",
            "" if found else missing,
        )
    yield _ffmpeg(missing)
    voice = importlib.util.find_spec("espeakng_loader")
    yield Check(
        "voice",
        voice is not None,
        "eSpeak NG" if voice else "–",
        "" if voice else replies.say("doctor_voice", spoken),
        needed=False,
    )


def _ffmpeg(missing: str) -> Check:
    from imageio_ffmpeg import get_ffmpeg_exe, get_ffmpeg_version

    try:
        return Check("ffmpeg", True, f"{get_ffmpeg_version()} {get_ffmpeg_exe()}")
    except (RuntimeError, OSError) as problem:
        return Check("ffmpeg", False, str(problem), missing)


def _backends(settings: Settings, spoken: str) -> Iterator[Check]:
    from skill.bootstrap import manifest
    from skill.client.http import Backend, Http
    from skill.clock import Clock

    try:
        page = manifest(settings)
        url = settings.api_url or page.api_base
        http = Http(Backend(url, url), page.headers, Clock(settings.time_scale))
        answers = http.answers()
        http.close()
    except Failure as problem:
        yield Check("cloud", False, replies.say(problem.outcome, spoken, **problem.facts), needed=False)
        return
    yield Check("cloud", answers, url, "" if answers else replies.say("doctor_offline", spoken), needed=False)
    token = "NEMO_TOKEN" if settings.token else replies.say("doctor_token", spoken)
    yield Check("token", True, token)


_PROBES: tuple[Callable[[Settings, str], Iterator[Check]], ...] = (
    _python, _page, _copies, _folders, _film_parts, _backends,
)  # fmt: skip
