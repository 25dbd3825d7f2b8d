"""The page shows every claim with its verdict, worst article first, and executes nothing of what articles say."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from tasks.evaluate.gold import GoldArticle
from tasks.evaluate.report import marked_text, page
from tests.tasks.evaluate.build import CRITICS, GOLD, LIND, OSBORN, SHE, TEXT, claim, spans


class Text(HTMLParser):
    """What a reader sees, and the tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags = "", []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_each_claim_stands_in_the_table_with_its_verdict():
    predicted = [OSBORN, replace(SHE, source=()), replace(LIND, cue=()), claim(None, None, "Council votes")]
    html = page([GOLD], {"vote": predicted}, {})
    verdicts = re.findall(r'<td class="(?:quiet|bad)">([^<]+)</td>', html)
    assert verdicts == ["not in the gold", "right", "wrong source", "missed", "wrong cue"]


def test_the_worst_article_comes_first():
    good, bad = replace_name("good"), replace_name("bad")
    empty = GoldArticle("empty", "It rained.", ())
    html = page([good, empty, bad], {"good": good.claims, "bad": [CRITICS]}, {})
    assert re.findall("<summary><b>(.*?)</b>", html) == ["bad", "empty", "good"]


def test_the_text_is_whole_and_its_roles_are_marked():
    html = marked_text(GOLD, [replace(OSBORN, source=spans(TEXT, "Osborn"))])
    page = Text(html)
    assert page.text == TEXT
    assert '<span class="g gsource">Ada </span><span class="g gsource psource">Osborn</span>' in html
    assert '<span class="pcontent' not in html  # the content is gold, too
    assert '<span class="g gcontent pcontent">the vote would be repeated</span>' in html


def test_what_articles_say_is_shown_and_not_run():
    text = "<script>alert(1)</script> & <b>Ada</b> said so."
    article = GoldArticle('"><img src=x>', text, (claim("<b>Ada</b>", "said", "so", text=text),))
    html = page([article], {article.name: article.claims}, {article.name: "<i>note</i>"})
    shown = Text(html)
    assert {"script", "img", "i", "link"}.isdisjoint(tag for tag, _ in shown.tags)
    assert not any("src" in attrs or "href" in attrs for _, attrs in shown.tags)
    assert text in shown.text
    assert "<i>note</i>" in shown.text


def replace_name(name: str) -> GoldArticle:
    return replace(GOLD, name=name)
