"""Scripts others can run: the plan's change set, and no text of an offer's ever becomes code."""

import ast
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cppo_tui.domain.change_sets import publish_changes
from cppo_tui.domain.plan import canonical
from cppo_tui.domain.scripts import Export, as_aws_cli, as_boto3, as_json
from tests.domain.given import SELLER, some_terms

SHELL = shutil.which("sh") or "/bin/sh"
NASTY = (
    'it\'s "quoted" $(touch PWNED) `touch PWNED` ${IFS} \\',
    "a\nTHE_CHANGE_SET_ENDS_HERE\ntouch PWNED\n",
    "'; touch PWNED; '",
    '"""\nimport os\nos.system("touch PWNED")\n"""',
    "§NAME§ §CHANGE_SET§ %s {0} \\u0041",
    "Ünïcödé – 名前 \u202e\u2028\x85 \x1b[2J",
    "#!/bin/sh\r\ntouch PWNED",
)


def export(text: str = "Contoso", *, releases: bool = True) -> Export:
    payload = canonical(publish_changes(some_terms(name=text, description=text)))
    return Export(
        payload=payload,
        name="cppo-export-0123",
        token="0123",
        title=text,
        seller_account=SELLER,
        product_id="prod-x",
        releases=releases,
    )


def test_the_request_is_the_plans_change_set_with_a_name_and_a_token() -> None:
    request = json.loads(as_json(export()))
    assert request["ChangeSet"] == publish_changes(some_terms(name="Contoso", description="Contoso"))
    assert (request["Catalog"], request["ClientRequestToken"]) == ("AWSMarketplace", "0123")
    assert request["ChangeSetName"] == "cppo-export-0123"


@pytest.mark.parametrize("text", NASTY)
def test_the_python_script_holds_the_payload_as_one_literal(text: str) -> None:
    script = as_boto3(export(text))
    assert script.isascii()
    literals = [node.value for node in ast.walk(ast.parse(script)) if isinstance(node, ast.Constant)]
    assert literals.count(export(text).payload) == 1
    assert all("touch PWNED" not in line for line in code_lines(script, export(text).payload))


def code_lines(script: str, payload: str) -> list[str]:
    """Without the literal and the comments."""
    return [
        line
        for line in script.splitlines()
        if line.strip() not in (ascii(payload), payload) and not line.startswith("#")
    ]


@pytest.mark.parametrize("text", NASTY)
def test_the_shell_reads_the_payload_back_letter_for_letter(text: str, tmp_path: Path) -> None:
    """Run up to the first call, in an empty folder, with the aws command replaced by one that says no."""
    script = as_aws_cli(export(text))
    assert script.isascii()
    (tmp_path / "aws").write_text(f'#!{SHELL}\nprintf %s "$change_set" > seen\nexit 7\n')
    (tmp_path / "aws").chmod(0o700)
    told = script.replace("set -eu\n", "set -eua\n", 1)
    done = subprocess.run(
        [SHELL], input=told, env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, cwd=tmp_path, text=True, check=False
    )
    assert done.returncode == 7
    assert (tmp_path / "seen").read_text() == export(text).payload
    assert not (tmp_path / "PWNED").exists()


def test_the_control_a_naive_script_runs_what_it_is_given(tmp_path: Path) -> None:
    """CONTROL that must fail: a script that puts the text between double quotes obeys it."""
    naive = 'change_set="$(touch PWNED)"\n'
    subprocess.run([SHELL], input=naive, env={"PATH": "/usr/bin:/bin"}, cwd=tmp_path, text=True, check=False)
    assert (tmp_path / "PWNED").exists()


@settings(max_examples=50)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
@example("x" * 150)
def test_whatever_the_name_both_scripts_stay_in_form(text: str) -> None:
    made = export(text)
    assert ast.parse(as_boto3(made))
    lines = as_aws_cli(made).splitlines()
    assert lines.count("THE_CHANGE_SET_ENDS_HERE") == 1
    assert made.payload in lines


def test_a_draft_has_no_buyers_page() -> None:
    assert export(releases=False).link == ""
    assert "saas/ordering" not in as_boto3(export(releases=False))
    assert "link=''" in as_aws_cli(export(releases=False))
