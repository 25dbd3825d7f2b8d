"""Published files are alike: their schema, their checksums, their size."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas import CLAIMS, MENTIONS, parquet
from schemas.parquet import PartWriter, read_sql, write_file
from tests.rows import mention, rows


def test_a_file_has_the_tables_schema_with_descriptions(tmp_path):
    write_file(tmp_path / "claims.parquet", CLAIMS, CLAIMS.from_rows(rows("claims")))
    schema = pq.read_schema(tmp_path / "claims.parquet")
    assert schema.equals(CLAIMS.arrow_schema, check_metadata=False)
    assert schema.field("content_text").metadata[b"description"].decode() == CLAIMS["content_text"].description
    assert not schema.field("claim_id").nullable


def test_a_flipped_bit_in_a_page_is_an_error_and_never_other_data(tmp_path):
    path = tmp_path / "mentions.parquet"
    some = MENTIONS.from_rows([mention(number=number) for number in range(500)])
    write_file(path, MENTIONS, some)
    whole = path.read_bytes()
    column = pq.read_metadata(path).row_group(0).column(0)
    first = column.dictionary_page_offset or column.data_page_offset
    errors = 0
    for offset in range(first, first + column.total_compressed_size, 211):
        damaged = bytearray(whole)
        damaged[offset] ^= 1
        path.write_bytes(damaged)
        try:
            assert pq.read_table(path, page_checksum_verification=True).equals(some)
        except (OSError, pa.ArrowInvalid):
            errors += 1
    assert errors > 10


def test_rows_run_over_into_another_file_when_one_is_full(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "FILE_ROWS", 3)
    with PartWriter(tmp_path / "mentions", MENTIONS) as writer:
        for number in range(4):
            writer.write(MENTIONS.from_rows(rows("mentions", number)[:2]))
    assert [path.name for path in writer.paths] == ["part-00000.parquet", "part-00001.parquet"]
    assert [pq.read_metadata(path).num_rows for path in writer.paths] == [4, 4]


def test_no_rows_write_no_file(tmp_path):
    with PartWriter(tmp_path / "mentions", MENTIONS) as writer:
        writer.write(MENTIONS.arrow_schema.empty_table())
    assert writer.paths == []


def test_files_are_read_by_name_whatever_their_folder_is_called(tmp_path):
    duckdb = pytest.importorskip("duckdb")
    folder = tmp_path / "it's [a] *folder?"
    folder.mkdir()
    pq.write_table(pa.table({"n": [1, 2]}), folder / "a.parquet")
    assert duckdb.sql(read_sql([folder / "a.parquet"], "sum(n)")).fetchall() == [(3,)]
