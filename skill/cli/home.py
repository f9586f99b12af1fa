"""The commands about this machine: projects, the stored token, the studio, what is installed."""

import sys
from argparse import Namespace

from skill import replies, reports
from skill.cli.show import json_line, shower
from skill.errors import BadInput
from skill.project.store import Session, Store
from skill.safe import clean
from skill.settings import Settings


def _spoken(settings: Settings) -> str:
    return settings.locale if settings.language == "auto" else settings.language


def sessions(options: Namespace, settings: Settings) -> int:
    """`sessions`, `sessions use ID`, `sessions new`."""
    store = Store(settings.state)
    try:
        if options.verb == "use":
            return _use(options, settings, store)
        if options.verb == "new":
            for backend in {session.backend for session in store.sessions()}:
                store.leave(backend)
            _tell(options, reports.Status(replies.say("new_session", _spoken(settings))))
            return 0
        return _list(options, settings, store)
    finally:
        store.close()


def _use(options: Namespace, settings: Settings, store: Store) -> int:
    found = store.find(options.id or "") if options.id else None
    if found is None:
        raise BadInput("session_unknown", id=options.id or "")
    store.use(found.backend, found.session_id)
    _tell(
        options, reports.Status(replies.say("session_used", _spoken(settings), title=found.title, id=found.session_id))
    )
    return 0


def _list(options: Namespace, settings: Settings, store: Store) -> int:
    found = store.sessions()
    backend = store.last_backend()
    current = store.current(backend) if backend else None
    if options.json:
        for session in found:
            print(json_line(_row(session, current)))
        print(json_line(reports.Done(True).as_json()))
    elif not found:
        print(replies.say("no_sessions", _spoken(settings)))
    else:
        _table(found, current)
    return 0


def _row(session: Session, current: Session | None) -> dict[str, object]:
    same = current is not None and session.session_id == current.session_id
    keys = {"id": session.session_id, "title": session.title, "backend": session.backend}
    return {"type": "session", **keys, "created": session.created, "used": session.used, "current": same}


def _table(found: list[Session], current: Session | None) -> None:
    import datetime

    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for head in ("", "ID", "TITLE", "BACKEND", "USED"):
        table.add_column(head, no_wrap=head != "TITLE", overflow="ellipsis")
    for session in found:
        mark = "*" if current and session.session_id == current.session_id else ""
        used = datetime.datetime.fromtimestamp(session.used).strftime("%Y-%m-%d %H:%M")
        table.add_row(mark, session.session_id[:12], escape(clean(session.title)), session.backend, used)
    Console().print(table)


def _tell(options: Namespace, report: reports.Report) -> None:
    show = shower(options.json, options.quiet, options.verbose)
    show(report)
    show(reports.Done(True))


def logout(options: Namespace, settings: Settings) -> int:
    """Forget the stored tokens, of one backend where one was named."""
    from skill.client.auth import forget

    found = forget(settings.state, None if settings.backend == "auto" else settings.backend)
    _tell(options, reports.Status(replies.say("logged_out", _spoken(settings), found=found)))
    return 0


def open_(options: Namespace, settings: Settings) -> int:
    """A link to the project; opened in the browser on a terminal."""
    from skill.bootstrap import runtime

    with runtime(settings, shower(options.json, options.quiet, options.verbose), new=options.new) as made:
        return made.link(open_browser=sys.stdout.isatty() and not options.json)


def studio(options: Namespace, settings: Settings) -> int:
    """Serve the embedded backend in the foreground."""
    from skill import local

    def ready(url: str) -> None:
        text = replies.say("studio_running", _spoken(settings), url=url)
        if options.json:
            print(json_line(reports.Link(url, text).as_json()), flush=True)
        else:
            print(text, flush=True)

    words = ["--host", options.host, "--port", str(options.port)]
    words += ["--credits", options.credits] if options.credits else []
    return local.foreground(settings, words, ready)


def mcp(options: Namespace, settings: Settings) -> int:
    """The MCP server on stdio; or what a client's configuration needs, and on the other stream where it goes."""
    if options.config:
        from skill import mcp_config

        print(mcp_config.text(options.config), end="")
        print(replies.say("mcp_paste", _spoken(settings), place=mcp_config.place(options.config)), file=sys.stderr)
        return 0
    from skill import mcp_server

    return mcp_server.run(settings)


def doctor(options: Namespace, settings: Settings) -> int:
    """The checklist."""
    from skill.cli import checkup

    return checkup.run(options, settings)
