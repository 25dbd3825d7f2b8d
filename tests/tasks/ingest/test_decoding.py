import io
import os

import pytest

from schemas.quarantine import ReasonCode
from tasks.ingest.decoding import check_is_text, declared_in_html, decode, detect
from tasks.ingest.refused import Refused

TEXT = (
    "The minister said “the plan won’t work” and left — without a word. Café owners in Zürich disagreed. "
    "Officials from the ministry said that they would consider the request in due course."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "mac_roman"])
def test_decoded_rightly(encoding: str):
    data = TEXT.encode(encoding)
    assert decode(data) == TEXT
    assert data.decode(detect(io.BytesIO(data))) == TEXT


def test_what_a_page_declares_counts_after_utf_8():
    assert decode(TEXT.encode(), declared="iso-8859-1") == TEXT
    assert decode(TEXT.encode("cp1252"), declared="iso-8859-1") == TEXT
    assert decode("Rząd odrzucił żądania".encode("cp1250"), declared="windows-1250") == "Rząd odrzucił żądania"
    assert (
        declared_in_html(b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">')
        == "windows-1250"
    )
    assert decode(TEXT.encode("cp1252"), declared="no-such-encoding") == TEXT
    assert decode(TEXT.encode("cp1252"), declared="base64") == TEXT


def test_utf_8_with_broken_bytes_is_not_turned_to_gibberish():
    broken = TEXT.encode().replace("é".encode(), b"\xc3")
    for attempt in (lambda: decode(broken), lambda: detect(io.BytesIO(broken))):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.reason == ReasonCode.UNDECODABLE


def test_text_in_no_encoding():
    with pytest.raises(Refused, match="undecodable"):
        decode(bytes(range(128, 256)) * 8)
    with pytest.raises(Refused, match="undecodable"):
        decode(b"\xff\xfe" + b"\x00\xd8" * 9)  # UTF-16 by its mark, and half pairs after it


@pytest.mark.parametrize(
    "head", [b"%PDF-1.7\n%stuff", b"\x89PNG\r\n\x1a\n", bytes(100), os.urandom(4096), "Text".encode("utf-16-le") * 9]
)
def test_binary(head: bytes):
    with pytest.raises(Refused, match="binary"):
        check_is_text(head)


@pytest.mark.parametrize("head", [TEXT.encode("utf-16"), TEXT.encode("cp1252"), b"a\tb\r\nc\x0cd", "日本".encode()])
def test_text_is_not_binary(head: bytes):
    check_is_text(head)
