"""Where the calls go: API and web base, and the endpoints that a page names."""

import re
from collections.abc import Iterator

from skill.loader.diagnostics import Notes
from skill.loader.document import Document, plain

_URL = r"https?://[A-Za-z0-9.\-]+(?::\d+)?(?:/[\w.~/-]*)?"
_BASE = re.compile(
    rf"^\W*(?:api|base|root|接口|服务)?\s*(?:api|base|root|host|server|endpoint|backend)?\s*(?:url|domain|base|root|address|地址|域名)?"
    rf"\W*(?:[:：=]|is\b|为)\W*({_URL})",
    re.IGNORECASE,
)
_ALL_CALLS = re.compile(
    rf"\b(?:all|every)\b[^.\n]{{0,40}}\b(?:calls?|requests?)\b[^.\n]{{0,20}}\b(?:to|at|against)\b\W*({_URL})|所有(?:请求|调用)\D{{0,12}}?({_URL})",
    re.IGNORECASE,
)
_API_VARIABLE = re.compile(rf"\$\{{?API\}}?\W*=\W*\$\{{NEMO_API_URL:-({_URL})\}}|\$\{{?API\}}?\W*=\W*({_URL})")
_WEB_VARIABLE = re.compile(rf"\$\{{?WEB\}}?\W*=\W*\$\{{NEMO_WEB_URL:-({_URL})\}}|\$\{{?WEB\}}?\W*=\W*({_URL})")
_TOKEN_CALL = re.compile(rf"({_URL}?)/api/auth/anonymous-token")
_LOCAL = re.compile(r"http://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:/|$)")

_CALL = re.compile(
    r"\b(GET|POST|PUT|PATCH|DELETE)\b[\s:`\x22\x27]*(?:https?://[\w.:-]+|\$\{?API\}?)?(/[\w./<>{}$-]*[\w>}])"
)
_VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_PATH = re.compile(r"\s*`?(/[\w./<>{}$-]+)`?\s*")
_VERB = re.compile(r"\s*`?(GET|POST|PUT|PATCH|DELETE)`?\s*")
# Most special first: the render calls differ in what follows the same beginning.
_NAMES = (
    ("anonymous_token", re.compile(r"/auth/anonymous-token$")),
    ("claim_token", re.compile(r"/auth/claim-token$")),
    ("session", re.compile(r"/with-session(?:/|$)")),
    ("run_sse", re.compile(r"/run_sse$")),
    ("upload", re.compile(r"/upload")),
    ("credits", re.compile(r"/credits?(?:/|$)")),
    ("state", re.compile(r"/state(?:/|$)")),
    ("render_download", re.compile(r"/render/.*/download$")),
    ("render_status", re.compile(r"/render/.*[<{$]")),
    ("render", re.compile(r"/render(?:/|$)")),
)


def api_base(document: Document, domain: str | None, notes: Notes) -> str | None:
    """The API's base URL, without a slash at the end: `apiDomain`, else the first that the body states."""
    stated = [*([domain] if domain else []), *_stated(document)]
    bases = list(dict.fromkeys(base for url in stated if (base := _clean(url, notes))))
    if len(bases) > 1:
        notes.add("conflict", f"several API bases ({', '.join(bases)}); the first holds")
    return bases[0] if bases else None


def _stated(document: Document) -> Iterator[str]:
    texts = [plain(text.raw) for text in document.own("http")]
    texts += [plain(pair) for pair in document.pairs() if "http" in pair]
    lines = [line for text in texts for line in text.split("\n") if "http" in line]
    for pattern in (_BASE, _ALL_CALLS, _API_VARIABLE):
        for line in lines:
            if match := pattern.search(line):
                yield next(filter(None, match.groups()))
    yield from _variable(document, "NEMO_API_URL")
    for line in lines:
        if (match := _TOKEN_CALL.search(line)) and match[1]:
            yield match[1]


def _variable(document: Document, name: str) -> Iterator[str]:
    """The default that a table of environment variables gives."""
    for table in document.tables if name.lower() in document.low else ():
        for row in table.rows:
            if plain(row[0]).strip() == name and (match := re.search(_URL, " ".join(map(plain, row[1:])))):
                yield match.group()


def _clean(url: str, notes: Notes) -> str | None:
    url = url.strip().rstrip("/.")
    if "://" not in url:
        url = f"https://{url}"
    if not re.fullmatch(_URL, url):
        notes.add("ignored", f"{url!r} is no API base")
        return None
    if url.startswith("http://") and not _LOCAL.match(url):
        notes.add("conflict", f"{url} is not encrypted: the token would be sent in clear")
    return url


def web_base(document: Document) -> str | None:
    """The address of the browser workspace, without a slash at the end."""
    for text in document.own("nemo_web_url", "$web", "${web"):
        if match := _WEB_VARIABLE.search(plain(text.raw)):
            return str(match[1] or match[2]).rstrip("/")
    return next((url.rstrip("/") for url in _variable(document, "NEMO_WEB_URL")), None)


def endpoints(document: Document, notes: Notes) -> dict[str, str]:
    """`POST /run_sse` and the like, by the name of the call; calls that are not of this API are noted."""
    found: dict[str, str] = {}
    strange: dict[str, None] = {}
    for verb, path in _calls(document):
        name = next((name for name, pattern in _NAMES if pattern.search(path)), None)
        if name is None:
            strange[f"{verb} {path}"] = None
        else:
            found.setdefault(name, f"{verb} {path}")
    if strange:
        more = f" and {len(strange) - 3} more" if len(strange) > 3 else ""
        notes.add("ignored", f"calls that are not known here: {', '.join(list(strange)[:3])}{more}")
    return found


def _calls(document: Document) -> Iterator[tuple[str, str]]:
    for text in document.own(*map(str.lower, _VERBS)):
        if any(verb in text.raw for verb in _VERBS):
            yield from _CALL.findall(plain(text.raw))
    for table in document.tables:
        for row in table.rows:
            path = next((match[1] for cell in row if (match := _PATH.fullmatch(cell))), None)
            verb = next((match[1] for cell in row if (match := _VERB.fullmatch(cell))), None)
            if path and verb:
                yield verb, path
            else:
                yield from (call for cell in row if "/" in cell for call in _CALL.findall(plain(cell)))
