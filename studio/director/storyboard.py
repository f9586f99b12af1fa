"""From beats to a draft: lengths, captions in time, motion, drawings, music, narration."""

import random
from collections.abc import Sequence
from typing import Any

from studio.director import draft as drafts
from studio.director.beats import Beat, texts
from studio.director.timing import on_grid, reading_ms, share, speaking_ms, step_ms
from studio.director.values import Art, Draft, Material
from studio.director.writing import language_of

_MOTIONS = ("zoom_in", "pan_right", "zoom_out", "pan_left", "pan_up")
_TRANSITIONS = {
    "calm": "fade",
    "upbeat": "slide",
    "cinematic": "fade",
    "playful": "push",
    "elegant": "fade",
    "tech": "wipe",
    "dreamy": "fade",
    "lofi": "fade",
}
_MUSIC_NAMES = {
    "en": {"calm": "Calm", "upbeat": "Upbeat", "cinematic": "Cinematic", "playful": "Playful", "elegant": "Elegant", "tech": "Tech", "dreamy": "Dreamy", "lofi": "Lo-fi"},
    "zh": {"calm": "舒缓", "upbeat": "欢快", "cinematic": "电影感", "playful": "俏皮", "elegant": "优雅", "tech": "科技感", "dreamy": "梦幻", "lofi": "Lo-fi"},
}  # fmt: skip
MUSIC_VOLUME = 0.35
UNDER_VOICE = 0.2
OWN_VOLUME = 0.6  # the user's own audio, which was sent to be heard
_USUAL = {"title": 3_000, "ending": 2_600}  # ms, where there is little to read
_BRIEF = 5_500  # ms: a title or an ending that stands longer waits for nothing


def music_name(mood: str, language: str) -> str:
    """What people are shown for music of a mood."""
    return _MUSIC_NAMES[language].get(mood, mood)


def fit(beats: Sequence[Beat], length: int, captions: bool) -> tuple[list[Beat], int]:
    """The beats that a length can hold, and how many of the user's own had to go.

    Framing goes first, then the ending where the film is very short, then the user's words from the end.
    """
    kept = list(beats)
    floor = min(2_000, length)
    dropped = 0
    while len(kept) > 1 and not _fits(kept, length, captions, floor):
        framing = [i for i, b in enumerate(kept) if not b.own and 0 < i < len(kept) - 1]
        if framing:
            kept.pop(framing[-1])
        elif kept[-1].layout == "ending" and (len(kept) * floor > length or len(kept) == 2):
            kept.pop()
        else:
            last = len(kept) - 2 if kept[-1].layout == "ending" and len(kept) > 2 else len(kept) - 1
            kept.pop(last)
            dropped += 1
    return kept, dropped


def _fits(beats: Sequence[Beat], length: int, captions: bool, floor: int) -> bool:
    """Whether everything can be read, at a brisk pace, in the time there is."""
    return len(beats) * floor <= length and sum(b.need(captions) for b in beats) * 0.72 <= max(
        length, 2_000 * len(beats) * 0.72
    )


def lay_out(
    beats: Sequence[Beat],
    *,
    size: tuple[int, int, int],
    length: int,
    look: dict[str, Any],
    music: dict[str, Any] | None,
    captions: bool,
    narration: bool,
    subtext: str,
    art: Art,
    about: str,
) -> Draft:
    """The draft: `size` is width, height, frames a second; `look` the draft's own `m`."""
    language = look["language"]
    w, h, fps = size
    lengths = _lengths(beats, length, captions or narration, fps)
    starts = [sum(lengths[:i]) for i in range(len(lengths))]
    scenes = [
        {"id": f"scene-{i + 1}", "s": s, "d": d, "m": m}
        for i, (s, d, m) in enumerate(zip(starts, lengths, _scenes(beats, lengths, look, art, about), strict=True))
    ]
    made: Draft = {"d": length, "w": w, "h": h, "fps": fps, "m": look, "t": []}
    drafts.put_track(made, "video", scenes, language)
    if music is not None:
        drafts.put_track(made, "music", [{"id": "music-1", "s": 0, "d": length, "m": music}], language)
    spoken = _spoken(beats, starts, lengths, fps, language) if narration else []
    if spoken:
        drafts.put_track(made, "voice", spoken, language)
    if beats[0].layout == "title":
        text: dict[str, Any] = {
            "name": look["title"],
            "text": look["title"],
            **({"subtext": subtext} if subtext else {}),
        }
        drafts.put_track(made, "title", [{"id": "title-1", "s": 0, "d": lengths[0], "m": text}], language)
    if captions:
        told = _captions(beats, starts, lengths, fps)
        if told:
            drafts.put_track(made, "caption", told, language)
    return made


