import pytest

from tasks.ingest.article import FoundArticle
from tasks.ingest.refused import Refused
from tests.tasks.ingest.readers.reading import outline, read


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str):
    table = "\n".join(delimiter.join(row) for row in (["title", "text", "url"], ["A", "One is here.", "u"]))
    (found,) = read("csv", table)
    assert isinstance(found, FoundArticle)
    assert (found.title, found.paragraphs) == ("A", ("One is here.",))


def test_line_breaks_and_quotes_within_fields():
    (found,) = read("csv", 'title,body\r\n"A ""B""","First, he said.\r\n\r\nThen ""no"", she said."\r\n')
    assert isinstance(found, FoundArticle)
    assert (found.title, found.paragraphs) == ('A "B"', ("First, he said.", 'Then "no", she said.'))


def test_broken_rows_among_good_ones():
    rows = 'title,text\nA,One.\nB,"He said "no" to it."\nC,Three.\nD,too,many\nE\n\nF,Six.\nG,"never closed'
    assert outline(read("csv", rows)) == [
        (0, "One."),
        (1, "broken_record"),
        (2, "Three."),
        (3, "broken_record"),
        (4, "broken_record"),
        (5, "Six."),
        (6, "broken_record"),
    ]


def test_fields_longer_than_the_csv_modules_default():
    (found,) = read("csv", f'title,text\nA,"{"word " * 100_000}"')
    assert isinstance(found, FoundArticle)
    assert len(found.paragraphs[0]) == 499_999


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str):
    rows = "title,text\nA,“We won’t pay” for the café was what the minister said to those who had asked her.\n"
    (found,) = read("csv", rows.encode(encoding))
    assert isinstance(found, FoundArticle)
    assert found.paragraphs[0].startswith("“We won’t pay” for the café")


@pytest.mark.parametrize(
    ("table", "reason"), [("title,when\nA,B\n", "no_text_field"), ("title,text\n", "empty"), ("17", "no_text_field")]
)
def test_tables_without_articles(table: str, reason: str):
    with pytest.raises(Refused, match=reason):
        read("csv", table)
