"""
The archive on a port of its own: captures shown as they were, and harmless.

Archived pages are hostile until proven otherwise, so this server has no cookies, no accounts and
no writing door: it gives what was captured, and nothing of it leaves the machine.
"""

import secrets
import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from threading import BoundedSemaphore

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from claimcheck.app import replaying
from claimcheck.app.replaying import Memento
from claimcheck.app.workspace import Workspace
from claimcheck.core.content_coding import CannotDecode
from claimcheck.errors import BadInput, ClaimcheckError, UnknownName
from claimcheck.web import replay_bodies, replay_links, replay_pages
from claimcheck.web.replay_bodies import Body, Shown
from claimcheck.web.replay_guard import OWN_POLICY, Guard
from claimcheck.web.replay_html import Unshowable

MAX_AT_ONCE = 32
"""Requests in work; more are told to come back."""

MAX_READING = 4
"""Captures in memory at once: each may take some times the largest body that is archived."""

# A browser answers these by itself, by asking for a password or asking again.
_ACTED_ON = frozenset({401, 407, 408, 421, 425})
_OWN = {"Content-Security-Policy": OWN_POLICY}


@dataclass(frozen=True, slots=True)
class _Replay:
    """What the pages share. `token` opens parts of pages to those pages and to nobody else."""

    workspace: Workspace
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    reading: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(MAX_READING))


def build_app(workspace: Workspace, names: Collection[str] = ()) -> Guard:
    """Put replay together; it answers to the names of this machine and to those given."""
    app = Starlette(
        routes=[
            Route("/", _list),
            Route("/view/{capture_id}", _view),
            Route("/memento/{stamp}/{url:path}", _memento),
            Route("/timegate/{url:path}", _timegate),
            Route("/timemap/link/{url:path}", _timemap),
            Route("/part/{token}/{stamp}/{url:path}", _part),
            Route("/raw/{capture_id}", _raw),
            Route("/record/{capture_id}", _record),
        ],
        exception_handlers={ClaimcheckError: _complain, 404: _no_page},
    )
    app.state.replay = _Replay(workspace)
    return Guard(app, names)


