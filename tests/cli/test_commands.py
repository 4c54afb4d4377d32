"""What each command answers, run as a person runs it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ischia.cli.main import COMMANDS
from ischia.core.loading import FOLDER
from tests.strategies import SAFE

ISCHIA = Path(sys.executable).parent / "ischia"

EMERGENCY = {"age": 44, "saddle_numbness": True}


def test_screen_says_an_emergency_first_and_exits_0(ischia, case_file):
    said = ischia("screen", case_file(EMERGENCY))
    assert said.startswith("EMERGENCY: go to an emergency department")
    assert "GIRFT23" in said
    assert "not a diagnosis" in said


def test_an_unfinished_case_is_never_shown_as_safe(ischia, case_file):
    said = ischia("screen", case_file({"age": 44}))
    assert said.startswith("NOT FINISHED")
    assert "no massage" in said.splitlines()[0]


def test_screen_reads_standard_input_in_yaml_and_json(ischia):
    for text in (b"case: 1\nfindings: {age: 44}\n", b'{"case": 1, "findings": {"age": 44}}'):
        assert json.loads(ischia("screen", "-", "--json", text=text))["id"] is None


def test_standard_input_may_hold_one_case_a_line(ischia):
    lines = b'{"case": 1, "id": "a", "findings": {}}\n{"case": 1, "id": "b", "findings": {}}\n'
    assert [json.loads(line)["id"] for line in ischia("screen", "-", "--json", text=lines).splitlines()] == ["a", "b"]


def test_several_files_give_one_line_each(ischia, case_file):
    files = [case_file(EMERGENCY, "a.json"), case_file({"age": 3}, "b.json")]
    answers = [json.loads(line) for line in ischia("screen", *files, "--json").splitlines()]
    assert [answer["disposition"] for answer in answers] == ["emergency_now", "doctor_before_massage"]


SLIPPED_DISC = Path(__file__).parents[2] / "docs" / "examples" / "slipped-disc.yaml"


def test_explain_leads_from_the_answer_to_the_rule_its_limits_and_its_sources(ischia):
    lines = [line.strip() for line in ischia("explain", SLIPPED_DISC).splitlines()]
    chain = [
        "With a slipped disc choose gentle kinds such as Swedish massage. No deep tissue massage.",
        "answer  Has anyone told you what causes your sciatica? A slipped (herniated) disc",
        "rule    cx_cause_herniated_disc: massage only inside limits",
        "limit   Leave out: deep tissue massage.",
    ]
    first = lines.index(chain[0])
    assert lines[first : first + 4] == chain
    sources = [line for line in lines if line.startswith("source  YIN14")]
    assert sources[0].endswith("(checked) https://doi.org/10.1155/2014/480956")


def test_explain_says_the_day_from_which_a_limit_ends(ischia):
    said = ischia("explain", SLIPPED_DISC).partition("What would change this?")[2]
    assert "- From 12 December 2026, 6 weeks after this bout began." in said
    assert "if nothing else changes and no new sign appears" in said


def test_explain_names_a_blank_and_a_not_sure_and_what_they_count_as(ischia, case_file):
    said = ischia("explain", case_file({"age": 44, "bilateral_leg_symptoms": None}))
    assert "in both legs? Not sure (counts as: yes)" in said
    assert "for more than 2 weeks? Not answered (counts as: unknown" in said


def test_explain_puts_no_advice_on_massage_beside_an_emergency(ischia, case_file):
    said = ischia("explain", case_file(EMERGENCY))
    assert said.startswith("EMERGENCY")
    assert "At most" not in said
    assert "Being seen is what changes this" in said
    assert "Has a hospital doctor already checked these exact changes" in said.partition("What would change")[2]


def test_explain_answers_programs_like_screen_does(ischia, case_file):
    one = json.loads(ischia("explain", "-", "--json", text=b"case: 1\nfindings: {age: 15, onset_days: 20}\n"))
    assert (one["complete"], one["what_would_change"]["standing"]) == (False, "unfinished")
    lines = b'{"case": 1, "id": "a", "findings": {}}\n{"case": 1, "id": "b", "findings": {"agee": 3}}\n'
    said = [json.loads(line) for line in ischia("explain", "-", "--json", text=lines, code=2).splitlines()]
    assert said[0]["id"] == "a"
    assert (said[1]["id"], said[1]["error"]["field"]) == ("b", "findings.agee")
    files = [case_file(EMERGENCY, "a.json"), SLIPPED_DISC]
    assert len(ischia("explain", *files, "--json").splitlines()) == 2


def test_ask_gives_the_next_question_as_the_contract_says(ischia, case_file):
    asking = json.loads(ischia("ask", case_file({"age": 44}), "--json"))
    assert asking["next"]["finding"] == "chest_pain_breathless"
    assert asking["next"]["type"] == "bool"
    assert asking["next"]["choices"] is None
    assert asking["done"] is False
    assert asking["at_most_left"] > 50


def test_ask_is_done_at_an_emergency(ischia, case_file):
    asking = json.loads(ischia("ask", case_file(EMERGENCY), "--json"))
    assert (asking["next"], asking["done"], asking["at_most_left"]) == (None, True, 0)


def test_a_follow_up_that_may_take_an_emergency_back_is_asked_before_it_is_shown(ischia, case_file):
    asking = json.loads(ischia("ask", case_file({"age": 44, "bilateral_leg_symptoms": True}), "--json"))
    assert asking["next"]["finding"] == "bilateral_change"


def test_the_talk_writes_every_answer_at_once_and_goes_on_where_it_stopped(ischia, tmp_path):
    said = ischia("ask", "me.yaml", "--interactive", text=b"n\nmaybe\nn\nn\n<\nq\n")
    assert "Type y or n, or ? for not sure." in said
    first = (tmp_path / "me.yaml").read_text()
    assert "chest_pain_breathless: false" in first
    assert "sudden_tearing_pain: false" in first
    assert "bp_symptoms" not in first  # answered, then taken back
    ischia("ask", "me.yaml", "--interactive", text=b"n\n")
    assert "bp_symptoms: false" in (tmp_path / "me.yaml").read_text()


def test_a_not_sure_that_would_be_an_emergency_is_asked_once_more(ischia, tmp_path):
    said = ischia("ask", "me.json", "--interactive", text=b"?\nq\n")
    assert "Are you coughing blood?" in said
    assert not (tmp_path / "me.json").exists()
    assert "EMERGENCY" in ischia("ask", "me.json", "--interactive", text=b"?\n?\n")


def test_the_talk_stops_at_an_emergency_and_says_so(ischia, tmp_path):
    said = ischia("ask", "me.json", "--interactive", text=b"y\n")
    assert "EMERGENCY" in said
    assert json.loads((tmp_path / "me.json").read_text())["findings"] == {"chest_pain_breathless": True}


def test_plan_exits_1_and_says_what_to_do_where_there_is_none(ischia, case_file):
    answer = json.loads(ischia("plan", case_file(EMERGENCY), "--json", code=1))
    assert answer["plan"] is None
    assert answer["letter"] is False
    assert "emergency" in answer["instead"]
    assert answer["screening"]["disposition"] == "emergency_now"


def test_no_file_is_written_where_there_is_no_plan(ischia, case_file, tmp_path):
    ischia("plan", case_file(EMERGENCY), "--pdf", "plan.pdf", "--ics", "plan.ics", code=1)
    assert not (tmp_path / "plan.pdf").exists()
    assert not (tmp_path / "plan.ics").exists()


@pytest.mark.slow
def test_the_knowledge_is_whole_and_proved(ischia):
    said = ischia("knowledge", "check")
    assert said.startswith("valid, complete, cited")
    assert "theorems, over all cases" in said.splitlines()[-1]


def test_a_fault_in_the_knowledge_is_named_with_file_and_line(tmp_path):
    folder = tmp_path / "knowledge"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns(".compiled*"))
    rules = folder / "red-flags.yaml"
    rules.write_text(rules.read_text().replace("[GIRFT23, BMJBP, LOTHIAN, HSIB21, IFOMPT20]", "[BMJBPP]", 1))
    line = 1 + rules.read_text().splitlines().index("    sources: [BMJBPP]")
    done = subprocess.run([ISCHIA, "knowledge", "check", "--folder", folder], capture_output=True, text=True)
    assert done.returncode == 1
    assert f"red-flags.yaml:{line}: sources: 'BMJBPP' is no source" in done.stderr
    assert "did you mean 'BMJBP'?" in done.stderr


@pytest.mark.parametrize(
    ("sound", "fault", "says"),
    [
        (
            "of: [cold_or_flu], to: none",
            "of: [cold_or_fly], to: none",
            "'cold_or_fly' is not one of its answers (did you",
        ),
        ("to: controlled\n", "to: controled\n", "bp_status: 'controled' is not one of its answers (did you mean"),
        (
            "counted_by: surgery_weeks",
            "counted_by: surgery_regions",
            "'surgery_regions' is no number that is asked for",
        ),
        ("counted_by: surgery_weeks", "counted_by: pain_now", "surgery_recent: 'pain_now' does not count up by itself"),
        ("at_most: {bp_systolic: 139", "at_most: {bp_sistolic: 139", "'bp_sistolic' is no number that is asked for"),
        (
            "{by: check, to: true, say: A doctor or",
            "{by: counting, every: day, since: A doctor or",
            "only a number can",
        ),
        ("only_if: {weeks_of_massage:", "only_if: {weeks_of_masage:", "'weeks_of_masage' is no finding"),
    ],
)
def test_a_change_that_an_answer_cannot_make_is_a_fault(tmp_path, sound, fault, says):
    folder = tmp_path / "knowledge"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns(".compiled*"))
    findings = folder / "findings.yaml"
    assert sound in findings.read_text()
    findings.write_text(findings.read_text().replace(sound, fault, 1))
    done = subprocess.run([ISCHIA, "knowledge", "check", "--folder", folder], capture_output=True, text=True)
    assert done.returncode == 1
    assert says in done.stderr
    assert "findings.yaml:" in done.stderr


def test_show_tells_a_record_with_its_sources(ischia):
    said = ischia("knowledge", "show", "rf_cauda_equina")
    assert "Getting It Right First Time" in said
    assert "saddle_numbness" in ischia("knowledge", "show", "findings").splitlines()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(ischia, command):
    assert "example" in ischia(command, "--help")


def test_session_prints_the_massage_at_home_step_by_step(ischia, case_file):
    said = ischia("session", case_file({**SAFE, "can_reach_back": True, "technique_likes": ["self_hands"]}))
    assert "Your own hands on the low back, sitting, 6½ minutes:" in said
    assert "    1:00  Left side: The same on the left. (Pressure 2 of 5, light) [change of side]" in said.splitlines()
    assert said.index("Before you begin") < said.index("Stop when") < said.index("Afterwards")


def test_session_gives_the_script_of_one_item_as_the_player_plays_it(ischia, case_file):
    script = json.loads(ischia("session", case_file(SAFE, as_of="2026-11-21"), "--item", "ex_walk", "--json"))
    assert (script["session"], script["occasion"]["id"]) == (1, "2026-11-21/ex_walk/1")
    assert [step["kind"] for step in script["steps"]] == ["get_ready", "walk"]


def test_session_without_a_plan_says_what_to_do_instead_and_exits_1(ischia, case_file):
    assert ischia("session", case_file(EMERGENCY), code=1).startswith("No plan now: get emergency help first.")
    assert json.loads(ischia("session", case_file({"age": 4}), "--json", code=1))["session"] is None
