"""Claims fall into the kinds that a reader would put them into, and each kind is scored on both sides."""

from __future__ import annotations

import pytest

from tasks.evaluate.breakdown import KINDS, ProperNames, breakdown, quotation, sentence_count, source_kind
from tasks.evaluate.gold import Claim, GoldArticle
from tasks.evaluate.scores import Score
from tests.tasks.evaluate.build import CRITICS, GOLD, LIND, OSBORN, SHE, TEXT, claim, spans


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“It is over,” she said.", "“It is over,”", "direct"),
        ("“It is over,” she said.", "It is over", "direct"),
        ('"It is over," she said.', '"It is over,"', "direct"),
        ("''It is over,'' she said.", "''It is over,''", "direct"),
        ("‘It is over,’ she said.", "‘It is over,’", "direct"),
        ("“It is over.\n\n“We lost,” she said.", "“It is over.\n\n“We lost,”", "direct"),  # opened again, closed once
        ("She said it is over.", "it is over", "indirect"),
        ("She said it’s the mayors’ fault.", "it’s the mayors’ fault", "indirect"),
        ("“Yes,” he said. She said it is over.", "it is over", "indirect"),
        ("She called it “a joke” again.", "it “a joke”", "mixed"),
    ],
)
def test_quotation_is_what_of_the_content_stands_in_quote_marks(text: str, content: str, kind: str):
    assert quotation(text, Claim(content=spans(text, content))) == kind


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (("Mara Okoye",), "named"),
        (("the Linden union",), "named"),
        (("Okoye",), "named"),
        (("She",), "pronoun"),
        (("who",), "pronoun"),
        (("officials",), "common noun"),
        (("Officials",), "common noun"),  # a capital at the start of a sentence, elsewhere small
        ((), "none"),
    ],
)
def test_the_source_is_a_name_a_pronoun_a_common_noun_or_none(source: tuple[str, ...], kind: str):
    text = (
        "Okoye wants cranes. She waits. Officials wait. The harbour’s officials say so to Mara Okoye, "
        "who met the Linden union and Okoye again."
    )
    found = Claim(source=spans(text, *source), content=((0, 5),))
    assert source_kind(text, found, ProperNames([text])) == kind


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (("It is over.",), 1),
        (("It is over. We lost!",), 2),
        (("“It is over,”", "“We lost.”"), 1),
        (("“It is over.”", "“We lost.”"), 2),
        (("Mr. Lind of the U.S. Army met Gov. Okoye at 3.5 p.m.",), 1),
        (("It is over.\n\nWe lost",), 2),
    ],
)
def test_sentences_are_counted_over_the_pieces_of_the_content(content: tuple[str, ...], count: int):
    text = " she said ".join(content)
    assert sentence_count(text, Claim(content=spans(text, *content))) == count


def test_each_kind_has_recall_over_gold_and_precision_over_predicted_claims():
    # Osborn's claim is found, "she" is given to the council, Lind's is found, and one is invented.
    wrong_source = Claim(source=spans(TEXT, "Council"), cue=SHE.cue, content=SHE.content)
    elsewhere = GoldArticle("silence", "The council’s critics said nothing.", ())  # so "Critics" is no name
    found = breakdown(
        [GOLD, elsewhere], {"vote": [OSBORN, wrong_source, LIND, claim(None, "twice", "Council votes again")]}
    )
    assert {division: tuple(kinds) for division, kinds in found.items()} == KINDS
    assert found["quotation"]["direct"] == Score(right=0, predicted=1, recalled=0, gold=1)
    assert found["quotation"]["mixed"] == Score.paired(1, 1, 1)
    assert found["quotation"]["indirect"] == Score.paired(1, 2, 2)
    assert found["source"]["pronoun"] == Score.paired(0, 0, 1)
    assert found["source"]["named"] == Score.paired(2, 3, 2)
    assert found["source"]["common noun"] == Score.paired(0, 0, 1)
    assert found["source"]["none"] == Score.paired(0, 1, 0)


def test_a_pair_counts_under_the_kind_of_either_side():
    text = "She said “it is over and lost”."
    gold = GoldArticle("a", text, (claim("She", "said", "“it is over and lost”", text=text),))
    found = breakdown([gold], {"a": [claim("She", "said", "said “it is over and lost”", text=text)]})["quotation"]
    assert found["direct"] == Score(right=0, predicted=0, recalled=1, gold=1)
    assert found["mixed"] == Score(right=1, predicted=1, recalled=0, gold=0)


def test_a_level_that_does_not_exist_is_an_error():
    with pytest.raises(ValueError, match="claims\\+source"):
        breakdown([GOLD], {"vote": [CRITICS]}, level="source")
