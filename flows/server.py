"""A Prefect server of our own, for runs that have no other: on loopback, for as long as the run lasts.

Prefect starts one by itself where PREFECT_API_URL is missing, but only once Prefect is imported, on a port it has to
guess, with 20 seconds to get ready, and stops it before everything it was told is written down (measured: 14 to 21 of
50 task runs kept, and a trace of a CancelledError). This one starts at once, on a socket that is ours already, and
stops when it has everything: all 50.

The state (SQLite) lies in a folder per user and Prefect version, since a newer Prefect migrates the database and an
older one then fails to start with it.
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from urllib.parse import urlsplit

from filelock import FileLock

from schemas.errors import Errors, OnRecordError

STARTUP_SECONDS = 120.0
STOP_SECONDS = 15.0
#: What we want of Prefect unless the user wants otherwise. JSON, because Prefect's own default is pickle.
DEFAULTS = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_RESULTS_DEFAULT_SERIALIZER": "json",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": f"{STARTUP_SECONDS:.0f}",
    "DO_NOT_TRACK": "1",
}


def configured_url(environment: Mapping[str, str] = os.environ) -> str | None:
    """The Prefect API that the user has set, in the environment or in the active Prefect profile.

    Read from the profile's file, since to ask Prefect is to import it: two to four seconds in which a server could
    already be starting.
    """
    if "PREFECT_API_URL" in environment:
        return environment["PREFECT_API_URL"] or None
    home = Path(environment.get("PREFECT_HOME", "~/.prefect")).expanduser()
    profiles = Path(environment.get("PREFECT_PROFILES_PATH", home / "profiles.toml"))
    try:
        found = tomllib.loads(profiles.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
    active = environment.get("PREFECT_PROFILE", found.get("active"))
    url = found.get("profiles", {}).get(active, {}).get("PREFECT_API_URL")
    return str(url) if url else None


def apply_defaults() -> None:
    """Set what we want of Prefect into the environment, before Prefect is imported."""
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)


def state_folder() -> Path:
    """Where our server keeps its database: PREFECT_HOME, else a folder per user and Prefect version."""
    if "PREFECT_HOME" in os.environ:
        return Path(os.environ["PREFECT_HOME"]).expanduser()
    state = Path(os.environ.get("XDG_STATE_HOME") or "~/.local/state").expanduser()
    return state / "onrecord" / f"prefect-{version('prefect')}"


class Server(AbstractContextManager["Server"]):
    """A Prefect server in a process of its own; entering starts it, `wait` waits until it answers, leaving stops it."""

    def __init__(self, *, lasting: bool = False, port: int = 0) -> None:
        """`lasting`: with the scheduler and the web pages, which a run alone does not need."""
        self._lasting = lasting
        self._port = port
        self._open = ExitStack()

    def __enter__(self) -> Self:
        home = state_folder()
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OnRecordError(
                Errors.OR603, reason=f"its folder {home} cannot be made ({error}); set PREFECT_HOME."
            ) from None
        self._first_start = None if (home / "prefect.db").exists() else FileLock(home / "first-start.lock")
        if self._first_start:
            self._first_start.acquire()  # two migrations of one new database get into each other's way
            self._open.callback(self._first_start.release)
        listener = _listen(self._port)
        self.address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self.api_url = f"{self.address}/api"
        os.environ["PREFECT_HOME"] = str(home)
        os.environ["PREFECT_API_URL"] = self.api_url
        self._log: IO[bytes] = self._open.enter_context(tempfile.TemporaryFile())
        # A session of its own: Ctrl-C is for us, and the server has to hear how the run ended. It stops when its
        # standard input ends, thus also when we are killed.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "flows.server", str(listener.fileno()), "lasting" if self._lasting else "run"],
            stdin=subprocess.PIPE,
            stdout=self._log,
            stderr=self._log,
            pass_fds=[listener.fileno()],
            start_new_session=True,
        )
        listener.close()
        return self

    def wait(self) -> None:
        """Wait until the server answers.

        Raises:
            OnRecordError: OR603, it did not within STARTUP_SECONDS, or died.
        """
        # The socket listens already: the first request waits in the queue until the server takes it, and the
        # connection breaks when the server dies.
        until = time.monotonic() + STARTUP_SECONDS
        try:
            _health(self.api_url, STARTUP_SECONDS)
        except OSError as error:
            reason = "it took too long." if time.monotonic() >= until else f"{self._last_words() or error}."
            raise OnRecordError(Errors.OR603, reason=reason) from None
        finally:
            if self._first_start:
                self._first_start.release()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        with self._open:
            assert self._process.stdin is not None
            self._process.stdin.close()
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def _last_words(self) -> str:
        self._log.seek(0)
        lines = self._log.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""


def check(url: str) -> None:
    """Whether the Prefect server at `url` answers.

    Raises:
        OnRecordError: OR604, it does not.
    """
    try:
        _health(url, 30)
    except OSError as error:
        raise OnRecordError(Errors.OR604, url=_without_secrets(url), reason=f"{error}.") from None


def _health(api_url: str, seconds: float) -> None:
    """Raises OSError when nothing healthy answers."""
    parts = urlsplit(api_url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=seconds)
    try:
        connection.request("GET", f"{parts.path.rstrip('/')}/health")
        status = connection.getresponse().status
    except http.client.HTTPException as error:
        raise OSError(str(error) or type(error).__name__) from None
    finally:
        connection.close()
    if status >= 500:
        raise OSError(f"it answers with status {status}")


def _without_secrets(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server(("127.0.0.1", port), backlog=128)
    except OSError as error:
        if port == 0:
            raise OnRecordError(Errors.OR603, reason=f"no port on 127.0.0.1 can be had ({error}).") from None
        return _listen(0)  # the port is taken


def _serve(listener: int, lasting: bool) -> None:
    """In the server's process: serve on the socket until standard input ends."""
    import uvicorn
    from prefect.server.api.server import create_app

    app = create_app(ephemeral=not lasting, final=True)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on", access_log=False))

    def stop_with_parent() -> None:
        sys.stdin.buffer.read()
        server.should_exit = True

    threading.Thread(target=stop_with_parent, daemon=True).start()
    with socket.socket(fileno=listener) as accepting:
        server.run(sockets=[accepting])


if __name__ == "__main__":
    _serve(int(sys.argv[1]), sys.argv[2] == "lasting")
