import gzip
import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from schemas.quarantine import ReasonCode
from tasks.ingest.refused import Refused
from tasks.ingest.settings import IngestSettings
from tasks.ingest.sources import Source, find_sources

SETTINGS = IngestSettings()


def found(*paths: Path | str, settings: IngestSettings = SETTINGS, spool: Path = Path("unused")) -> list[Source]:
    return list(find_sources([str(path) for path in paths], spool, settings))


def content(source: Source) -> bytes:
    with source.open() as stream:
        return stream.read()


def test_folders_are_read_recursively_in_sorted_order_without_hidden_files(tmp_path: Path):
    for name in (
        "b.txt",
        "a/z.txt",
        "a/b/c.txt",
        ".DS_Store",
        ".git/x.txt",
        "__MACOSX/b.txt",
        "Thumbs.db",
        "a/.gitkeep",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    names = [source.uri.removeprefix(tmp_path.as_uri()) for source in found(tmp_path)]
    assert names == ["/a/b/c.txt", "/a/z.txt", "/b.txt"]


def test_what_is_given_twice_is_found_once(tmp_path: Path):
    file = tmp_path / "a.txt"
    file.write_text("x")
    assert len(found(tmp_path, file, file, tmp_path / "." / "a.txt", file.as_uri())) == 1


def test_names_with_quotes_newlines_and_percent_signs(tmp_path: Path):
    file = tmp_path / 'it\'s "new"\nand 100% #1.txt'
    file.write_text("x")
    (source,) = found(tmp_path)
    assert source.uri == f"{tmp_path.as_uri()}/it%27s%20%22new%22%0Aand%20100%25%20%231.txt"
    assert source.extension == "txt"
    assert content(source) == b"x"
    assert found(source.uri)[0].uri == source.uri


def test_gzip_of_anything(tmp_path: Path):
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"x,y"))
    (source,) = found(tmp_path)
    assert (source.extension, content(source)) == ("csv", b"x,y")
    assert source.uri.endswith("/a.csv.gz")


def test_zip_members_are_sources_of_their_own(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("z.txt", "last")
        archive.writestr("folder/b c.txt.gz", gzip.compress(b"first"))
        archive.writestr("folder/.hidden", "no")
        archive.writestr("__MACOSX/z.txt", "no")
        archive.writestr("folder/", "")
    sources = find_sources([str(tmp_path)], tmp_path, SETTINGS)
    read = [(source.uri.removeprefix(tmp_path.as_uri()), source.extension, content(source)) for source in sources]
    assert read == [("/a.zip!/folder/b%20c.txt.gz", "txt", b"first"), ("/a.zip!/z.txt", "txt", b"last")]


def test_two_members_of_one_name_are_told_apart(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "one")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "two")
    sources = find_sources([str(tmp_path)], tmp_path, SETTINGS)
    assert [(source.uri.split("!/")[1], content(source)) for source in sources] == [
        ("a.txt", b"one"),
        ("a.txt#2", b"two"),
    ]


def test_standard_input_is_named_for_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The minister said no.")))
    (source,) = found("-", spool=tmp_path)
    assert source.uri == "stdin:" + source.sha256()[0][:16]
    assert (source.extension, source.modified_ns, content(source)) == ("", 0, b"The minister said no.")


@pytest.mark.parametrize("cut", [1, 4, 9, 200])
def test_a_gzip_file_cut_short_anywhere_is_broken(tmp_path: Path, cut: int):
    packed = gzip.compress(os.urandom(1000))
    (tmp_path / "a.txt.gz").write_bytes(packed[:-cut])
    with pytest.raises(Refused) as refused:
        content(found(tmp_path)[0])
    assert refused.value.reason == ReasonCode.BROKEN_ARCHIVE


def test_damaged_archives(tmp_path: Path):
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 and nothing else")
    (tmp_path / "b.txt.gz").write_bytes(b"no gzip at all")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("a.txt", "x" * 100)
    damaged = bytearray((tmp_path / "c.zip").read_bytes())
    damaged[50] ^= 0xFF  # within the member's content
    (tmp_path / "c.zip").write_bytes(damaged)
    for source in find_sources([str(tmp_path)], tmp_path, SETTINGS):
        digest, broken = source.sha256()
        assert broken is not None, source.uri
        assert broken.reason == ReasonCode.BROKEN_ARCHIVE
        assert len(digest) == 64


def test_bombs_are_not_unpacked(tmp_path: Path):
    zeros = bytes(40 * 2**20)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(zeros))
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", zeros)
    for source in find_sources([str(tmp_path)], tmp_path, SETTINGS):
        _, broken = source.sha256()
        assert broken is not None
        assert broken.reason == ReasonCode.ARCHIVE_BOMB
    small = IngestSettings(max_unpacked_bytes=100)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"x" * 101))
    with pytest.raises(Refused, match="archive_bomb"):
        content(found(tmp_path / "a.txt.gz", settings=small)[0])


def test_encrypted_members_cannot_be_read(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "secret")
    data = bytearray((tmp_path / "a.zip").read_bytes())
    data[6] |= 1  # the flag for encryption, in the local header and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    for source in find_sources([str(tmp_path)], tmp_path, SETTINGS):
        with pytest.raises(Refused, match="unreadable"):
            source.open()


def test_a_missing_file_is_a_source_that_does_not_open(tmp_path: Path):
    (source,) = found(tmp_path / "gone.txt")
    with pytest.raises(FileNotFoundError):
        source.open()


def test_a_pipe_is_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(Refused, match="unreadable"):
        found(tmp_path)[0].open()


def test_links_to_folders_are_not_followed(tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "a.txt").write_text("x")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    assert len(found(tmp_path)) == 1
