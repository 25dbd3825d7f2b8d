"""A run over articles that are too much for extraction: `python -m tests.flows.poisoned ARTICLES STORE`."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

from flows import stages
from flows.recorded import execute_recorded
from flows.settings import Settings
from flows.stages import Counts, Run
from tasks.extract.batches import Batch
from tasks.extract.settings import ExtractSettings

extract = stages.extract


def poisoned(batch: Batch, staging: Path, settings: ExtractSettings) -> Counts:
    """Extraction that some articles are too much for, by their titles. Runs in the worker process."""
    titles = {title.split()[0] for title in batch.read()["title"].to_pylist()}
    if "Crash" in titles:
        os.kill(os.getpid(), signal.SIGKILL)
    if "Hang" in titles:
        time.sleep(600)
    if "Fault" in titles:
        raise ValueError("this article cannot be read")
    return extract(batch, staging, settings)


if __name__ == "__main__":
    stages.extract = poisoned
    articles, store = sys.argv[1:]
    settings = Settings(paths=(articles,), out=Path(store), processes=1, retries=1, batch_seconds=8)
    print(json.dumps(execute_recorded(Run(settings)).as_dict()))
