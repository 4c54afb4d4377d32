"""The look holds: contrast, one set of dark colours, nothing from elsewhere, every file there."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

STATIC = Path(__file__).parents[2] / "ischia" / "web" / "static" / "ischia"
TOKENS = (STATIC / "tokens.css").read_text()
SHEETS = sorted(STATIC.rglob("*.css"))


def block(start: str) -> dict[str, str]:
    body = TOKENS[TOKENS.index(start) + len(start) :]
    return dict(re.findall(r"--([\w-]+): (#\w+);", body[: body.index("}")]))


LIGHT = block(":root {")
DARK = {**LIGHT, **block(':root[data-look="dark"] {')}


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
class TestContrast:
    @pytest.mark.parametrize(
        "ground", ["paper", "surface", "sunken", "sage-wash", "straw-wash", "clay-wash", "red-wash"]
    )
    def test_words_are_easy_to_read_on_every_ground(self, theme, ground):
        assert contrast(theme["ink"], theme[ground]) >= 7

    @pytest.mark.parametrize("ground", ["paper", "surface", "sunken"])
    def test_soft_words_and_links_too(self, theme, ground):
        assert contrast(theme["ink-soft"], theme[ground]) >= 7
        assert contrast(theme["link"], theme[ground]) >= 7

    @pytest.mark.parametrize("colour", ["sage", "straw", "clay", "red"])
    def test_each_colour_reads_on_its_wash_and_on_paper(self, theme, colour):
        for ground in (f"{colour}-wash", "paper", "surface"):
            assert contrast(theme[colour], theme[ground]) >= 4.5

    @pytest.mark.parametrize("colour", ["sage", "clay", "red"])
    def test_words_on_filled_buttons_and_bands_read(self, theme, colour):
        assert contrast(theme[f"on-{colour}"], theme.get(f"{colour}-fill", theme[colour])) >= 7

    def test_the_edge_of_a_box_is_seen(self, theme):
        assert contrast(theme["edge"], theme["surface"]) >= 3
        assert contrast(theme["edge"], theme["paper"]) >= 3


def test_a_dark_device_and_a_person_who_chose_dark_get_the_same_colours():
    assert block(':root:not([data-look="light"]) {') == block(':root[data-look="dark"] {')


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_colours_stand_in_the_tokens_only(sheet):
    if sheet.name in ("tokens.css", "bodymap.css"):  # the map draws with its own inks, on paper as on pages
        return
    colours = re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(", sheet.read_text())
    assert colours == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_sheet_asks_another_host(sheet):
    assert "//" not in sheet.read_text()


def test_every_component_sheet_is_loaded():
    loaded = (STATIC.parents[1] / "templates" / "components" / "styles.html").read_text()
    for sheet in (STATIC / "components").glob("*.css"):
        assert f"components/{sheet.name}" in loaded


def test_every_font_comes_with_its_licence():
    for folder in (STATIC / "fonts", STATIC.parents[2] / "exchange" / "fonts"):
        families = {re.match(r"[a-z-]+(?:-4)?(?=-)", font.name)[0] for font in folder.glob("source*.[wt]*")}
        assert {file.name for file in folder.glob("OFL-*")} == {
            "OFL-atkinson-hyperlegible-next.txt",
            "OFL-source-serif-4.txt",
        }
        assert families


@pytest.mark.slow
def test_every_file_a_page_or_a_sheet_names_is_there(tmp_path, client, db):
    hashed = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    with override_settings(STATIC_ROOT=tmp_path, STORAGES={"staticfiles": {"BACKEND": hashed}}):
        call_command("collectstatic", verbosity=0, interactive=False)
        page = client.get("/style/").content.decode()
    named = re.findall(r'(?:href|src)="/static/([^"#]+)', page)
    assert len(named) > 20
    assert all((tmp_path / name).exists() for name in named)
