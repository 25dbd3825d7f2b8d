"""Settings: file, environment and flags, later ones win; what is not known is an error."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from flows.settings import Settings, load
from flows.version import pipeline_version
from schemas.errors import Errors, OnRecordError
from tasks.extract.settings import ExtractSettings

#: Of the settings file and of its documentation.
SECTIONS = ("Ingest", "Extract", "Validate")


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load(environment={}) == Settings()


def test_a_file_in_the_working_directory_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("onrecord.toml").write_text("keep = 9", encoding="utf-8")
    assert load(environment={}).keep == 9


def test_the_environment_wins_over_the_file_and_flags_over_both(tmp_path: Path) -> None:
    file = written(tmp_path, 'out = "file"\nkeep = 2\nretries = 2\n[extract]\nbatch_words = 10')
    environment = {"ONRECORD_OUT": "environment", "ONRECORD_KEEP": "3", "ONRECORD_EXTRACT__BATCH_WORDS": "20"}
    settings = load(file, {"out": "flag"}, environment)
    assert (settings.out, settings.keep, settings.retries) == (Path("flag"), 3, 2)
    assert settings.extract.batch_words == 20


def test_lists_come_from_the_environment_as_toml() -> None:
    assert load(Path("/dev/null"), environment={"ONRECORD_PATHS": '["a", "b"]'}).paths == ("a", "b")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("kepe = 3", "kepe"),
        ("[extract]\nbatch_size = 3", "extract.batch_size"),
        ('keep = "many"', "keep"),
        ("processes = 0", "processes"),
        ("[ingest.fields]\nwords = ['a']", "words"),
        ("keep = ", "Invalid value"),
    ],
)
def test_a_setting_that_cannot_be_is_an_error_that_names_it(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(OnRecordError, match=named) as error:
        load(written(tmp_path, text), environment={})
    assert error.value.error is Errors.OR601


def test_an_unknown_environment_variable_is_an_error() -> None:
    with pytest.raises(OnRecordError, match="procceses"):
        load(Path("/dev/null"), environment={"ONRECORD_PROCCESES": "2"})


def test_more_words_get_more_time() -> None:
    settings = Settings(batch_seconds=10, words_per_second=100)
    assert settings.batch_limit(0) == 10
    assert settings.batch_limit(1000) == 20


def test_the_pipeline_version_changes_with_what_decides_rows_and_with_nothing_else() -> None:
    version = pipeline_version(load(Path("/dev/null"), environment={}))
    same = load(Path("/dev/null"), {"processes": 7, "out": "elsewhere"}, {"ONRECORD_EXTRACT__BATCH_WORDS": "9"})
    other = load(Path("/dev/null"), environment={"ONRECORD_INGEST__MIN_WORDS": "9"})
    assert pipeline_version(same) == version
    assert pipeline_version(other) != version


def test_every_setting_is_in_the_documentation_with_its_default() -> None:
    page = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
    sections = {"Run": Settings, **{name: type(getattr(Settings(), name.lower())) for name in SECTIONS}}
    for section, settings in sections.items():
        table = page.split(f"## {section}\n")[1].split("\n## ")[0]
        documented = re.findall(r"^\| `(\w+)` \| (.+?) \|", table, re.MULTILINE)
        expected = {field.name: getattr(settings(), field.name) for field in fields(settings)}
        assert [name for name, _ in documented] == [name for name in expected if name.capitalize() not in SECTIONS]
        for name, default in documented:
            value = expected[name]
            if isinstance(value, int | float) and not isinstance(value, bool) and "iB" not in default:
                assert default == f"{value:g}" or default == str(value), name


def test_the_pipeline_version_follows_the_content_of_your_own_files(tmp_path: Path) -> None:
    knowledge = tmp_path / "people.csv"
    settings = Settings(extract=ExtractSettings(knowledge=(str(knowledge),)))
    knowledge.write_text("id,name\n", encoding="utf-8")
    version = pipeline_version(settings)
    knowledge.write_text("id,name\nlocal:1,Ilse Brandt\n", encoding="utf-8")
    assert pipeline_version(settings) != version
