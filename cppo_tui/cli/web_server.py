"""The page, its files and its windows on the wizard, for one browser. The only module that knows aiohttp."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

from aiohttp import WSMsgType, web

from cppo_tui.cli.web_door import Door
from cppo_tui.cli.web_terminal import WebTerminal

MOST_WINDOWS = 8
"""Wizards at a time; each is a process of its own."""
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        "img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""The page loads nothing from anywhere else, and no other page may hold it."""
BROWSERS_KEEP = {"\x1bn": "\x0e", "\x1bt": "\x14", "\x1bw": "\x17"}
"""Ctrl+N, Ctrl+T and Ctrl+W never reach a page; Alt with the same letter stands for them."""
Arguments = Callable[[], Sequence[str]]


class WebServer:
    """Answers requests until it is closed. ``arguments`` are the wizard's, asked for anew for each window."""

    def __init__(self, door: Door, arguments: Arguments) -> None:
        self._door = door
        self._arguments = arguments
        self._windows: set[web.WebSocketResponse] = set()
        self._terminals: set[WebTerminal] = set()
        app = web.Application(middlewares=[_with_headers])
        app.add_routes(
            [
                web.get("/", self._page, allow_head=False),
                web.get("/page.js", self._script, allow_head=False),
                web.get("/window", self._window, allow_head=False),
                web.get("/static/{name:.+}", self._file, allow_head=False),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)

    async def open(self, host: str, port: int) -> None:
        """Begin to listen. Raises OSError when that address cannot be used."""
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()

    async def close(self) -> None:
        """End every wizard in order, then stop listening."""
        await asyncio.gather(*(terminal.close() for terminal in tuple(self._terminals)))
        for window in tuple(self._windows):
            with suppress(OSError, RuntimeError):
                await window.close()
        await self._runner.cleanup()

    async def _page(self, request: web.Request) -> web.StreamResponse:
        """The page for the browser that is known; a token makes a browser known, once."""
        host = request.headers.get("Host", "")
        token = request.query.get("token")
        if token is not None and self._refusal(request):
            if refusal := self._door.use_token(host, token):
                return _refused(refusal)
            answer = web.Response(status=303, headers={"Location": "/"})
            answer.set_cookie(self._door.cookie, self._door.key, path="/", httponly=True, samesite="Strict")
            return answer
        if token is not None:  # the same browser opens its link once more
            return web.Response(status=303, headers={"Location": "/"})
        if refusal := self._refusal(request):
            return _refused(refusal)
        text = _own("web_page.html").replace("@WINDOW@", f"ws://{host}/window")
        return web.Response(text=text, content_type="text/html")

    async def _script(self, request: web.Request) -> web.StreamResponse:
        """What our page does beside textual-serve's script."""
        if refusal := self._refusal(request):
            return _refused(refusal)
        return web.Response(text=_own("web_page.js"), content_type="text/javascript")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """Script, style and letters of textual-serve's page."""
        if refusal := self._refusal(request):
            return _refused(refusal)
        folder = static_folder()
        path = (folder / request.match_info["name"]).resolve()
        if not path.is_relative_to(folder) or not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path)

    def _refusal(self, request: web.Request) -> str:
        cookie = request.cookies.get(self._door.cookie, "")
        return self._door.refusal(request.headers.get("Host", ""), cookie)

    async def _window(self, request: web.Request) -> web.StreamResponse:
        """A wizard for as long as the browser's window is open, or until the person leaves it."""
        headers = request.headers
        cookie = request.cookies.get(self._door.cookie, "")
        refusal = self._door.window_refusal(headers.get("Host", ""), cookie, headers.get("Origin", ""))
        if not refusal and len(self._windows) >= MOST_WINDOWS:
            refusal = f"{MOST_WINDOWS} windows are open already; close one."
        if refusal:
            return _refused(refusal)
        window = web.WebSocketResponse(heartbeat=30.0)
        self._windows.add(window)
        try:
            await window.prepare(request)
            size = (_number(request.query.get("width")) or 80, _number(request.query.get("height")) or 24)
            await self._join(window, size)
        finally:
            self._windows.discard(window)
        return window

    async def _join(self, window: web.WebSocketResponse, size: tuple[int, int]) -> None:
        terminal = await WebTerminal.open(self._arguments(), size)
        self._terminals.add(terminal)
        drawing = asyncio.create_task(_draw(terminal, window))
        try:
            async for message in window:
                if message.type is WSMsgType.TEXT:
                    await _obey(message.data, terminal, window.send_str)
        finally:
            drawing.cancel()
            await terminal.close()
            self._terminals.discard(terminal)


def _own(name: str) -> str:
    return files("cppo_tui.cli").joinpath(name).read_text(encoding="utf-8")


def static_folder() -> Path:
    """Where textual-serve keeps the browser's terminal. Raises ImportError when it is not installed."""
    import textual_serve

    return (Path(textual_serve.__path__[0]) / "static").resolve()


async def _draw(terminal: WebTerminal, window: web.WebSocketResponse) -> None:
    """From the wizard to the page; the page's window is closed when the wizard has ended."""
    with suppress(OSError, RuntimeError):  # the browser went first
        while data := await terminal.output():
            await window.send_bytes(data)
        await window.close()


async def _obey(text: str, terminal: WebTerminal, answer: Callable[[str], Awaitable[None]]) -> None:
    """One message of textual-serve's page: ``["stdin", text]``, ``["resize", {...}]``, ``["ping", x]``."""
    try:
        kind, *values = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return
    value = values[0] if values else None
    if kind == "stdin" and isinstance(value, str):
        terminal.type(BROWSERS_KEEP.get(value, value))
    elif kind == "resize" and isinstance(value, dict):
        columns, rows = _number(value.get("width")), _number(value.get("height"))
        if columns and rows:
            terminal.resize((columns, rows))
    elif kind == "ping" and isinstance(value, str):
        await answer(json.dumps(["pong", value]))


def _number(value: object) -> int:
    """A small positive number from outside; 0 for anything else."""
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0


def _refused(words: str) -> web.Response:
    return web.Response(status=403, text=f"{words}\n")


@web.middleware
async def _with_headers(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """The same protections on every answer, refusals included."""
    try:
        answer = await handler(request)
    except web.HTTPException as error:
        error.headers.update(HEADERS)
        raise
    if not answer.prepared:
        answer.headers.update(HEADERS)
    return answer
