"""What is said of a film that was made."""

from collections.abc import Sequence

from studio.director.brief import Brief
from studio.director.framing import within
from studio.director.replies import length as spoken_length
from studio.director.replies import listing, say, shape_name
from studio.director.storyboard import music_name
from studio.director.values import Draft, Material
from studio.director.writing import traditional, width


def what_was_made(draft: Draft, parsed: Brief, material: Sequence[Material], spoken: str) -> str:
    """One sentence on what the film is, in the user's language (`spoken`)."""
    m = draft["m"]
    roles = {t["m"]["role"]: t["sg"] for t in draft["t"]}
    things = []
    if "music" in roles:
        music = roles["music"][0]["m"]
        things.append(
            say("your_music", spoken)
            if "src" in music
            else say("music", spoken, mood=_mood_word(music["mood"], spoken))
        )
    if "caption" in roles:
        things.append(say("captions", spoken))
    if "voice" in roles:
        things.append(say("narration", spoken))
    seen = [f for f in material if f.kind != "audio"]
    if seen:
        things.append(say("material_one" if len(seen) == 1 else "material", spoken, n=len(seen)))
    scenes = len(roles["video"])
    about = _about(parsed, m["title"], spoken)
    return say(
        "made",
        spoken,
        length=spoken_length(draft["d"], spoken),
        shape=shape_name(draft["w"], draft["h"], spoken),
        about=about,
        scenes=say("scene" if scenes == 1 else "scenes", spoken, n=scenes),
        **{"with": say("with", spoken, things=listing(things, spoken)) if things else ""},
    )


def _about(parsed: Brief, title: str, spoken: str) -> str:
    """ "about morning coffee", else "called “Urban Dreams”" """
    if (
        parsed.subject
        and parsed.topical
        and not parsed.title
        and width(parsed.subject) <= 60
        and not parsed.subject.startswith("from ")
    ):
        return say("about", spoken, topic=within(parsed.subject))
    return say("called", spoken, topic=title) if title else ""


def _mood_word(mood: str, spoken: str) -> str:
    name = music_name(mood, "zh" if spoken.startswith("zh") else "en").lower()
    return traditional(name) if spoken == "zh-hant" else name
