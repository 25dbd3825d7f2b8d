"""Finding inputs: files, folders, standard input, and what is packed inside them, in an order that never varies."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO
from urllib.parse import quote, unquote, urlsplit

from schemas.quarantine import ReasonCode
from tasks.ingest.refused import Refused
from tasks.ingest.settings import MEBIBYTE, IngestSettings
from tasks.ingest.unpacking import DAMAGED, gunzip, open_member

#: Left by file managers; like names that begin with a dot they are no input of anybody's.
FURNITURE = {"__MACOSX", "Thumbs.db", "desktop.ini"}
#: What an extension looks like: "Mr. Smith goes to Town" has none.
EXTENSION = re.compile(r"\.([A-Za-z][A-Za-z0-9]{0,9})$")
ZIP_MAGIC = b"PK\x03\x04"
GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True)
class Source:
    """One input: a file, an archive's member or standard input. Good until the next one is asked for.

    Attributes:
        uri: where it lies; absolute, special characters percent-encoded, an archive's member after `!/`.
        name: its file name without the compression's extension.
        byte_size: as stored, so packed when it is packed (of a zip member: unpacked).
        modified_ns: of the file that it lies in; 0 for standard input.
        open: its content, unpacked. Raises OSError, or `Refused` (as reading from it does).
        stat: byte size and modification time of the file that it lies in, as they are now. Raises OSError.
    """

    uri: str
    name: str
    byte_size: int
    modified_ns: int
    open: Callable[[], IO[bytes]]
    stat: Callable[[], tuple[int, int]]

    @property
    def extension(self) -> str:
        """Lower case and without its dot; empty when the name has none."""
        match = EXTENSION.search(self.name)
        return match[1].lower() if match else ""

    def sha256(self) -> tuple[str, Refused | None]:
        """Of its unpacked bytes, as far as they can be read, and what stopped reading them. Raises OSError."""
        digest = hashlib.sha256()
        try:
            with self.open() as stream:
                while chunk := stream.read(MEBIBYTE):
                    digest.update(chunk)
        except Refused as refused:
            return digest.hexdigest(), refused
        return digest.hexdigest(), None


def find_sources(paths: Sequence[str], spool: Path, settings: IngestSettings) -> Iterator[Source]:
    """Every input under the paths once, in the paths' order and sorted within a folder.

    A path is a file, a folder (read recursively; hidden files are left out, links to folders are not followed), a
    `file:` URI or `-` for standard input, which is copied into the folder `spool`. What cannot be read is a source
    all the same, one whose `open` raises.
    """
    files: list[Path] = []
    for path in paths:
        if path == "-":
            yield from _expand(_standard_input(spool, settings), settings)
        else:
            files.append(_absolute(path))
    for file in _outermost(files):
        for found in _walk(file):
            yield from _expand(_file(found), settings)


def _absolute(path: str) -> Path:
    if path.startswith("file:"):
        path = unquote(urlsplit(path.split("!/")[0]).path, errors="surrogateescape")
    return Path(os.path.abspath(path))  # noqa: PTH100 (Path.absolute() leaves ".." in)


def _outermost(files: Sequence[Path]) -> list[Path]:
    """Without repetitions and what lies in a folder that is given, too."""
    given = set(files)
    return [file for file in dict.fromkeys(files) if given.isdisjoint(file.parents)]


def _walk(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError:
        yield path  # a folder that cannot be listed: opening it says why
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name in FURNITURE:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif not entry.is_dir():
            yield Path(entry.path)


def _file(path: Path) -> Source:
    def open_file() -> IO[bytes]:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for ever
            raise Refused(ReasonCode.UNREADABLE, "not a regular file")
        return path.open("rb")

    try:
        size, modified = _stat(path)
    except OSError:
        size, modified = 0, 0
    return Source(path.as_uri(), path.name, size, modified, open_file, partial(_stat, path))


def _stat(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _standard_input(spool: Path, settings: IngestSettings) -> Source:
    """Standard input as a file of its own, named for its content."""
    path = spool / "stdin"
    with path.open("wb") as copy:
        shutil.copyfileobj(sys.stdin.buffer, copy, MEBIBYTE)
    found = replace(_file(path), modified_ns=0, stat=lambda: (path.stat().st_size, 0))
    return replace(found, uri=f"stdin:{found.sha256()[0][:16]}")


def _expand(source: Source, settings: IngestSettings) -> Iterator[Source]:
    """The source itself, unpacked, or an archive's members; a name without extension is told by its content."""
    magic = b"" if source.extension else _magic(source)
    if source.extension == "zip" or magic == ZIP_MAGIC:
        yield from _members(source, settings)
    else:
        yield _unpacked(source, source.byte_size, settings, magic)


def _unpacked(source: Source, packed_bytes: int, settings: IngestSettings, magic: bytes = b"") -> Source:
    if source.extension != "gz" and not magic.startswith(GZIP_MAGIC):
        return source
    name = source.name[: -len(".gz")] if source.extension == "gz" else source.name
    return replace(source, name=name, open=lambda: gunzip(source.open(), packed_bytes, settings))


def _magic(source: Source) -> bytes:
    try:
        with source.open() as stream:
            return stream.read(len(ZIP_MAGIC))
    except (OSError, Refused):
        return b""


def _members(source: Source, settings: IngestSettings) -> Iterator[Source]:
    try:
        with source.open() as stream, _archive(stream) as archive:
            seen: dict[str, int] = {}
            for info in sorted(archive.infolist(), key=lambda info: (info.filename, info.header_offset)):
                parts = info.filename.split("/")
                if info.is_dir() or any(part.startswith(".") or part in FURNITURE for part in parts):
                    continue
                uri = f"{source.uri}!/{quote(info.filename)}"
                seen[uri] = count = seen.get(uri, 0) + 1  # a zip file may hold one name twice
                member = replace(
                    source,
                    uri=uri if count == 1 else f"{uri}#{count}",
                    name=parts[-1],
                    byte_size=info.file_size,
                    open=partial(open_member, archive, info, settings),
                )
                yield _unpacked(member, info.compress_size, settings)
    except (OSError, Refused) as problem:
        yield replace(source, open=partial(_raise, problem))


@contextmanager
def _archive(stream: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(stream)
    except (*DAMAGED, ValueError, NotImplementedError) as error:
        raise Refused(ReasonCode.BROKEN_ARCHIVE, f"no zip archive that can be read: {error}") from error
    with archive:
        yield archive


def _raise(problem: Exception) -> IO[bytes]:
    raise problem
