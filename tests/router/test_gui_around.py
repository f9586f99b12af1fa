"""What the words around an order decide: menus, files to come, places named before, panels entered."""

import pytest

from router.gui import translate

# One text a line; \n is a line break, and what stands before the bar are the actions.
MENUS = r"""
What you could do next 🎬:\n- Download the finished film\n- Preview the cut in the timeline
Next, you could:\n• Open the Audio panel to swap the song\n• Export the finished video
后续您可以随时 🎉：\n- 打开字幕面板调整字体\n- 下载成片
接下来您也可以：\n1. 在播放器里预览\n2. 导出无水印版本\n3. 打开音乐面板换一首
Here are a few things to try 👇:\n1. Tweak the colours in the Adjust tab\n2. Watch the cut in the preview window\n3. Export it
Whenever you like ✨:\n- Swap the song in the Music panel\n- Download the finished video
随时可以🙌：\n• 预览时间线\n• 点击导出
Other options:\n* Open the Text panel to restyle the captions\n* Render the final video
"""
OFFERS = r"""
upload|Once you've got the logo files, drop them into the Uploads box and I'll place them at the end.
upload|When you have the drone shots, drag them into the Media panel and I'll cut them in after the intro.
upload|As soon as you have the interview audio, add it via + Upload.
upload|等您拿到原片后，把它们拖进素材框，我会接在开场之后。
upload|拿到照片后，请拖到左侧的上传区，我来排版。
edit|如果想换配乐，可以打开左侧的“配乐库”挑一首。
edit|如果想换字体，可以打开右侧“字体库”选一个。
edit|如果觉得颜色偏冷，可以打开右侧的“调色”自己试试。
edit|Pick your favourite in the Versions tray below the player.
edit|Choose the one you like in the Variants panel on the right.
edit|请在右侧“版本”面板里选您喜欢的那版。
"""
ORDERS = r"""
state|請至右側「版本記錄」查看。
state|请至左侧“素材库”查看全部照片。
state|请到草稿箱查看。
state|请前往项目文件夹查看。
state|三段采访都已入库，请至素材面板查看。
export|请点击导出，如果还需要横版，告诉我一声就好。
export|成片已定稿。请点击“导出”，若想要无字幕版，直接跟我说。
export|Click Export, and if you want a square cut too, just tell me.
export|Please click Download. If you also need a vertical version, let me know.
export|Hit Export; if you want a longer cut, I'll make one.
export|The export stopped at 80%. Tap Retry next to the progress bar.
export|导出在62%时中断了，请点击进度条旁边的“重试”。
export|Rendering failed because the disk was full. Press **Try again** below the preview.
export|You can find the MP4 behind the arrow icon at the top right.
export|You'll find the finished movie under the arrow icon in the corner.
export|您可以在右上角的下箭头图标里找到成片。
credits|The renewal date is on the Billing page, so head over there.
credits|Your remaining minutes are listed on the Plan page; go there from the avatar menu.
credits|扣费明细写在“账单”页面，到那里就能查到。
credits|The invoice is on the Billing tab. Head over there from the account menu.
edit|进入“调色”，把亮度加到+20，勾选“应用到全部”。
edit|打开“音频”，把音量降到-6dB，点击“应用”。
edit|进入“变速”，将速度调到0.8，点击确定。
edit|To warm up the kitchen shots, go to Adjust, set Temperature to +12 and hit Apply.
edit|Go to Audio, set Volume to 40% and click Done.
edit|Open Effects, set Blur to 12 and press Apply.
edit|请在音轨上把旁白向左拖0.5秒。
edit|在轨道上把鼓点向右拖2秒，节奏就对上了。
edit|请在时间线上把第二段往左拖1秒。
edit|请在字幕轨上将标题往后移0.3秒。
upload,edit,export|按以下步骤完成：\n1. 点击“+上传”，添加课件\n2. 将字幕滑块调到36号\n3. 点击“导出”
upload,edit,export|Follow these steps:\n1. Click + Upload and add your slides\n2. Set the title slider to 48\n3. Click Export
state|If the previews look grey, that's just the cache; refresh the page and they'll show.
state|如果缩略图是灰的，那只是缓存；刷新页面就会显示。
state|If a clip is missing, it is only still loading — reload the page.
"""
MENTIONS = r"""
The bakery renewed its lease; head over there for fresh bread.
On the stage, go there and drop the curtain.
在厨房里把面团往左拖一点。
冬至那天的片段有三段，至今最长。
我在音轨上把解说向左拖了0.5秒。
Once you've got ten clips, the plan stops at 1080p.
Find the river behind the house in shot 3.
If you want a square cut, tell me.
主角在时间线尽头把门拖开。
Shot 2: go to Paris, set the clock to 6.
我已进入“调色”，把亮度加到+15。
I'd go to Adjust, set Exposure to +0.4 and render again.
至于字幕，我已全部校对。
你可以去那里拍日落，镜头会更美。
The café sits behind the station; I'll open there and cut to the platform.
"""


def _lines(block: str) -> list[str]:
    return [line.replace(r"\n", "\n") for line in block.strip().splitlines()]


@pytest.mark.parametrize("text", _lines(MENUS))
def test_every_item_of_a_menu_is_an_offer(text: str) -> None:
    """Also after another item, without a control, and with an emoji before the colon."""
    done = translate(text)
    assert not done.calls
    assert len(done.offers) == text.count("\n")


@pytest.mark.parametrize("line", _lines(OFFERS))
def test_what_waits_for_the_user_is_offered(line: str) -> None:
    """A file, a wish or a choice that only the user can bring."""
    actions, _, text = line.partition("|")
    done = translate(text)
    assert not done.calls
    assert [offer.action for offer in done.offers] == actions.split(",")


@pytest.mark.parametrize("line", _lines(ORDERS))
def test_the_goal_of_an_order_decides(line: str) -> None:
    """Not its verb, the way to it, a landmark beside it or a condition on something else."""
    actions, _, text = line.partition("|")
    done = translate(text)
    assert [call.action for call in done.calls] == actions.split(",")
    assert not done.offers


@pytest.mark.parametrize("text", _lines(MENTIONS))
def test_the_same_words_about_other_things_change_nothing(text: str) -> None:
    """Real places, reports and plans of the agent."""
    done = translate(text)
    assert (done.text, done.calls, done.offers) == (text, (), ())


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Pick your favourite in the Versions tray below the player.", "Tell me your favourite."),
        ("Go to Audio, set Volume to 40% and click Done.", "I'll set Volume to 40%."),
        ("请在字幕轨上把旁白向左拖0.5秒。", "我来把旁白向左移0.5秒。"),
        (
            "Once you have the stills, drop them into the box marked *Assets*.",
            "Once you have the stills, please send me your files.",
        ),
    ],
)
def test_rewording_leaves_no_place_no_closing_button_and_no_stray_mark(text: str, read: str) -> None:
    """A move by an amount stays one by an amount."""
    assert translate(text).text == read
