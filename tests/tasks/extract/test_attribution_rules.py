"""The rules on invented sentences: what they find of each construction, in (source, cue, content)."""

import time

import pytest
import spacy

from tasks.extract.attribution_rules import attributions


def found(nlp, text: str) -> list[tuple[str, str, str]]:
    def words(spans):
        return " … ".join(text[start:end] for start, end in spans)

    return [(words(a.source), words(a.cue), words(a.content)) for a in attributions(nlp(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mayor Ada Bell said that the bridge was safe.",
            ("Mayor Ada Bell", "said", "that the bridge was safe"),
        ),
        (
            '"The bridge will open in May," Bell said on Friday.',
            ("Bell", "said", '"The bridge will open in May,"'),
        ),
        (
            "“The bridge,” said Bell, “will open in May.”",
            ("Bell", "said", "“The bridge,” … “will open in May.”"),
        ),
        (
            "According to the council, rents fell last year.",
            ("the council", "According to", "rents fell last year"),
        ),
        (
            "Rents fell last year, according to the council.",
            ("the council", "according to", "Rents fell last year"),
        ),
        (
            "The engineers did not endorse the plan.",
            ("The engineers", "did not endorse", "the plan"),
        ),
        (
            "The plan was criticised by the engineers.",
            ("the engineers", "was criticised", "The plan"),
        ),
    ],
)
def test_constructions(nlp, text: str, expected: tuple[str, str, str]):
    assert found(nlp, text) == [expected]


def test_a_verb_without_a_subject_of_its_own_has_that_of_its_governor(nlp):
    claims = found(nlp, "Bell defended the plan, arguing that it would save money.")
    assert ("Bell", "arguing", "that it would save money") in claims


def test_a_quotation_goes_on_with_the_claim_of_the_sentence_before(nlp):
    text = 'Bell said the work was nearly done. "We will open the bridge before the summer."'
    ((source, _, content),) = found(nlp, text)
    assert source == "Bell"
    assert content == 'the work was nearly done … "We will open the bridge before the summer."'


def test_words_held_at_arms_length_are_no_claim(nlp):
    assert found(nlp, 'The bridge has a "temporary" roof.') == []


def test_a_quotation_belongs_to_one_claim(nlp):
    text = 'Bell defended the work, saying, "We will open the bridge before the summer."'
    holders = [content for _, _, content in found(nlp, text) if "We will open" in content]
    assert len(holders) == 1


def test_time_is_linear_without_full_stops():
    nlp = spacy.blank("en")

    def seconds(times: int) -> float:
        doc = nlp.make_doc("he said that " * times)
        for token in doc:  # one sentence, each clause the content of the one before
            token.pos_ = {"he": "PRON", "said": "VERB", "that": "SCONJ"}[token.text]
            token.lemma_ = "say" if token.text == "said" else token.text
            token.dep_ = {"he": "nsubj", "said": "ccomp", "that": "mark"}[token.text]
            ahead = token.i + 1 if token.text == "he" else token.i + 2
            token.head = doc[max(token.i - 3, 1)] if token.text == "said" else doc[min(ahead, len(doc) - 2)]
        start = time.process_time()
        attributions(doc)
        return time.process_time() - start

    seconds(10)
    assert seconds(1500) < 30 * max(seconds(150), 0.02)