def serve(
    workspace: Workspace,
    host: str,
    port: int,
    *,
    names: Collection[str] = (),
    ready: Callable[[str], None],
) -> None:
    """
    Serve replay until it is interrupted; `ready` is called with its address.

    Port 0 takes a free one. Raises BadInput when the port cannot be had.
    """
    app = build_app(workspace, [host, *names])
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,  # what somebody looks at is nobody's business
        server_header=False,
        limit_concurrency=MAX_AT_ONCE,
        timeout_graceful_shutdown=3,
        lifespan="off",
        ws="none",
    )
    with _listening(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        ready(f"http://{shown}:{listening.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as exc:
        raise BadInput(
            f"cannot serve on {host} port {port}: {exc}",
            next_step="choose another with --host and --port; --port 0 takes a free one",
        ) from exc


def _list(request: Request) -> Response:
    search = request.query_params.get("q", "").replace("\x00", "").strip()[:200]
    page = request.query_params.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    listing = replaying.list_sources(_of(request).workspace, search, page=max(1, number))
    return HTMLResponse(replay_pages.list_page(listing), headers=_OWN)


def _view(request: Request) -> Response:
    memento = _named(request)
    with _of(request).reading:
        message = replaying.read_answer(_of(request).workspace, memento)
        try:
            shown = replay_bodies.how_shown(memento, message)
        except CannotDecode:
            shown = Shown.DOWNLOAD
    return HTMLResponse(replay_pages.view_page(memento, shown), headers=_OWN)


def _memento(request: Request) -> Response:
    at = replay_links.read_stamp(request.path_params["stamp"])
    if at is None:
        return _no_page(request)
    url = _asked_url(request, 2)
    memento = replaying.find_memento(_of(request).workspace, url, at)
    if at != memento.captured_at.replace(microsecond=0) or not replay_links.is_same(
        url, memento.url
    ):
        return _redirect(replay_links.memento_path(memento.url, memento.captured_at))
    if request.headers.get("sec-fetch-dest") == "document":
        # In a browser, always with the heading that says what it is.
        return _redirect(f"/view/{memento.id}", Vary="Sec-Fetch-Dest")
    return _replayed(request, memento)


def _replayed(request: Request, memento: Memento) -> Response:
    replay = _of(request)
    try:
        with replay.reading:
            message = replaying.read_answer(replay.workspace, memento)
            body = replay_bodies.body_of(memento, message, replay.token)
    except (CannotDecode, Unshowable) as exc:
        return _message(
            "This capture cannot be shown", f"It is whole, but {exc}.", 500, memento=memento
        )
    headers = {
        "Memento-Datetime": replay_links.http_date(memento.captured_at),
        "Link": replay_links.link_header(memento, _origin(request)),
        "Vary": "Sec-Fetch-Dest",
    }
    if body.shown is Shown.NOTHING:
        text = "The archived answer has no content.\n"
        body = Body(Shown.TEXT, text.encode(), "text/plain; charset=utf-8")
    if body.shown is Shown.DOWNLOAD:
        headers |= _attachment(f"{memento.id}.bin")
    status = _replayed_status(message.status)
    return Response(body.content, status, headers, body.content_type)


def _replayed_status(archived: int) -> int:
    """An error is given as the error it was; a redirect is shown, never followed."""
    return archived if 400 <= archived < 600 and archived not in _ACTED_ON else 200


def _timegate(request: Request) -> Response:
    wanted = request.headers.get("accept-datetime")
    at = replay_links.read_http_date(wanted) if wanted is not None else None
    if wanted is not None and at is None:
        return _message(
            "Not a date",
            "Accept-Datetime is not a date of HTTP.",
            400,
            next_step="write it as in `Tue, 24 Mar 2026 09:00:00 GMT`",
        )
    memento = replaying.find_memento(_of(request).workspace, _asked_url(request, 1), at)
    link = replay_links.link_header(memento, _origin(request))
    exact = replay_links.memento_path(memento.url, memento.captured_at)
    return _redirect(exact, Vary="accept-datetime", Link=link)


def _timemap(request: Request) -> Response:
    memento = replaying.find_memento(_of(request).workspace, _asked_url(request, 2))
    listed = replay_links.timemap(memento, _origin(request))
    return Response(listed, media_type="application/link-format")


def _part(request: Request) -> Response:
    replay = _of(request)
    at = replay_links.read_stamp(request.path_params["stamp"])
    if at is None or not secrets.compare_digest(request.path_params["token"], replay.token):
        return _no_page(request)
    memento = replaying.find_memento(replay.workspace, _asked_url(request, 3), at)
    with replay.reading:
        message = replaying.read_answer(replay.workspace, memento)
        try:
            body = replay_bodies.part_of(memento, message)
        except CannotDecode:
            body = None
    if body is None:
        return _no_page(request)
    # A page in a sandbox is of no origin at all: what it may have must be open to others, and
    # the token keeps it from them.
    headers = {"Cross-Origin-Resource-Policy": "cross-origin"}
    return Response(body.content, headers=headers, media_type=body.content_type)


def _raw(request: Request) -> Response:
    memento = _named(request)
    with _of(request).reading:
        payload = replaying.read_answer(_of(request).workspace, memento).payload
    return _download(payload, f"{memento.id}.bin")


def _record(request: Request) -> Response:
    memento = _named(request)
    with _of(request).reading:
        record = replaying.read_record_file(_of(request).workspace, memento)
    return _download(record, f"{memento.id}.warc.gz")


def _download(content: bytes, name: str) -> Response:
    return Response(content, headers=_attachment(name), media_type="application/octet-stream")


def _attachment(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _redirect(place: str, **headers: str) -> Response:
    return RedirectResponse(place, 302, headers)


def _complain(request: Request, error: Exception) -> Response:
    """Say what is wrong: what is not there is 404, damage is 500."""
    if not isinstance(error, ClaimcheckError):
        raise error
    if isinstance(error, UnknownName):
        title, status = "Not in the archive", 404
    else:
        title, status = "The archive cannot give this", 500
    return _message(title, f"{error.message}.", status, next_step=error.next_step)


def _no_page(request: Request, _error: Exception | None = None) -> Response:
    return _message("No such page", "There is nothing here.", 404)


def _message(
    title: str,
    what: str,
    status: int,
    *,
    next_step: str = "go back to the list of sources at /",
    memento: Memento | None = None,
) -> Response:
    capture_id = memento.id if memento else ""
    next_step = "save the original and read it elsewhere" if memento else next_step
    page = replay_pages.message_page(title, what, next_step, capture_id=capture_id)
    return HTMLResponse(page, status, headers=_OWN)


def _of(request: Request) -> _Replay:
    replay: _Replay = request.app.state.replay
    return replay


def _named(request: Request) -> Memento:
    return replaying.memento_of(_of(request).workspace, request.path_params["capture_id"])


def _asked_url(request: Request, before: int) -> str:
    """The address that follows so many parts of the path, with its query, nothing unescaped."""
    url = request.scope["raw_path"].decode("latin-1").split("/", before + 1)[-1]
    query = request.scope["query_string"].decode("latin-1")
    return f"{url}?{query}" if query else url


def _origin(request: Request) -> str:
    return f"http://{request.headers['host']}"
