"""The same orders in many settings: whether an order counts is decided by what is around it.

Every order is put into every frame. In a frame of NOT_FOR_THE_USER it must change nothing; in one of
TOLD it must be run; in one of CAN it is run if it only shows or fetches, else offered; in one of
WISHED it must be offered.
"""

import pytest

from router.gui import translate

ORDERS = {
    "en": {
        "click the Export button": "export",
        "hit Export": "export",
        "download the video from the top right corner": "export",
        "open the Media panel": "state",
        "go to the Assets tab": "state",
        "refresh the page": "state",
        "preview it in the timeline": "timeline",
        "press Play in the preview window": "timeline",
        "check your balance on the Billing page": "credits",
        "click + Upload on the left and add your photos": "upload",
        "drag your files into the upload area": "upload",
        "drag the title to 0:05": "edit",
        "set the volume slider to 40%": "edit",
    },
    "zh": {
        "点击右上角的导出按钮": "export",
        "点击“导出”": "export",
        "打开素材面板": "state",
        "去草稿箱查看": "state",
        "刷新页面": "state",
        "在时间线中预览": "timeline",
        "按播放键": "timeline",
        "前往账户页面查看余额": "credits",
        "打开“我的账户”": "credits",
        "点击上传按钮添加照片": "upload",
        "将照片拖拽到上传区域": "upload",
        "把标题拖到第5秒": "edit",
        "把音量滑块拉到40%": "edit",
    },
}

NOT_FOR_THE_USER = {
    "en": """I'll {} next. | I can {} for you. | Let me {} for you. | I'm about to {}.
        We will {} once the render ends. | Don't {} yet. | Please do not {} while it renders.
        There's no need to {}. | You don't have to {}. | You can't {} until shot 4 is done.
        Shall I {}? | Should I {} now? | Do you want me to {}? | The narrator says: {}.
        The voiceover tells viewers to {}. | The caption reads “{}”. | In Premiere, {}.
        In CapCut you would {}. | She has to {} before the bomb goes off. | On your iPhone, {}.
        The hero must {} in level two. | Never {} during a render. | VO: {}. | Lyrics: {}.
        Instead of asking you to {}, I did it. | My plan: {}, then add music. | Scene 3: {}.
        Next I want to {} and compare. | Nobody has to {}. | The tutorial shows how to {}.
        I tried to {} but it failed. | It is impossible to {} right now. | He tells her to {}.
        Script:\\n- {}\\n- rain | Captions:\\n1. {}\\n2. Enjoy | She said "{}" and left.
        0:04–0:08 {} | > “{}” | You asked how it works in Final Cut: {}. | Here is the line: “{}”.
        While I {}, have a tea. | I'd rather not {} now. | The robot learns to {}.
        I won't {} before you say so. | It took me a minute to {}. | ```\\n{}\\n```
        {}: https://cdn.example.com/a.mp4""",
    "zh": """我会{}。 | 我来{}。 | 接下来我{}。 | 请不要{}。 | 先别{}。 | 无需{}。 | 您不用{}。
        渲染完成前无法{}。 | 需要我{}吗？ | 要不要我{}？ | 旁白说：{}。 | 字幕写着“{}”。 | 在剪映里{}。
        用PR时{}即可。 | 她必须{}才能逃生。 | 主角{}。 | 画面里，女孩{}。 | 脚本：\\n- {}\\n- 雨声
        方案：{}，再加音乐。 | 教程演示如何{}。 | 我正准备{}。 | 他让她{}。 | 歌词：{}。 | 第三场：{}。
        系统会自动{}。 | 我已{}。 | 我刚才{}了。 | 字幕依次为：\\n1. {}\\n2. 谢谢 | 暂时不要{}。 | 请勿{}。
        我打算先{}，再配乐。 | 男孩走进房间，{}。 | 在手机上{}。 | 您之前问过在Final Cut里怎么做：{}。
        角色台词：“{}” | 0:04–0:08 {} | 后台正在帮您{}。 | ```\\n{}\\n```""",
}
TOLD = {
    "en": """{}. | Please {}. | Now {}. | Just {}, please. | All done! {}. | Next, {}. | 1. {}
        The cut is 30 s long; {}. | The cut is ready, so {}. | To continue, {}. | You'll need to {}.
        Go ahead and {}. | - {} | 👉 {} | Step 2: {} | {}! | First {}, then wait. | Make sure to {}.
        **{}** | The cut is 30 s long. Then {}. | The cut is done — {}.
        The sound is fine and the cut is done, {}. | Here's how to go on:\\n1. {}\\n2. Wait a minute""",
    "zh": """{}。 | 请{}。 | 麻烦您{}。 | 现在请{}。 | 全部完成！{}。 | 成片30秒，{}。 | 成片30秒，请{}。
        接下来请{}。 | 您只需{}。 | - {} | 1. {} | 👉 {} | 第二步：{} | 最后{}即可。 | 需要您{}。 | 记得{}。
        请先{}，再等一分钟。 | 音乐已经加好，请{}。 | 我已经加好音乐，请{}。 | **{}** | 请您{}吧。
        操作步骤：\\n1. {}\\n2. 等一分钟""",
}
CAN = {
    "en": "You can now {}. | You can {} at the moment. | Your film is ready, and you can {}.",
    "zh": "您可以{}。 | 现在可以{}了。",
}
WISHED = {
    "en": """If you like, {}. | Feel free to {}. | Whenever you're ready, {}. | {} if you like.
        You could also {}. | If everything looks right, {}. | Optionally, {}. | Want more? {}.
        {} whenever you want. | What's next?\\n- {}\\n- Sleep | Once you're happy, {}.
        When you're done, please {}. | If needed, you can {}. | You may want to {}.
        You're welcome to {}.""",
    "zh": """如果满意，{}。 | 满意后请{}。 | 您也可以{}。 | 随时可以{}。 | 想调整的话，{}。 | 若没有问题，{}。
        有需要时{}。 | 确认无误后再{}。 | 如需修改，请{}。 | 没问题的话就{}。
        接下来您可以：\\n- {}\\n- 休息""",
}


