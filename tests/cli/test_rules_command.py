"""``cppo rules``: the table people read, and the JSON programs do."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cppo_tui.cli import main as command
from cppo_tui.cli.rules_command import table
from cppo_tui.domain.rules import all_rules
from cppo_tui.domain.steps import Step

ROOT = Path(command.__file__).parents[2]


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert command.main(["rules", *arguments]) == 0
    return capsys.readouterr().out


def test_the_table_holds_every_rule_with_its_texts_and_source(capsys: pytest.CaptureFixture[str]) -> None:
    told = printed(capsys).splitlines()
    codes = [line.split()[0] for line in told if line[:1].isupper() and "_" in line.split()[0]]
    assert codes == [rule.code for rule in all_rules()]
    beside = [line[2:30].strip() for line in told if line.startswith("  ")]
    assert beside.count("our own rule") == sum(rule.source == "our own rule" for rule in all_rules())


@pytest.mark.parametrize("width", [20, 70, 80, 120, 300])
def test_the_table_loses_no_word_and_keeps_to_the_width(width: int) -> None:
    lines = list(table(all_rules(), width))
    assert max(map(len, lines)) <= max(width, 70)
    words = " ".join(lines).split()
    assert all(word in words for rule in all_rules() for word in f"{rule.message} {rule.fix}".split())


def test_every_step_with_a_rule_is_a_heading(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys).splitlines()
    assert [line for line in lines if line[:1].isdigit()] == [
        f"{int(step)} {step.title}" for step in Step if step is not Step.STATUS
    ]


def test_json_holds_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    listed = json.loads(printed(capsys, "--output", "json"))
    assert [rule["code"] for rule in listed] == [rule.code for rule in all_rules()]
    first = {rule["code"]: rule for rule in listed}["BUYERS_TOO_MANY"]
    assert first == {
        "code": "BUYERS_TOO_MANY",
        "severity": "blocking",
        "message": "… accounts; AWS takes at most 25.",
        "fix": "Remove ….",
        "source": "fact sheet 2.6",
        "fields": ["buyers"],
        "step": 1,
    }


def test_another_output_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command.main(["rules", "--output", "yaml"])
    assert left.value.code == 2


def test_help_says_what_the_words_mean(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["rules", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    for word in ("To fix", "blocking", "Sure?", "Check", "Note", "--output"):
        assert word in told


def test_who_stops_reading_gets_no_traceback() -> None:
    script = f"{sys.executable} -m cppo_tui rules | head -1"
    done = subprocess.run(script, shell=True, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.startswith("Rule")
    assert done.stderr == ""


def test_it_needs_neither_screen_nor_aws() -> None:
    code = "import sys; from cppo_tui.cli.main import main; main(['rules']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    modules = done.stdout.splitlines()[-1]
    assert "cppo_tui.domain.rules" in modules
    assert not [name for name in ("'textual'", "'rich'", "'boto3'", "'botocore'") if name in modules]
