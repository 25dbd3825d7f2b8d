"""Memory does not grow with the input, and a run over plain text loads no library that only pages need."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tasks.ingest.room import BODY

PROGRAM = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from schemas.runs import RunStamp
from tasks.ingest.ingest import ingest
from tasks.ingest.settings import IngestSettings

source, staging = sys.argv[1], Path(sys.argv[2])
counts = ingest([source], staging, None, IngestSettings(), RunStamp("run", datetime(2026, 1, 1, tzinfo=UTC), "0"))
print(counts.articles_new + counts.articles_duplicate, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print(*sorted({"trafilatura", "lxml", "dateparser", "charset_normalizer", "ijson"} & set(sys.modules)))
"""


def ingest_in_a_process(source: Path, staging: Path) -> tuple[int, float, list[str]]:
    """Articles, peak memory in MiB and the libraries loaded."""
    staging.mkdir()
    command = [sys.executable, "-c", PROGRAM, str(source), str(staging)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])
    counted, libraries = done.stdout.splitlines()
    articles, peak = counted.split()
    return int(articles), int(peak) / (2**20 if sys.platform == "darwin" else 2**10), libraries.split()


def unlike_any_other(n: int) -> str:
    return " ".join(f"{word} the {(n * 7919 + place) ** 2 % 99_991}" for place, word in enumerate(BODY.split() * 3))


@pytest.mark.slow
def test_memory_does_not_grow_with_the_input(tmp_path: Path):
    filler = "".join(f"<!-- {n:08} -->" for n in range(2_500))  # raw bytes that cost nothing to analyse
    peaks = []
    for name, lines in (("small", 500), ("large", 1_500)):
        source = tmp_path / f"{name}.jsonl"
        with source.open("w") as file:
            for n in range(lines):
                file.write(json.dumps({"text": unlike_any_other(n), "raw": filler}) + "\n")
        articles, peak, _ = ingest_in_a_process(source, tmp_path / f"staging-{name}")
        assert articles == lines
        peaks.append(peak)
    assert source.stat().st_size > 50 * 2**20
    assert peaks[1] < peaks[0] + 25, peaks


def test_plain_text_needs_no_other_formats_libraries(tmp_path: Path):
    source = tmp_path / "a.txt"
    source.write_text(BODY)
    articles, _, libraries = ingest_in_a_process(source, tmp_path / "staging")
    assert (articles, libraries) == (1, [])
