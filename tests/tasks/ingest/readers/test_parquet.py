import io
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.ingest.article import FoundArticle
from tasks.ingest.refused import Refused
from tests.tasks.ingest.readers.reading import outline, read, stream


def parquet(columns: dict[str, Any], **options: Any) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer, **options)
    return buffer.getvalue()


def test_columns_of_any_text_and_date_type():
    data = parquet(
        {
            "Headline": pa.array(["A"]).dictionary_encode(),
            "body": pa.array(["One is here."], pa.large_string()),
            "authors": [["Ana Ruiz", "Tom Berg"]],
            "publish_date": [date(2024, 9, 27)],
            "source": [{"id": 7, "name": "Coastal Press"}],
            "embedding": [[0.1, 0.2]],
        }
    )
    (found,) = read("parquet", data)
    assert isinstance(found, FoundArticle)
    assert (found.title, found.paragraphs, found.authors) == ("A", ("One is here.",), ("Ana Ruiz", "Tom Berg"))
    assert found.outlet == "Coastal Press"
    assert found.published is not None
    assert (found.published.at.date(), found.published.precision) == (date(2024, 9, 27), "day")


def test_rows_over_several_row_groups_and_rows_without_text():
    data = parquet({"text": [f"{n} is here." for n in range(100)] + [None, ""]}, row_group_size=30)
    records = outline(read("parquet", data))
    assert records == [(n, str(n)) for n in range(100)] + [(100, "empty"), (101, "empty")]


def test_damage_ends_the_file():
    data = bytearray(
        parquet({"text": [f"{n} is here." for n in range(1000)]}, write_page_checksum=True, compression="none")
    )
    with pytest.raises(Refused, match="broken_file"):
        read("parquet", bytes(data[:-30]))
    data[200] ^= 1
    with pytest.raises(Refused, match="broken_file"):
        list(stream("parquet", bytes(data)))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (parquet({"title": ["A"]}), "no_text_field"),
        (parquet({"text": pa.array([], pa.string())}), "empty"),
        (b"PAR1 and nothing else", "broken_file"),
    ],
)
def test_files_without_articles(data: bytes, reason: str):
    with pytest.raises(Refused, match=reason):
        read("parquet", data)
