"""The spaCy pipeline: assembled from pipeline.cfg, once a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from threading import Lock

from spacy.language import Language
from spacy.util import load_config, load_model_from_config
from thinc.api import use_ops

from tasks.extract.settings import ExtractSettings

PIPELINE = Path(__file__).with_name("pipeline.cfg")
_loading = Lock()  # under threads, a cache alone loads the model twice


def load_pipeline(settings: ExtractSettings) -> Language:
    """The pipeline that `settings` names, loaded once a process.

    Raises:
        OSError: the config's spaCy model is not installed.
    """
    # NumPy's matrix product is up to three times as fast as thinc's own (48 against 17 GMAC/s at the tagger's shapes
    # on an EPYC with AVX-512): the bare components take 0.72 of the time with it.
    with _loading, use_ops("numpy", use_blis=False):
        return _load(settings)


@cache
def _load(settings: ExtractSettings) -> Language:
    config = Path(settings.pipeline) if settings.pipeline else PIPELINE
    overrides = {"reference.knowledge": list(settings.knowledge)} if settings.knowledge else {}
    return load_model_from_config(load_config(config, overrides=overrides), auto_fill=True)
