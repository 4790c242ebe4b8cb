"""The main job in a browser: the page opened by its link, an offer published by typing into it."""

import re
import subprocess
from pathlib import Path

import pytest

from cppo_tui.sandbox.seed_archera import BRONZE
from tests.e2e.browser import Browser, browser
from tests.e2e.journey import BUYER
from tests.e2e.terminal import COMMAND, clean_environment
from tests.e2e.web import serving

pytestmark = pytest.mark.browser


async def choose_bronze(page: Browser) -> None:
    """From home to step 2."""
    await page.wait_for("seller 7777")
    await page.press("n")
    await page.wait_until(lambda screen: "step 1 of 6" in screen and " authorizations" in screen, "the list")
    await page.type("bronze")
    await page.wait_for("1 of ")
    await page.wait_for(BRONZE[-6:])
    await page.press("enter")
    await page.wait_for("Chosen for this offer.")
    await page.type(BUYER)
    await page.press("enter")
    await page.wait_for("1234 5678 9012")
    await page.press("alt+n")
    await page.wait_for("step 2 of 6")


async def test_an_offer_is_published_by_typing_into_the_page(home: Path) -> None:
    with serving(home, "--sandbox", "--pace", "instant") as web:
        async with browser(home / "browser") as page:
            await page.go(web.link)
            await choose_bronze(page)
            await page.press("alt+n")
            await page.wait_for("step 3 of 6")
            await page.type("25")
            await page.wait_for("$0.01")
            await page.press("alt+n")
            await page.wait_for("step 4 of 6")
            await page.press("alt+n")
            await page.wait_for("step 5 of 6")
            await page.press("t")
            await page.wait_for("[x] I accept")
            await page.wait_until(
                lambda screen: "before publishing" not in screen and "Looking for" not in screen,
                "a good review",
            )
            await page.press("alt+n")
            await page.wait_for("Publish this offer?")
            await page.type(BUYER[-4:])
            await page.press("enter")
            published = await page.wait_for("Published:")
            offer = re.search(r"offer-[a-z0-9]{13}\b", published)
            assert offer, published
            elsewhere = [url for url in page.requests if f"//{web.host}/" not in url]
            assert elsewhere == [], "the page asks only our own computer"
            (wizard,) = web.wizards()
        assert web.interrupt() == 0
        assert not Path(f"/proc/{wizard}").exists()
    assert offer[0] in offers(home)


def offers(home: Path) -> str:
    """What the command says of the sandbox's offers afterwards."""
    done = subprocess.run(
        [*COMMAND, "offers", "--sandbox"],
        env=clean_environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout
