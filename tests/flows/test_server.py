"""The Prefect server of our own: where it is, when it is not needed, and what is said when it cannot be had."""

from __future__ import annotations

import http.client
import socket
import sys
from pathlib import Path

import pytest

from flows import server
from flows.server import Server, check, configured_url, state_folder
from schemas.errors import Errors, OnRecordError


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a server sets for Prefect is undone after each test."""
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    monkeypatch.setenv("PREFECT_API_URL", "")
    monkeypatch.delenv("PREFECT_API_URL")


def profile(folder: Path, text: str) -> dict[str, str]:
    (folder / "profiles.toml").write_text(text, encoding="utf-8")
    return {"PREFECT_HOME": str(folder)}


def test_the_environment_names_the_users_server(tmp_path: Path) -> None:
    assert configured_url({"PREFECT_API_URL": "http://prefect:4200/api", "PREFECT_HOME": str(tmp_path)}) == (
        "http://prefect:4200/api"
    )


def test_the_active_profile_names_the_users_server(tmp_path: Path) -> None:
    text = 'active = "office"\n[profiles.office]\nPREFECT_API_URL = "http://office/api"\n[profiles.home]\n'
    environment = profile(tmp_path, text)
    assert configured_url(environment) == "http://office/api"
    assert configured_url(environment | {"PREFECT_PROFILE": "home"}) is None


@pytest.mark.parametrize("text", ['active = "local"\n[profiles.local]\n', "broken", ""])
def test_without_a_url_there_is_no_users_server(tmp_path: Path, text: str) -> None:
    assert configured_url(profile(tmp_path, text)) is None
    assert configured_url({"PREFECT_HOME": str(tmp_path / "missing")}) is None


def test_state_lies_in_a_folder_for_each_prefect_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PREFECT_HOME")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert state_folder().parent == tmp_path / "onrecord"
    assert state_folder().name.startswith("prefect-3.")


def test_a_server_that_dies_is_an_error_that_names_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false" if Path("/bin/false").exists() else "/usr/bin/false")
    with Server() as dying, pytest.raises(OnRecordError, match="--direct") as error:
        dying.wait()
    assert error.value.error is Errors.OR603


def test_a_state_folder_that_cannot_be_made_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "file" / "prefect"))
    with pytest.raises(OnRecordError, match="PREFECT_HOME") as error, Server():
        pass
    assert error.value.error is Errors.OR603


def test_a_users_server_that_does_not_answer_is_an_error_without_the_urls_secrets() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with pytest.raises(OnRecordError, match="--direct") as error:
        check(f"http://user:secret@127.0.0.1:{port}/api")
    assert error.value.error is Errors.OR604
    assert "secret" not in str(error.value)


@pytest.mark.slow
def test_the_server_answers_on_loopback_alone_and_stops_when_left(monkeypatch: pytest.MonkeyPatch) -> None:
    server.apply_defaults()
    with Server() as started:
        started.wait()
        assert started.address.startswith("http://127.0.0.1:")
        connection = http.client.HTTPConnection(started.address.removeprefix("http://"), timeout=10)
        connection.request("GET", "/api/health")
        assert connection.getresponse().read() == b"true"
    with pytest.raises(ConnectionRefusedError):
        http.client.HTTPConnection(started.address.removeprefix("http://"), timeout=10).connect()
