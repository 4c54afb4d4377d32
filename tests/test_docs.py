"""The documentation tells the truth: its links, examples, variables and records agree with what is there."""

import re
from pathlib import Path

import pytest

from ischia.cli.main import COMMANDS, main
from ischia.core.knowledge import load_knowledge

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
README, OPERATING = ROOT / "README.md", DOCS / "operating.md"
SCREENS = DOCS / "screens"
TAKEN_BY_TESTS = {"docs/screens/plan-at-a-glance.png"}
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def prose(page):
    """A page without what is quoted in it."""
    return re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)


def links():
    found = ((page, link) for page in PAGES for link in LINK.findall(prose(page)))
    return [(page, link) for page, link in found if not re.match(r"[a-z]+:", link)]


def anchor(heading):
    """What a heading is linked by."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


@pytest.mark.parametrize(("mark", "command"), [("run", "bin/run"), ("test", "bin/test")])
def test_the_readme_has_each_of_the_two_commands_once_and_marked(mark, command):
    assert README.read_text().count(f"\n<!-- {mark} -->\n```sh\n{command}\n```\n") == 1
    assert (ROOT / command).stat().st_mode & 0o100


@pytest.mark.parametrize(("page", "link"), links(), ids=lambda each: str(each)[-60:])
def test_every_link_leads_somewhere(page, link):
    path, _, part = link.partition("#")
    there = (page.parent / path).resolve() if path else page
    name = there.relative_to(ROOT).as_posix()
    if name in TAKEN_BY_TESTS:
        assert there.exists() or not any(SCREENS.glob("*.png"))
        return
    assert there.exists(), name
    if part:
        assert part in [anchor(heading) for heading in re.findall(r"^#+ (.+)$", there.read_text(), re.MULTILINE)]


def test_every_environment_variable_is_explained_and_none_is_made_up():
    files = ("web/settings.py", "web/places.py", "core/loading.py")
    code = "".join((ROOT / "ischia" / name).read_text() for name in files)
    read = re.findall(r"env(?:\.\w+|iron\.get)\(\s*\"(\w+)\"", code)
    part = OPERATING.read_text().partition("## Environment variables")[2].partition("\n## ")[0]
    explained = re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+ \|$", part, re.MULTILINE)
    assert len(read) > 5
    assert sorted(explained) == sorted(read)


def test_every_option_of_serve_is_explained(capsys):
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    options = set(re.findall(r"--[a-z]+", capsys.readouterr().out)) - {"--help"}
    assert options == set(re.findall(r"^\| `(--[a-z]+)", OPERATING.read_text(), re.MULTILINE))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example_and_is_named_in_the_readme(command, capsys):
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert re.search(rf"example:\s+.*ischia {command}", capsys.readouterr().out)
    assert f"`ischia {command}" in README.read_text()


def examples():
    blocks = re.findall(r"```console\n\$ ischia ([^\n]+)\n(.*?)```", README.read_text(), re.DOTALL)
    return [(command.split(), output.splitlines()) for command, output in blocks]


@pytest.mark.parametrize(("command", "shown"), examples(), ids=lambda each: " ".join(each)[:40])
def test_the_examples_in_the_readme_print_what_it_shows(command, shown, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert main(command) == 0
    printed = iter(capsys.readouterr().out.splitlines())
    for line in shown:
        # `in` goes on from the line found before, so the order counts.
        assert line.strip() == "..." or line in printed, line


def test_every_decision_is_in_the_index_under_its_own_title():
    index = (DOCS / "decisions" / "README.md").read_text()
    rows = re.findall(r"^\| \[(\d{4})\]\(([^)]+)\) \| (.+) \|$", index, re.MULTILINE)
    records = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    assert [file for _, file, _ in rows] == [record.name for record in records]
    for (number, _, title), record in zip(rows, records, strict=True):
        text = record.read_text()
        assert record.name.startswith(f"{number}-")
        assert text.startswith(f"# {number} {title}\n")
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequence"))


def test_every_rule_that_rests_on_convention_alone_is_listed():
    part = (DOCS / "readings.md").read_text().partition("## Rules that rest on convention alone")[2]
    rules = load_knowledge().rules.values()
    assert set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)) == {
        rule.id for rule in rules if rule.sources == ("EXPERT",)
    }
    beside = sum("EXPERT" in rule.sources and len(rule.sources) > 1 for rule in rules)
    assert f"In {beside} more rules `EXPERT` stands beside other sources." in part


def test_every_rule_that_the_pages_name_exists():
    rules = load_knowledge().rules
    named = {name for page in PAGES for name in re.findall(r"`((?:rf|cx)_\w+)`", page.read_text())}
    assert named
    assert sorted(named - set(rules)) == []


def test_the_counts_in_the_changelog_are_those_of_the_first_edition():
    knowledge = load_knowledge()
    if knowledge.version != "1.0":
        pytest.skip("a later edition holds more")
    counts = f"{len(knowledge.rules)} rules, {len(knowledge.findings)} questions, {len(knowledge.sources)} sources"
    assert counts in (ROOT / "CHANGELOG.md").read_text()


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.lock")), ids=lambda lock: lock.name)
def test_no_lock_names_a_host(lock):
    assert "://" not in lock.read_text()
    assert "--hash=sha256:" in lock.read_text()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_holds_no_path_of_anybodys_machine(page):
    assert not re.search(r"/work/|/home/\w+/|/root/|/Users/|C:\\", page.read_text())
