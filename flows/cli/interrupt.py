"""Ctrl-C ends a run, also where Python itself gets in the way."""

from __future__ import annotations

import _thread
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from flows.cli import INTERRUPTED

#: How long an interrupted run may take to put things in order.
GRACE_SECONDS = 30
#: An interrupt that was swallowed is raised again after this time, when the callback that swallowed it is over.
AGAIN_SECONDS = 0.05


@contextmanager
def interruptible() -> Iterator[None]:
    """Within, Ctrl-C raises KeyboardInterrupt, and ends the process if that has not done so in time.

    An interrupt that falls into an import can leave the import lock taken, for which every thread then waits (seen
    while Prefect was imported). One that falls into a weak reference's callback or a `__del__` is swallowed there
    (seen in importlib): it is raised again. One that falls into compiled code can come out as that code's own error
    (seen of DuckDB's queries and of pydantic's serializers): whatever ends what was interrupted is the interrupt. The
    store is as safe from this as from any other way to be killed. Not for `schedule`: asyncio handles Ctrl-C well, but
    only where Python's own handler is set.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield  # somebody else has decided what an interrupt does: nohup, say
        return
    interrupted = threading.Event()

    def interrupt(number: int, frame: FrameType | None) -> None:
        interrupted.set()
        signal.alarm(GRACE_SECONDS)
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, interrupt)
    signal.signal(signal.SIGALRM, _end)
    told, sys.unraisablehook = sys.unraisablehook, _again
    try:
        yield
    except Exception as error:
        if interrupted.is_set():
            raise KeyboardInterrupt from error
        raise
    finally:
        sys.unraisablehook = told
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _again(swallowed: sys.UnraisableHookArgs) -> None:
    """Raise an interrupt once more that fell where nothing can be raised; tell of all else as Python does."""
    if issubclass(swallowed.exc_type, KeyboardInterrupt):
        retry = threading.Timer(AGAIN_SECONDS, _thread.interrupt_main)
        retry.daemon = True
        retry.start()
    else:
        sys.__unraisablehook__(swallowed)


def _end(number: int, frame: FrameType | None) -> None:
    os.write(2, b"Interrupted; what is published is whole.\n")
    os._exit(INTERRUPTED)
