from dataclasses import replace

import pytest

from tasks.ingest.article import FoundArticle
from tasks.ingest.refused import Refused
from tests.tasks.ingest.readers.reading import SETTINGS, read

PARAGRAPHS = (
    "LISBON — The ferry company said on Friday that it would not buy the two ships, ending months of talks.",
    "“We could not agree on a price,” said Marta Nunes, the chief executive, who called the offer “unworkable”.",
    "The yard said it regretted the decision and would look for another buyer before the end of the year.",
)
HEAD = """<title>Ferry deal sinks | Coastal Press</title><meta property="og:title" content="Ferry deal sinks">
<meta property="og:site_name" content="Coastal Press"><meta name="author" content="Ana Ruiz">
<meta property="article:published_time" content="2024-09-27T10:15:00+01:00">
<link rel="canonical" href="https://www.coastal.example/ferry">"""


def page(paragraphs: tuple[str, ...] | list[str] = PARAGRAPHS, head: str = HEAD, around: str = "") -> str:
    body = "<h1>Ferry deal sinks</h1>" + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<!doctype html><html><head>{head}</head><body>{around}<article>{body}</article></body></html>"


def article(html: str | bytes) -> FoundArticle:
    (found,) = read("html", html)
    assert isinstance(found, FoundArticle)
    return found


def test_article_and_metadata():
    found = article(page(around='<nav><a href="/">Home</a><a href="/sport">Sport</a></nav>'))
    assert found.paragraphs == ("Ferry deal sinks", *PARAGRAPHS)
    assert (found.title, found.authors, found.outlet) == ("Ferry deal sinks", ("Ana Ruiz",), "Coastal Press")
    assert found.url == "https://www.coastal.example/ferry"
    assert found.published is not None
    assert (found.published.at.isoformat(), found.published.precision) == ("2024-09-27T09:15:00+00:00", "second")


def test_repeated_quotations_stay():
    repeated = [*PARAGRAPHS, PARAGRAPHS[1], PARAGRAPHS[0], PARAGRAPHS[1]]  # one right after itself would be folded
    assert article(page(repeated)).paragraphs[1:] == tuple(repeated)


def test_inline_markup_leaves_no_trace_and_lists_stay_apart():
    marked = PARAGRAPHS[1].replace("Marta Nunes", '<a href="/x"><b>Marta</b> <i>Nunes</i></a>')
    found = article(
        page([PARAGRAPHS[0], marked, PARAGRAPHS[2] + "</p><ul><li>First ship</li><li>Second ship</li></ul><p>"])
    )
    assert found.paragraphs == ("Ferry deal sinks", *PARAGRAPHS, "First ship", "Second ship")


def test_date_in_json_ld():
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-09-27T08:00:00Z"}</script>'
    )
    published = article(page(head=head)).published
    assert published is not None
    assert published.at.isoformat() == "2024-09-27T08:00:00+00:00"


def test_a_page_that_states_no_date_has_none():
    assert article(page(head="<title>Ferry deal sinks</title>")).published is None


def test_declared_encoding():
    head = '<meta charset="iso-8859-1">' + HEAD
    assert article(page(head=head).encode("cp1252", "xmlcharrefreplace")).paragraphs[1:] == PARAGRAPHS


@pytest.mark.parametrize(
    "html",
    [
        "<html><body></body></html>",
        "<html><head><title>Index</title></head><body><nav><a href=/>Home</a><a href=/b>News</a></nav></body></html>",
        "<html><body><script>var article = 'The minister said no.';</script></body></html>",
        "<html><head><title>404</title></head><body><h1>Not Found</h1><p>This page was not found.</p></body></html>",
        "<!doctype html>",
    ],
)
def test_pages_without_an_article(html: str):
    with pytest.raises(Refused, match="no_article"):
        read("html", html)


def test_what_lxml_would_drop_in_silence_is_refused():
    deep = "<div>" * 300 + "<p>Deep down.</p>" + "</div>" * 300
    with pytest.raises(Refused, match="too_nested"):
        read("html", page(around=deep))
    with pytest.raises(Refused, match="too_long"):
        read("html", page(["word " * 2_200_000]))
    with pytest.raises(Refused, match="binary"):
        read("html", page(["A NUL \0 here."]))


def test_pages_of_too_many_small_elements_are_refused():
    small = replace(SETTINGS, max_html_elements=100)
    with pytest.raises(Refused, match="too_long"):
        read("html", page(["x"] * 200), small)
