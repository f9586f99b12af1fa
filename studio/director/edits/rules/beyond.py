"""What people ask for that cannot be done: understood, so that the answer can say what works instead."""

from studio.director.edits.clause import Clause, Refusal, Understood
from studio.director.lexicon import rx

_BEYOND = (
    (
        "no_translation",
        r"\btranslat\w*|\b(?:captions?|subtitles?|text|title|words)\b.*\b(?:in(?:to)?|to)\s+(?:french|spanish|german|japanese|korean|italian|portuguese|russian|chinese|english|arabic|hindi)\b|翻译|译成|(?:换成|改成|变成)(?:英文|中文|英语|法语|日语|韩语|繁体|简体|双语)|^(?!.*(?:去掉|不要|删|关)).*(?:英文|中文|双语|法语|日语|韩语)字幕|\b(?:spanish|french|german|japanese|korean|italian|portuguese|russian|arabic|hindi|chinese|english|bilingual)\s+(?:subtitles?|captions?|text|version)",
    ),
    (
        "no_posting",
        r"\b(?:post|publish|upload|share|send)\s+(?:it|this|that|the\s+\w+)\b.*\b(?:to|on)\b|\bupload\s+to\b|(?:发到|发布到|上传到|分享到|发布在|同步到|发给)(?!.*尺寸)",
    ),
    (
        "no_repair",
        r"\b(?:stabili[sz]e|shaky|denoise|sharpen|deblur|upscale|remove\s+the\s+background(?!\s+(?:music|song|track|sound))|green\s*screen|colou?r\s+correct|white\s+balance|brighten|darken|brighter|darker\s+(?:picture|image|video)|too\s+(?:dark|bright)|exposure|contrast|saturation|saturated)\b|稳定|防抖|太抖|降噪|锐化|抠图|绿幕|白平衡|调亮|调暗|太暗|太亮|亮度|曝光|对比度|饱和度",
    ),
    (
        "no_effects",
        r"\b(?:sound\s+effects?|sfx|(?:rain|wind|bird|nature|applause)\s+sounds?|lens\s+flare|particles?|glitch|sparkles?|confetti|filters?|blur|3d|slow[\s-]?mo(?:tion)?\s+effect|vignette|grain)\b|音效|雨声|特效|滤镜|粒子|光晕|模糊|马赛克",
    ),
    (
        "no_reverse",
        r"\b(?:reverse|rewind|backwards?|play\s+(?:it\s+)?backwards|loop|boomerang|rotate|flip|mirror)\b.*\b(?:clip|shot|video|scene|footage|it|picture|photo|\d|twice|horizontally)\b|倒放|倒播|循环播放|循环|旋转|翻转|镜像",
    ),
    ("no_logo", r"\blogo\b|\bwatermark\b|水印|logo|商标"),
    (
        "no_font",
        r"\bfont\s+(?:to|family|style|face)\b|\b(?:bold|italic|serif|sans|cursive|handwritten|comic\s+sans|helvetica|arial)\b|\bdifferent\s+font\b|字体(?:换|改|加粗|样式)|换(?:个|一种)?字体|加粗|斜体|宋体|黑体|楷体|手写体|书法",
    ),
)
_PATTERNS = tuple((key, rx(p)) for key, p in _BEYOND)


def beyond(c: Clause) -> Understood:
    """A refusal that names the thing."""
    return next((Refusal(key) for key, p in _PATTERNS if p.search(c.low)), None)
