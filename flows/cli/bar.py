"""The progress bar of `onrecord run`, on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from flows.progress import Progress


class BarProgress(Progress):
    """Shows the stage, a bar over the words to extract, the articles done and the time left."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._task = bar.add_task("Starting", total=None, counted="")
        self._read = self._extracted = self._articles = 0

    def waiting(self, reason: str) -> None:
        self._show(f"Waiting: {reason}")

    def read(self, articles: int) -> None:
        self._read += articles
        self._show("Reading", counted=f"{self._read:,} articles")

    def extracting(self, articles: int, words: int) -> None:
        self._articles = articles
        self._bar.update(self._task, total=words, completed=0)
        self.extracted(0, 0)

    def extracted(self, articles: int, words: int) -> None:
        self._extracted += articles
        self._show("Extracting", counted=f"{self._extracted:,} of {self._articles:,} articles")
        self._bar.advance(self._task, words)

    def validating(self) -> None:
        self._show("Validating")

    def publishing(self) -> None:
        self._show("Publishing")

    def recording(self) -> None:
        self._show("Recording")

    def _show(self, stage: str, counted: str | None = None) -> None:
        self._bar.update(self._task, description=stage)
        if counted is not None:
            self._bar.update(self._task, counted=counted)


@contextmanager
def progress(shown: bool) -> Iterator[Progress]:
    if not shown:
        yield Progress()
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[counted]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        yield BarProgress(bar)
