"""The talk around the work: what the backend orders, offers and leaves unsaid."""

import json

import pytest

from skill import reports
from tests.skill.bench import RENDER, RUN, STATE, Bench, draft, state_of
from tests.skill.client.misbehaving import answer, plain, said, stream
from tests.skill.client.test_download import FILM


def _renders(bench: Bench) -> None:
    bench.server.always(STATE, state_of(draft()))
    bench.server.always(RENDER, plain({"status": "completed", "output": {"url": "/film.mp4"}}))
    bench.server.always("/film.mp4", answer(200, FILM, "video/mp4"))


def _sent(bench: Bench) -> list[str]:
    bodies = [json.loads(r.body) for r in bench.server.requests if r.path == RUN]
    return [body["new_message"]["parts"][0]["text"] for body in bodies]


@pytest.mark.parametrize(
    ("order", "export"),
    [
        ("Drag the clip to the 5 second mark. Then click Export to download.", "click"),
        ("请把片段拖拽到第5秒，然后点击“导出”按钮。", "点击"),
    ],
)
def test_a_backend_that_only_ever_gives_orders_is_obeyed_once(bench: Bench, order: str, export: str) -> None:
    """The edit goes back once, without interface words, the film is rendered once, and the turn ends."""
    _renders(bench)
    bench.server.always(RUN, *stream(said(order)))
    assert bench.do("respond", "make a film about the sea" if export == "click" else "做一个关于海的视频") == 0
    sent = _sent(bench)
    assert len(sent) == 2
    assert "5" in sent[1]
    assert not {"drag", "click", "拖拽", "点击"} & set(sent[1].lower().split())
    assert bench.server.count(RENDER) == 1
    assert [r.by for r in bench.told if isinstance(r, reports.Action)] == ["user", "gui", "gui"]


def test_create_does_not_offer_the_export_that_it_is_about_to_do(bench: Bench) -> None:
    """The offer is gone from the text, and no "yes" waits for it."""
    _renders(bench)
    bench.server.always(
        RUN, *stream(said("The film is drafted. When you're happy with it, click Export to download it."))
    )
    assert bench.do("create", "a film about the sea") == 0
    assert "The film is drafted." in bench.text()
    assert "happy" not in bench.text()
    assert "export" not in bench.text()
    assert bench.server.count(RENDER) == 1


def test_an_offer_is_asked_as_a_question(bench: Bench) -> None:
    """And nothing is rendered before the answer."""
    _renders(bench)
    bench.server.always(
        RUN, *stream(said("The film is drafted. When you're happy with it, click Export to download it."))
    )
    assert bench.do("respond", "a film about the sea") == 0
    assert "Shall I export it? Say yes, or" in bench.text()
    assert bench.server.count(RENDER) == 0


def test_an_order_to_upload_tells_how(bench: Bench) -> None:
    """The file is the user's to send."""
    bench.server.always(RUN, *stream(said("Click Upload to add your photos.")))
    assert bench.do("respond", "use my holiday photos for the film") == 0
    assert "ai-video upload PATH" in bench.text()


def test_a_long_generation_announces_its_first_stage(bench: Bench) -> None:
    """As soon as the tool is called, once."""
    call = {"functionCall": {"name": "create_video", "args": {}, "id": "c1"}}
    again = {"functionCall": {"name": "generate_video", "args": {}, "id": "c2"}}
    events = [{"content": {"parts": [one], "role": "model"}, "author": "nemo_agent"} for one in (call, again)]
    bench.server.always(RUN, *stream(*events, said("Done.")))
    bench.do("respond", "a film about the sea")
    told = [r.text for r in bench.told if isinstance(r, reports.Status)]
    assert sum(text.startswith("First the scenes") for text in told) == 1


@pytest.mark.parametrize(
    ("wish", "tip", "suggestion"),
    [("make it look better", "Concrete briefs", '"add background music"'), ("弄好看点", "说清楚", "「加背景音乐」")],
)
def test_a_vague_wish_goes_through_and_is_answered_with_advice(
    bench: Bench, wish: str, tip: str, suggestion: str
) -> None:
    """The page's tip in the user's language, and something that this timeline lacks."""
    bench.server.always(STATE, state_of(draft()))
    bench.server.always(RUN, *stream(said("OK.")))
    assert bench.do("respond", wish) == 0
    assert _sent(bench) == [wish]
    assert tip in bench.text()
    assert suggestion in bench.text()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what's the weather today?", "I make and edit videos"),
        ("今天天气怎么样？", "我只做视频"),
        ("what does the pro plan cost?", "prices of plans"),
    ],
)
def test_a_question_for_somebody_else_is_answered_without_a_charge(bench: Bench, question: str, told: str) -> None:
    """Nothing is sent to the agent."""
    assert bench.do("respond", question) == 0
    assert told in bench.text()
    assert bench.server.count(RUN) == 0
