"""Stable ids: the same thing gets the same id on every machine and every run."""

from __future__ import annotations

import hashlib
import json

ID_PATTERN = r"^[0-9a-f]{20}$"


def stable_id(*parts: str | int | None) -> str:
    """20 hexadecimal digits (80 bits) of SHA-256 over the parts.

    The parts are written as a JSON list, so `("ab", "c")` and `("a", "bc")` differ, and so do null and "".
    80 bits keep the chance of a collision among 10**9 rows near 4e-7.
    """
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode("ascii")).hexdigest()[:20]


def local_entity_id(kind: str, name: str) -> str:
    """The id of a thing that no reference table knows: what kind of thing it is and what it is called."""
    return "local:" + hashlib.sha256(f"{kind}|{name.casefold()}".encode()).hexdigest()[:16]
