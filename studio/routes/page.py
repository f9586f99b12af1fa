"""The workspace page: a claim link lets a browser in, and its cookie opens everything else."""

import re
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.datastructures import URL

from studio.access import Studio, page_user
from studio.answers import ApiError
from studio.store.accounts import PAGE_SECONDS
from wire import calls

router = APIRouter(include_in_schema=False)
PAGE = "/workspace"
ASSETS = Path(__file__).parents[1] / "page"
_NAME = re.compile(r"[a-z][a-z0-9_-]*\.(?:html|css|js|svg)")
LOCKED = """<!doctype html><html lang="en"><meta charset="utf-8"><title>AI video</title>
<p>This link is no longer valid. Run <code>ai-video open</code> in a terminal to get a new one.</p>
<p lang="zh">链接已失效。在终端运行 <code>ai-video open</code> 即可获得新的链接。</p></html>"""


def _locked() -> HTMLResponse:
    return HTMLResponse(LOCKED, 401)


@router.get(calls.CLAIM_PAGE)
def claim(studio: Studio, request: Request, ct: str = "") -> Response:
    """Trade a claim token for the page's cookie, and go to the page."""
    claimed = studio.store.accounts.bearer(ct, "claim")
    if claimed is None:
        return _locked()
    url = URL(PAGE).include_query_params(session=claimed.session_id or "")
    answer = RedirectResponse(str(url), 303)
    answer.set_cookie(
        studio.config.page_cookie, studio.store.accounts.new_page(claimed.user_id), max_age=int(PAGE_SECONDS),
        httponly=True, samesite="lax",
    )  # fmt: skip
    return answer


@router.get(PAGE)
def page(studio: Studio, request: Request) -> Response:
    """The page itself."""
    if page_user(request, studio) is None:
        return _locked()
    return FileResponse(ASSETS / "index.html", headers={"Cache-Control": "no-cache"})


@router.get(PAGE + "/{name}")
def asset(studio: Studio, request: Request, name: str) -> Response:
    """A file that the page is made of."""
    if page_user(request, studio) is None:
        return _locked()
    path = ASSETS / name
    if not _NAME.fullmatch(name) or not path.is_file():
        raise ApiError(404, "not found")
    return FileResponse(path, headers={"Cache-Control": "no-cache"})
