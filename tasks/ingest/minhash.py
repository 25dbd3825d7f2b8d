"""MinHash signatures: how much two texts share, told from 128 numbers each.

Broder, "On the resemblance and containment of documents" (1997): the share of equal numbers in two signatures estimates
the Jaccard similarity of the sets behind them, here sets of five-word shingles, with a standard error of at most 0.044.
Signatures are published and compared with those of later runs, so they rest on what never changes (CRC-32, SHA-256,
multiply-shift hashing), not on a library whose next version may hash otherwise.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from functools import cache

import numpy as np
import numpy.typing as npt

PERMUTATIONS = 128
SHINGLE_WORDS = 5
#: 21 bands of 6 rows: a pair at similarity 0.8 becomes a candidate with probability 0.998, one at 0.3 with 0.015.
BAND_ROWS = 6
BANDS = PERMUTATIONS // BAND_ROWS
WORD = re.compile(r"\w+")
#: Shingles hashed at once; bounds memory for the longest texts.
CHUNK = 4096


def signature(text: str) -> npt.NDArray[np.uint32]:
    """128 numbers; letter case, punctuation and white space make no difference."""
    hashes = np.fromiter({zlib.crc32(shingle.encode()) for shingle in _shingles(text)}, dtype=np.uint64)
    multipliers, addends = _coefficients()
    lowest = np.full(PERMUTATIONS, np.iinfo(np.uint32).max, dtype=np.uint64)
    for start in range(0, len(hashes), CHUNK):
        # (a·x + b) mod 2^64, upper half: Dietzfelbinger's multiply-shift, which is pairwise independent enough
        permuted = (multipliers[:, None] * hashes[None, start : start + CHUNK] + addends[:, None]) >> np.uint64(32)
        np.minimum(lowest, permuted.min(axis=1), out=lowest)
    return lowest.astype(np.uint32)


def _shingles(text: str) -> set[str]:
    words = WORD.findall(text.casefold())
    return {" ".join(words[i : i + SHINGLE_WORDS]) for i in range(max(1, len(words) - SHINGLE_WORDS + 1))}


@cache
def _coefficients() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """Odd multipliers and addends, read off SHA-256: the same on every machine and with every NumPy."""
    digests = (hashlib.sha256(f"onrecord minhash {i}".encode()).digest() for i in range(PERMUTATIONS))
    numbers = np.stack([np.frombuffer(digest[:16], dtype=">u8").astype(np.uint64) for digest in digests])
    return numbers[:, 0] | np.uint64(1), numbers[:, 1].copy()
