"""Killed at any point of a publication, the store shows the old state or the new, and the next run goes on from it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
OLD = ["run-1"]
NEW = ["run-2", "run-2"]


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_a_publication_killed_at_any_step(tmp_path):
    command = [sys.executable, "-m", "tests.tasks.publish.killed", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    steps = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(steps) > 20
    assert {step["operation"] for step in steps} >= {"link", "fsync", "replace", "symlink", "unlink"}
    assert {step["seen"]["by catalog"] == NEW for step in steps} == {True, False}, "before and after the commit"
    for step in steps:
        assert step["status"] == 9, step
        assert step["seen status"] == step["after status"] == 0, done.stderr
        for way in ("by catalog", "by link"):
            assert step["seen"][way] in (OLD, NEW), step
            assert step["after"][way] in ([*OLD, "run-3"], [*NEW, "run-3"]), step
        assert step["after"]["by catalog"] == step["after"]["by link"]
        for inputs in (step["seen"]["inputs"], step["after"]["inputs"]):
            assert len(inputs) == len(set(inputs)), "an input is in articles or in quarantine, once"
        assert step["after"]["staged"] == []
        assert len(step["after"]["snapshots"]) == 2, "one snapshot and its manifest"
        if "000002.json" in step["seen"]["snapshots"]:
            assert step["after"]["by catalog"] == [*NEW, "run-3"], "what was committed is never lost"
