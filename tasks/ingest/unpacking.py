"""Reading compressed bytes without being flooded by them."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from typing import IO, Protocol

from schemas.quarantine import ReasonCode
from tasks.ingest.refused import Refused
from tasks.ingest.settings import MEBIBYTE, IngestSettings

#: Unpacked bytes below which no ratio is counted: a page of blanks packs a thousandfold and harms nobody.
RATIO_FLOOR = 16 * MEBIBYTE
DAMAGED = (gzip.BadGzipFile, zipfile.BadZipFile, zlib.error, EOFError)


class SupportsReadAndClose(Protocol):
    def read(self, size: int, /) -> bytes: ...

    def close(self) -> None: ...


class Unpacked(io.RawIOBase):
    """A decompressing stream that counts what comes out.

    Reading raises `Refused`: BROKEN_ARCHIVE when the stream is damaged or its end mark is missing (a gzip file cut
    short reads well until its last byte), ARCHIVE_BOMB when more comes out than the settings allow.
    """

    def __init__(self, stream: SupportsReadAndClose, packed_bytes: int, settings: IngestSettings):
        self._stream = stream
        self._limit = min(settings.max_unpacked_bytes, max(RATIO_FLOOR, packed_bytes * settings.max_unpacked_ratio))
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._stream.read(len(buffer))
        except DAMAGED as error:
            raise Refused(ReasonCode.BROKEN_ARCHIVE, f"damaged or cut short: {error}") from error
        self._count += len(chunk)
        if self._count > self._limit:
            raise Refused(ReasonCode.ARCHIVE_BOMB, f"unpacks to more than the allowed {self._limit:,} bytes")
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        self._stream.close()
        super().close()


def gunzip(stream: IO[bytes], packed_bytes: int, settings: IngestSettings) -> IO[bytes]:
    """The content of a gzip stream; see `Unpacked` for what reading it raises."""
    return io.BufferedReader(Unpacked(_Gzip(stream), packed_bytes, settings), MEBIBYTE // 4)


class _Gzip(gzip.GzipFile):
    """Closes the file beneath it, too."""

    def __init__(self, stream: IO[bytes]):
        super().__init__(fileobj=stream, mode="rb")
        self._beneath = stream

    def close(self) -> None:
        super().close()
        self._beneath.close()


def open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, settings: IngestSettings) -> IO[bytes]:
    """The content of a zip archive's member; see `Unpacked` for what reading it raises.

    Raises:
        Refused: UNREADABLE when it is encrypted or packed by an unknown method, BROKEN_ARCHIVE when it is damaged.
    """
    try:
        stream = archive.open(member)
    except DAMAGED as error:
        raise Refused(ReasonCode.BROKEN_ARCHIVE, str(error)) from error
    except (RuntimeError, NotImplementedError) as error:  # zipfile's ways to say: a password, a method it lacks
        raise Refused(ReasonCode.UNREADABLE, str(error)) from error
    return io.BufferedReader(Unpacked(stream, member.compress_size, settings), MEBIBYTE // 4)