def _frames(frames: dict[str, str]) -> list[tuple[str, str]]:
    """(language, frame) for each frame, one per line or between bars."""
    return [
        (language, frame.strip().replace("\\n", "\n"))
        for language, block in frames.items()
        for line in block.splitlines()
        for frame in line.split(" | ")
    ]


def _filled(language: str, frame: str) -> list[tuple[str, str]]:
    """(text, action) with each order in the frame, capitalised where a sentence begins."""
    at = frame.index("{}")
    begins = at == 0 or frame[:at].rstrip("*“> ")[-1:] in ("", "\n", "-", ".", "!", "?", ":", "👉")
    return [
        (frame.replace("{}", order[0].upper() + order[1:] if begins else order), action)
        for order, action in ORDERS[language].items()
    ]


@pytest.mark.parametrize(("language", "frame"), _frames(NOT_FOR_THE_USER))
def test_an_order_that_is_not_for_the_user_changes_nothing(language: str, frame: str) -> None:
    """Said by the agent or a character, negated, asked, quoted, elsewhere: the text stays."""
    for text, _ in _filled(language, frame):
        done = translate(text)
        assert (done.text, done.calls, done.offers) == (text, (), ())


@pytest.mark.parametrize(("language", "frame"), _frames(TOLD))
def test_what_the_user_is_told_to_do_is_run_once(language: str, frame: str) -> None:
    """Exactly the call that the order asks for, and its words are gone."""
    for text, action in _filled(language, frame):
        done = translate(text)
        assert [call.action for call in done.calls] == [action], text
        assert not done.offers
        assert done.text != text


@pytest.mark.parametrize(("language", "frame"), _frames(CAN))
def test_a_bare_can_is_run_only_where_it_shows_or_fetches(language: str, frame: str) -> None:
    """Edits and uploads that the user merely can do are offers."""
    for text, action in _filled(language, frame):
        done = translate(text)
        offered = action in ("edit", "upload")
        assert [call.action for call in done.calls] == ([] if offered else [action]), text
        assert [offer.action for offer in done.offers] == ([action] if offered else []), text


@pytest.mark.parametrize(("language", "frame"), _frames(WISHED))
def test_what_depends_on_a_wish_is_offered(language: str, frame: str) -> None:
    """One offer in words, no call."""
    for text, action in _filled(language, frame):
        done = translate(text)
        assert not done.calls, text
        assert [offer.action for offer in done.offers] == [action], text
        assert done.offers[0].text