def _lengths(beats: Sequence[Beat], length: int, captions: bool, fps: int) -> list[int]:
    """Every scene's length: what it takes to read it, with the rest in proportion; title and ending stay brief."""
    needs = [float(max(b.need(captions), _USUAL.get(b.layout, 3_400))) for b in beats]
    scale = length / sum(needs)
    brief = {i: _BRIEF for i, b in enumerate(beats) if b.layout in _USUAL and needs[i] * scale > _BRIEF}
    rest = sum(n for i, n in enumerate(needs) if i not in brief)
    if brief and rest:
        left = length - sum(brief.values())
        needs = [brief.get(i, n * left / rest) for i, n in enumerate(needs)]
    return share(length, needs, fps)


def _scenes(
    beats: Sequence[Beat], lengths: Sequence[int], look: dict[str, Any], art: Art, about: str
) -> list[dict[str, Any]]:
    rng = random.Random(look["seed"])
    turn = rng.randrange(len(_MOTIONS))
    shown: list[str] = []
    out = []
    for i, beat in enumerate(beats):
        m: dict[str, Any] = {"name": beat.name, "layout": beat.layout, **beat.words}
        if beat.material:
            m |= _source(beat.material, lengths[i])
        else:
            m["art"] = _drawings(beat, look, art, shown, about)
            shown = m["art"][:1] + shown[:1]
        m["motion"] = _MOTIONS[(turn + i) % len(_MOTIONS)]
        if i:
            m["transition_ms"] = min(500, lengths[i] // 3 // step_ms(30) * step_ms(30))
        out.append(m)
    return out


def _drawings(beat: Beat, look: dict[str, Any], art: Art, shown: Sequence[str], about: str) -> list[str]:
    """What to show: found by the scene's own words, else by the film's; what was just seen comes later."""
    language = look["language"]
    own = art(beat.about or " ".join(texts(beat.words)), language, 4)
    more = art(f"{look['title']} {about}", language, 6)
    keys = list(dict.fromkeys([*own, *more]))
    fresh = [k for k in keys if k not in shown] if not own or beat.about == look["title"] else keys
    return (fresh + [k for k in keys if k not in fresh])[:3]


def _source(file: Material, length: int) -> dict[str, Any]:
    m: dict[str, Any] = {"src": file.file_id, "kind": file.kind, "fit": "cover"}
    if file.kind == "video":
        m |= {
            "in": 0,
            "out": min(file.duration_ms, length) if file.duration_ms else length,
            "volume": 1.0 if file.has_audio else 0.0,
        }
    return m


def _captions(beats: Sequence[Beat], starts: Sequence[int], lengths: Sequence[int], fps: int) -> list[dict[str, Any]]:
    """Each scene's captions one after the other, for as long as each takes to read, within the scene."""
    out: list[dict[str, Any]] = []
    for beat, start, length in zip(beats, starts, lengths, strict=True):
        lead = on_grid(min(300, length // 8), fps) if start else 0
        room = length - lead
        if not beat.captions:
            continue
        for text, at, d in _spread(beat.captions, start + lead, room, fps):
            out.append({"id": f"caption-{len(out) + 1}", "s": at, "d": d, "m": {"name": text, "text": text}})
    return out


def _spread(lines: Sequence[str], start: int, room: int, fps: int) -> list[tuple[str, int, int]]:
    lengths = share(room, [reading_ms(t) for t in lines], fps)
    return [(t, start + sum(lengths[:i]), lengths[i]) for i, t in enumerate(lines) if lengths[i] > 0]


def _spoken(
    beats: Sequence[Beat], starts: Sequence[int], lengths: Sequence[int], fps: int, language: str
) -> list[dict[str, Any]]:
    """One spoken sentence for each scene that has captions or words."""
    out: list[dict[str, Any]] = []
    for beat, start, length in zip(beats, starts, lengths, strict=True):
        text = (" " if language == "en" else "，").join(beat.captions)
        if not text and (beat.own or beat.layout == "list"):
            text = (". " if language == "en" else "，").join(texts(beat.words)[:4])
        if beat.layout == "title" and not text:
            text = beat.name
        if text:
            d = max(step_ms(fps), on_grid(min(speaking_ms(text), length), fps))
            m = {"name": text[:40], "text": text, "language": language_of(text), "volume": 1.0}
            out.append({"id": f"voice-{len(out) + 1}", "s": start, "d": d, "m": m})
    return out


def transition_for(mood: str) -> str:
    """The transition that suits a mood."""
    return _TRANSITIONS[mood]
