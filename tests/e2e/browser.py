"""A person at a browser: headless Chromium, driven over its DevTools protocol, the page's terminal read."""

import asyncio
import base64
import itertools
import json
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pyte

from tests.e2e.terminal import PATIENCE

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-dev-shm-usage", "--window-size=1200,800", "--remote-debugging-port=0"),
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = (
    "This test needs a browser, and none is here: install Debian's «chromium» package "
    f"(apt-get install chromium) or put one of {', '.join(NAMES)} on the PATH."
)
KEYS = {"enter": ("Enter", "Enter", 13, "\r"), "down": ("ArrowDown", "ArrowDown", 40, "")}
SHIFT, ALT = 8, 1


def chromium() -> str:
    """The browser's command. Fails with what to install when there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), "")
    assert found, MISSING
    return found


class Browser:
    """One page. ``screen_text()`` is what the wizard has drawn into the page's terminal."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._session = ""
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self._news = asyncio.Event()
        self.requests: list[str] = []

    async def call(self, method: str, **parameters: Any) -> Any:
        """Ask the browser for something and wait for its answer."""
        number = next(self._numbers)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        session = {"sessionId": self._session} if self._session else {}
        await self._socket.send_json({"id": number, "method": method, "params": parameters, **session})
        return await asyncio.wait_for(answer, PATIENCE)

    async def listen(self) -> None:
        """Take in the browser's answers and news until it ends."""
        async for message in self._socket:
            told = json.loads(message.data)
            if "id" in told:
                self._answers.pop(told["id"]).set_result(told.get("result"))
            else:
                self._take(told["method"], told["params"])

    def _take(self, method: str, news: dict[str, Any]) -> None:
        if method == "Network.requestWillBeSent":
            self.requests.append(news["request"]["url"])
        elif method == "Network.webSocketCreated":
            size = parse_qs(urlsplit(news["url"]).query)
            self._screen = pyte.Screen(int(size["width"][0]), int(size["height"][0]))
            self._stream = pyte.ByteStream(self._screen)
            self.requests.append(news["url"])
        elif method == "Network.webSocketFrameReceived" and news["response"]["opcode"] == 2:
            self._stream.feed(base64.b64decode(news["response"]["payloadData"]))
        self._news.set()

    async def begin(self) -> None:
        """Open a page and listen to its network."""
        target = (await self.call("Target.createTarget", url="about:blank"))["targetId"]
        attached = await self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        await self.call("Network.enable")
        await self.call("Page.enable")

    async def go(self, url: str) -> None:
        """Open an address."""
        await self.call("Page.navigate", url=url)

    def screen_text(self) -> str:
        """The rows as they stand."""
        return "\n".join(row.rstrip() for row in self._screen.display)

    async def wait_until(self, seen: Callable[[str], bool], wanted: str) -> str:
        """Wait until the screen is as wanted, and return it."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not seen(screen := self.screen_text()):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"{wanted} did not come; the screen is\n{self.screen_text()}") from None
        return screen

    async def wait_for(self, text: str) -> str:
        """Wait until the screen shows this text."""
        return await self.wait_until(lambda screen: text in screen, repr(text))

    async def type(self, text: str) -> None:
        """Press the keys of a text, one after the other."""
        for character in text:
            await self._key(character, "", ord(character.upper()), character)

    async def press(self, *keys: str) -> None:
        """Press keys by name: ``enter``, ``alt+n``, ``shift+tab``, or a character."""
        for name in keys:
            if name == "shift+tab":
                await self._key("Tab", "Tab", 9, "", SHIFT)
            elif name.startswith("alt+"):
                await self._key(name[-1], f"Key{name[-1].upper()}", ord(name[-1].upper()), "", ALT)
            elif name in KEYS:
                await self._key(*KEYS[name])
            else:
                await self.type(name)

    async def _key(self, key: str, code: str, number: int, text: str, modifiers: int = 0) -> None:
        facts = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers}
        spoken = {"text": text, "unmodifiedText": text} if text else {}
        await self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **facts, **spoken)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **facts)

    async def picture(self) -> bytes:
        """The page as PNG."""
        return base64.b64decode((await self.call("Page.captureScreenshot"))["data"])


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Browser]:
    """A fresh browser that is gone when this ends."""
    process = await asyncio.create_subprocess_exec(
        *(chromium(), *FLAGS, f"--user-data-dir={folder}", "about:blank"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        address = await asyncio.wait_for(_devtools(process), 3 * PATIENCE)
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(address, max_msg_size=1 << 26) as socket,
        ):
            made = Browser(socket)
            listening = asyncio.create_task(made.listen())
            await made.begin()
            yield made
            listening.cancel()
    finally:
        process.terminate()
        await process.wait()


async def _devtools(process: asyncio.subprocess.Process) -> str:
    """Where the browser says it can be driven."""
    assert process.stderr is not None
    said = b""
    async for line in process.stderr:
        said += line
        if line.startswith(b"DevTools listening on "):
            return line.decode().split()[-1]
    raise AssertionError(f"the browser did not start:\n{said.decode(errors='replace')}")
