"""Ctrl-C while a run goes on, each case in a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from flows.cli import INTERRUPTED

PROGRAM = """
import signal, sys, time, weakref
signal.signal(signal.SIGINT, signal.default_int_handler)
from flows.cli import interrupt

class Thing: ...

def where_it_is_swallowed():
    thing = Thing()
    kept = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGINT))
    del thing

with interrupt.interruptible():
    try:
        {work}
        time.sleep(10)
    except KeyboardInterrupt:
        sys.exit("interrupted")
"""


def told(work: str) -> tuple[int, str]:
    program = PROGRAM.format(work=work)
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    return ended.returncode, ended.stderr


def test_an_interrupt_is_raised() -> None:
    assert told("signal.raise_signal(signal.SIGINT)") == (1, "interrupted\n")


def test_an_interrupt_that_falls_into_a_callback_is_raised_after_it() -> None:
    assert told("where_it_is_swallowed()") == (1, "interrupted\n")


COMES_OUT_AS_ANOTHER = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from flows.cli import interrupt

try:
    with interrupt.interruptible():
        try:
            {work}
        except KeyboardInterrupt:
            raise RuntimeError("of compiled code")
except KeyboardInterrupt:
    sys.exit("interrupted")
"""


@pytest.mark.parametrize(
    ("work", "end"),
    [
        ("signal.raise_signal(signal.SIGINT)", "interrupted"),
        ("raise RuntimeError('no interrupt')", "RuntimeError: no interrupt"),
    ],
)
def test_an_interrupt_that_comes_out_as_another_error_is_one(work: str, end: str) -> None:
    program = COMES_OUT_AS_ANOTHER.format(work=work)
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert ended.stderr.splitlines()[-1] == end
    assert ended.returncode == 1


def test_other_faults_of_a_callback_are_told() -> None:
    _, stderr = told("x = weakref.ref(Thing(), lambda _: 1 / 0); sys.exit(0)")
    assert "ZeroDivisionError" in stderr


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="no alarms here")
def test_an_interrupt_that_nobody_heeds_ends_the_process() -> None:
    heedless = """
        interrupt.GRACE_SECONDS = 1
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            time.sleep(10)"""
    assert told(heedless.strip()) == (INTERRUPTED, "Interrupted; what is published is whole.\n")
