"""``cppo serve`` for programs that are no browser: who gets in, where it listens, how it ends."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.e2e.terminal import COMMAND, PATIENCE, clean_environment
from tests.e2e.web import UPGRADE, serving


def test_only_the_link_opens_it_only_once_and_only_its_own_page_gets_a_wizard(home: Path) -> None:
    with serving(home, "--sandbox") as web:
        for path in ("/", "/?token=guess", "/page.js", "/static/js/textual.js", "/window"):
            assert web.get(path).status == 403, path
        cookie = web.enter()
        assert {"HttpOnly", "SameSite=Strict"} <= {part.strip() for part in cookie.split(";")}
        assert web.get(f"/?token={web.token}").status == 403

        known = {"Cookie": cookie.partition(";")[0]}
        page = web.get("/", known)
        assert page.status == 200
        assert "default-src 'none'" in str(page.headers["Content-Security-Policy"])
        assert web.get("/static/js/textual.js", known).status == 200
        assert web.get("/static/../web_server.py", known).status == 404
        assert web.get("/", known | {"Host": f"evil.example:{web.host.rpartition(':')[2]}"}).status == 403

        assert web.get("/window", known | UPGRADE).status == 403
        assert web.get("/window", known | UPGRADE | {"Origin": "http://evil.example"}).status == 403
        assert web.wizards() == []


def test_ctrl_c_ends_it_and_the_wizards_it_has_started(home: Path) -> None:
    with serving(home, "--sandbox") as web:
        known = {"Cookie": web.enter().partition(";")[0]}
        window = web.get("/window", known | UPGRADE | {"Origin": f"http://{web.host}"})
        assert window.status == 101
        assert window.fp.read(1)  # the wizard draws
        (wizard,) = web.wizards()
        assert web.interrupt() == 0
        with pytest.raises(ProcessLookupError):
            os.kill(wizard, 0)


def test_other_computers_are_let_in_with_a_warning_once_that_is_said(home: Path) -> None:
    with serving(home, "--sandbox", "--host", "0.0.0.0", "--allow-other-computers") as web:
        warned = " ".join(web.told.read_text(encoding="utf-8").split())
        assert "WARNING: 0.0.0.0 is reachable from other computers, and nothing is encrypted" in warned
        assert "can make binding offers in your name" in warned
        port = web.host.rpartition(":")[2]
        assert f"ssh -L {port}:127.0.0.1:{port}" in warned, "the port that was free, not the usual one"
        assert web.get("/").status == 403, "the token is asked for all the same"
        known = {"Cookie": web.enter().partition(";")[0]}
        assert web.get("/", known).status == 200
        assert web.interrupt() == 0


@pytest.mark.parametrize(
    ("host", "port", "told"), [("0.0.0.0", 8780, "8780"), ("192.0.2.1", 8899, "8899"), ("::", 0, "PORT")]
)
def test_other_computers_are_kept_out_unless_that_is_said(
    home: Path, host: str, port: int, told: str
) -> None:
    done = subprocess.run(
        [*COMMAND, "serve", "--sandbox", "--host", host, "--port", str(port)],
        env=clean_environment(home),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 2
    assert "reachable from other computers" in done.stderr
    assert "--allow-other-computers" in done.stderr
    assert f"ssh -L {told}:127.0.0.1:{told}" in " ".join(done.stderr.split())
    assert not done.stdout
