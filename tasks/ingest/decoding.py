"""Bytes to characters: what a byte-order mark says, else UTF-8, else an encoding that can be told with confidence."""

from __future__ import annotations

import codecs
import re
from typing import IO

from schemas.quarantine import ReasonCode
from tasks.ingest.refused import Refused
from tasks.ingest.settings import MEBIBYTE

#: UTF-32 first: its little-endian mark begins with UTF-16's.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: How files begin that are no text whatever their name says.
# fmt: off
BINARY_MAGIC = (
    b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"PAR1", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\xd0\xcf\x11\xe0",
    b"MZ\x90", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"SQLite format 3", b"{\\rtf",
)
# fmt: on
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
#: Share of control characters from which bytes are no text; mistakes in text stay far below it.
CONTROL_SHARE = 0.01
FEW_CONTROLS = 3
HEAD_BYTES = 64 * 1024
#: A character of two to four bytes in UTF-8.
UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
#: Told apart from their neighbours by English text's few accents badly; the common one is the likely one.
LIKELY = ("cp1252", "mac_roman")
#: charset-normalizer's measures: mess (0 is none) and coherence with a known language. English news in cp1252 scores
#: 0 and 0.7; Shift-JIS read as Korean 0 and 0.
MAX_MESS = 0.1
MIN_COHERENCE = 0.2
SAMPLE_BYTES = MEBIBYTE


def byte_order_mark(head: bytes) -> str | None:
    """The encoding that the first bytes declare."""
    return next((encoding for mark, encoding in BYTE_ORDER_MARKS if head.startswith(mark)), None)


def check_is_text(head: bytes) -> None:
    """Raises `Refused` (BINARY) when the first bytes are no text's."""
    if byte_order_mark(head):
        return
    if head.startswith(BINARY_MAGIC):
        raise Refused(ReasonCode.BINARY, "begins like a file of another kind", payload=repr(head[:16]))
    controls = len(CONTROL.findall(head))
    if controls > max(FEW_CONTROLS, len(head) * CONTROL_SHARE):
        share = controls / len(head)
        raise Refused(ReasonCode.BINARY, f"{share:.0%} of its first bytes are control characters", repr(head[:64]))


def decode(data: bytes, declared: str | None = None) -> str:
    """Bytes as text, strictly: no character is replaced or left out but a byte-order mark.

    Args:
        declared: the encoding that the document itself names; counts after a byte-order mark and UTF-8, because
            pages that say ISO-8859-1 are often UTF-8, and text in another encoding is hardly ever valid UTF-8.

    Raises:
        Refused: UNDECODABLE.
    """
    encoding = byte_order_mark(data) or "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise Refused(ReasonCode.UNDECODABLE, f"not the {error.encoding} that its first bytes declare") from error
    encoding = _declared(declared) or guess(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(ReasonCode.UNDECODABLE, f"neither UTF-8 nor {encoding}: {error.reason}") from error


def declared_in_html(head: bytes) -> str | None:
    """The encoding that a page's `<meta charset>` names."""
    match = META_CHARSET.search(head)
    return match[1].decode("ascii") if match else None


def _declared(name: str | None) -> str | None:
    """A codec's name; browsers read ISO-8859-1 and ASCII as cp1252, and so do we."""
    if name is None:
        return None
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return None
    if not codec._is_text_encoding:  # "base64" and the like turn bytes into bytes
        return None
    return "cp1252" if codec.name in ("iso8859-1", "ascii", "utf-8") else codec.name


def detect(stream: IO[bytes]) -> str:
    """The encoding of a stream, in memory that does not grow with it.

    Reads it to its end: UTF-8 is what decodes to the last byte.

    Raises:
        Refused: UNDECODABLE.
    """
    chunk = stream.read(SAMPLE_BYTES)
    if marked := byte_order_mark(chunk):
        return marked
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk:
            suspect = chunk
            decoder.decode(chunk)
            chunk = stream.read(SAMPLE_BYTES)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return guess(suspect)
    return "utf-8"


def guess(data: bytes) -> str:
    """The encoding of bytes that are not UTF-8, when charset-normalizer can tell it with confidence.

    Raises:
        Refused: UNDECODABLE, also for UTF-8 with some broken bytes in it, which would turn to gibberish in silence.
    """
    from charset_normalizer import from_bytes

    sample = data[:SAMPLE_BYTES]
    high = sum(byte > 0x7F for byte in sample)
    if sum(map(len, UTF8_SEQUENCE.findall(sample))) > high / 2:
        raise Refused(ReasonCode.UNDECODABLE, "UTF-8 with broken bytes in it", repr(sample[:200]))
    best = from_bytes(sample).best()
    if best is None or best.chaos > MAX_MESS or best.coherence < MIN_COHERENCE:
        raise Refused(ReasonCode.UNDECODABLE, "no encoding fits with confidence", repr(sample[:200]))
    return next((encoding for encoding in LIKELY if encoding in best.could_be_from_charset), best.encoding)
