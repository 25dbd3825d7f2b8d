"""A served schedule picks up what is dropped in, and its runs do not overlap."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from click import BadParameter

from flows.cli.schedule import Interval
from tests.flows.test_end_to_end import ONRECORD, environment, run_rows


@pytest.mark.parametrize(("text", "seconds"), [("90s", 90), ("15m", 900), ("2h", 7200), ("1d", 86400)])
def test_an_interval_is_a_number_and_its_unit(text: str, seconds: int) -> None:
    assert Interval().convert(text, None, None).total_seconds() == seconds


@pytest.mark.parametrize("text", ["", "15", "m", "0m", "-5m", "1.5h", "15 m", "2w"])
def test_what_is_no_interval_is_bad_usage(text: str) -> None:
    with pytest.raises(BadParameter):
        Interval().convert(text, None, None)


def wait_until(happened: Callable[[], bool], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, f"it did not happen within {seconds} seconds"
        time.sleep(1)


def article(name: str) -> str:
    text = f'{name} council met on Monday.\n\n"We will repair the road," Mayor Ilse Brandt told the assembly in {name}.'
    return json.dumps({"title": f"{name} will repair its road", "text": text})


@pytest.mark.slow
def test_a_served_schedule_reads_what_is_dropped_in_one_run_at_a_time(tmp_path: Path) -> None:
    raw, store = tmp_path / "raw", tmp_path / "tables"
    raw.mkdir()
    (raw / "first.json").write_text(article("Harbourdale"), encoding="utf-8")
    served = subprocess.Popen(
        [ONRECORD, "schedule", "--every", "4s", raw, "--out", store],  # a run takes longer
        cwd=tmp_path,
        env=environment(tmp_path),
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )

    def articles_new() -> list[int]:
        return [row["articles_new"] for row in run_rows(store)] if (store / "current").exists() else []

    try:
        wait_until(lambda: 1 in articles_new(), 150)
        (raw / "second.json").write_text(article("Bridgeford"), encoding="utf-8")
        wait_until(lambda: articles_new().count(1) == 2, 100)
    finally:
        served.send_signal(signal.SIGINT)
        _, told = served.communicate(timeout=60)
    assert "Prefect: http://127.0.0.1:" in told
    assert served.returncode == 0
    rows = run_rows(store)
    assert all(earlier["finished_at"] <= later["started_at"] for earlier, later in pairwise(rows))
    assert all(row["flow_run_id"] for row in rows)
