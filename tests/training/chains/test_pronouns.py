"""What is written down of pronouns, read as gold chains."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.evaluate.documents import GoldDocument
from training.chains.pronouns import marked, read_pronouns

HEADER = "article,start,end,antecedent,antecedent_start,antecedent_end\n"


def chains(document: GoldDocument) -> dict[str, list[str]]:
    """The first mention of each chain → the pronouns that mean it."""
    first: dict[str, str] = {}
    for mention in sorted(document.mentions, key=lambda m: (m.pronoun, m.start)):
        first.setdefault(mention.chain, document.text[mention.start : mention.end])
    found: dict[str, list[str]] = {}
    for mention in sorted(document.mentions, key=lambda m: m.start):
        if mention.pronoun:
            found.setdefault(first[mention.chain], []).append(document.text[mention.start : mention.end])
    return found


def test_a_mark_gives_the_pronoun_its_antecedent():
    document = marked(
        "a", "Ada Lind left. {She=Ada Lind} took the boat; {it=#boat} sank, and {it=-} rained on {her=Ada Lind}."
    )
    assert document.text == "Ada Lind left. She took the boat; it sank, and it rained on her."
    assert chains(document) == {"Ada Lind": ["She", "her"], "boat": ["it"], "it": ["it"]}


def test_a_name_is_marked_wherever_it_stands_and_a_noun_where_it_stood_last():
    document = marked("a", "Lind met Lind's boat. The boat sank. {She=Lind} missed {it=#boat}. A boat came.")
    names = [(m.start, m.holds_name) for m in document.mentions if not m.pronoun]
    assert sorted(names) == [(0, True), (9, True), (26, False)]


def test_a_noun_is_marked_as_a_pronoun_is_but_is_none():
    document = marked("a", "Vell Marine sank. The {firm=Vell Marine} blamed {its=Vell Marine} divers.")
    assert document.text == "Vell Marine sank. The firm blamed its divers."
    found = {document.text[m.start : m.end]: (m.chain, m.pronoun) for m in document.mentions}
    assert found == {"Vell Marine": ("0", False), "firm": ("0", False), "its": ("0", True)}


def test_pronouns_without_one_antecedent_stand_alone():
    document = marked("a", "Lind met Marn. {They=+} left. {It=-} rained.")
    assert chains(document) == {"They": ["They"], "It": ["It"]}


def test_a_meaning_that_the_article_lacks_is_refused():
    with pytest.raises(ValueError, match="Osborn"):
        marked("a", "{She=Osborn} left.")


def test_offsets_name_pronoun_and_antecedent(tmp_path: Path):
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "a.txt").write_text("Ada Lind left.\r\nShe took it.", encoding="utf-8", newline="")
    table = tmp_path / "pronouns.csv"
    table.write_text(HEADER + "a,16,19,named,0,8\na,25,27,none,,\n", encoding="utf-8")
    (document,) = read_pronouns(table, tmp_path)
    assert chains(document) == {"Ada Lind": ["She"], "it": ["it"]}
