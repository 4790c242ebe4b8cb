"""Who may open the wizard in a browser: the link's bearer, once; then that browser, from our own page."""

from itertools import count

import pytest

from cppo_tui.cli.web_door import NO_KEY, OTHER_NAME, OTHER_PAGE, Door

HERE = "127.0.0.1:8780"
OWN = f"http://{HERE}"


def door(host: str = "127.0.0.1") -> Door:
    secrets = (f"secret{number}" for number in count(1))
    return Door(host, 8780, lambda: next(secrets))


def test_the_link_opens_once_and_the_cookie_from_then_on() -> None:
    one = door()
    assert one.link == f"{OWN}/?token=secret1"
    assert one.refusal(HERE, "") == NO_KEY
    assert one.use_token(HERE, "secret1") == ""
    assert one.use_token(HERE, "secret1") == NO_KEY
    assert one.refusal(HERE, one.key) == ""
    assert "secret" not in one.link


@pytest.mark.parametrize("token", ["", "secret", "secret2", "sécret1", "secret1 "])
def test_another_token_neither_opens_nor_uses_the_right_one_up(token: str) -> None:
    one = door()
    assert one.use_token(HERE, token) == NO_KEY
    assert one.use_token(HERE, "secret1") == ""


@pytest.mark.parametrize(
    "host", ["evil.example:8780", "evil.example", "127.0.0.1", "10.0.0.7:8780", "", ":8780"]
)
def test_a_name_that_is_not_ours_opens_nothing_even_with_the_cookie(host: str) -> None:
    one = door()
    assert one.use_token(host, "secret1") == OTHER_NAME
    assert one.refusal(host, one.key) == OTHER_NAME


@pytest.mark.parametrize(
    "origin", ["", "null", "http://evil.example", "https://127.0.0.1:8780", "http://127.0.0.1:1"]
)
def test_a_page_of_another_site_gets_no_window(origin: str) -> None:
    one = door()
    assert one.window_refusal(HERE, one.key, origin) == OTHER_PAGE
    assert one.window_refusal(HERE, "", OWN) == NO_KEY
    assert one.window_refusal(HERE, one.key, OWN) == ""


def test_ipv6_and_addresses_other_computers_reach() -> None:
    assert door("::1").link.startswith("http://[::1]:8780/")
    assert door("::1").use_token("[::1]:8780", "secret1") == ""
    assert door("0.0.0.0").use_token("10.0.0.7:8780", "secret1") == ""
    assert door("0.0.0.0").use_token("evil.example:8780", "secret1") == OTHER_NAME
