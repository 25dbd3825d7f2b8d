"""Columns that `claims` fills, on invented sentences whose spans are marked by hand: {source} [cue] <content>."""

import dataclasses
import re
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from schemas.claims import ACTS, MODALITIES, QUOTE_KINDS
from tasks.extract.annotations import Attribution, Chars, DateExpression, Dateline
from tasks.extract.claims.component import Claims, parents


def claim(nlp, marked: str, **annotations: object) -> tuple[Doc, Attribution]:
    """The one claim of a text in which its spans are marked, completed; `annotations` are set on the Doc before."""
    spans: dict[str, list[Chars]] = {"{": [], "[": [], "<": []}
    text, opened = "", {}
    for piece in re.split(r"([{}\[\]<>])", marked):
        if piece in spans:
            opened[piece] = len(text)
        elif piece in ("}", "]", ">"):
            opening = {"}": "{", "]": "[", ">": "<"}[piece]
            spans[opening].append(Chars(opened[opening], len(text)))
        else:
            text += piece
    doc = nlp(text)
    for name, value in annotations.items():
        doc._.set(name, value)
    doc._.attributions = [Attribution(content=tuple(spans["<"]), cue=tuple(spans["["]), source=tuple(spans["{"]))]
    (found,) = Claims()(doc)._.attributions
    assert found.act in (None, *ACTS)
    assert found.modality in MODALITIES
    assert found.quote_kind in QUOTE_KINDS
    return doc, found


def chars(doc: Doc, words: str) -> Chars:
    start = doc.text.index(words)
    return Chars(start, start + len(words))


def text(doc: Doc, where: Chars | None) -> str | None:
    return None if where is None else doc.text[where.start : where.end]


@pytest.mark.parametrize(
    ("marked", "whole"),
    [
        (
            "{Bell} [said] <the bridge would be closed by> the harbour board.",
            "the bridge would be closed by the harbour board",
        ),
        ("{Bell} [blamed] <drivers who> ignored the sign.", "drivers who ignored the sign"),
        ("{Bell} [praised] <the old> bridge, now shut.", "the old bridge"),
        ("{Bell} [praised] <the ship, a> 22-metre boat, on Monday.", "the ship, a 22-metre boat"),
        ("{Bell} [said] <the bridge was shut> on Monday.", "the bridge was shut"),  # what may stand is left alone
        ("{Bell} [denied] <that> the bridge, {Osborn} [said], was shut.", "that"),
        ("The bridge <was shut at noon>, {Bell} [said].", "The bridge was shut at noon"),
        ("{Bell} [promised] <to open the bridge>.", "to open the bridge"),
        ("{Bell} [promised] <to open the bridge,> and left.", "to open the bridge"),
        ("{Bell} [said] <outside the office that the bridge was shut>.", "that the bridge was shut"),
        ("{Bell} [said] <on Monday the bridge was shut>.", "on Monday the bridge was shut"),
        (
            "<The bridge, an old one,> is thought to be unsafe, {Bell} [said].",
            "The bridge, an old one, is thought to be unsafe",
        ),
        ("{Bell} [said] <the bridge was shut. The road was wet>.", "the bridge was shut."),
        ("<It rained. The bridge was shut>, {Bell} [said].", "The bridge was shut"),
        ("{Bell} [said]: <The bridge was shut. The road was wet.>", "The bridge was shut. The road was wet."),
        ("{Bell} [said]: <“The bridge was shut. The road was wet.”>", "“The bridge was shut. The road was wet.”"),
        ("{Bell} [warned] <drivers that the bridge was shut>.", "that the bridge was shut"),
        ("{Bell} [asked] <her why the bridge was shut>.", "why the bridge was shut"),
        ("{Bell} [told] <us it was the last bridge>.", "it was the last bridge"),
        ("{Bell} [told] <us the story of the bridge>.", "us the story of the bridge"),
        ("{Bell} [asked]: <“Who shut the bridge?”>", "“Who shut the bridge?”"),
        ("{Bell} [say] <it every day, that the bridge is shut>.", "it every day, that the bridge is shut"),
    ],
)
def test_a_content_does_not_break_off_or_begin_in_the_middle_of_a_phrase(nlp, marked: str, whole: str):
    doc, found = claim(nlp, marked)
    assert text(doc, found.content[-1]) == whole


@pytest.mark.parametrize(
    ("marked", "contents"),
    [
        ("The firm, {he} [noted], <keeps its licence>.", ["The firm", "keeps its licence"]),
        ("“The firm”, {he} [noted], <“keeps its licence”>.", ["“The firm”", "“keeps its licence”"]),
        ("The firm left, {he} [noted], <keeps its licence>.", ["keeps its licence"]),  # no subject
        ("The firm {Bell} [runs] <keeps its licence>.", ["keeps its licence"]),  # no aside
    ],
)
def test_a_cue_that_parts_subject_and_verb_reports_both(nlp, marked: str, contents: list[str]):
    doc, found = claim(nlp, marked)
    assert [text(doc, span) for span in found.content] == contents


@pytest.mark.parametrize(
    ("marked", "source", "content"),
    [
        ("The firm, <which> [hoped] <to begin in May>, closed.", ["which"], ["to begin in May"]),
        ("The firm, <which> {Bell} [said] <was shut>, closed.", ["Bell"], ["which", "was shut"]),
    ],
)
def test_a_relative_pronoun_speaks_where_it_is_the_cues_subject(
    nlp, marked: str, source: list[str], content: list[str]
):
    doc, found = claim(nlp, marked)
    assert [text(doc, span) for span in found.source] == source
    assert [text(doc, span) for span in found.content] == content


def test_a_content_inside_another_does_not_break_off_either(nlp):
    doc = nlp("“Bell has asked for it nine times,” Osborn said.")
    outer = Attribution(content=(chars(doc, "“Bell has asked for it nine times,”"),), cue=(chars(doc, "said"),))
    inner = Attribution(content=(chars(doc, "it nine"),), cue=(chars(doc, "asked for"),), source=(chars(doc, "Bell"),))
    doc._.attributions = [outer, dataclasses.replace(inner, parent=0)]
    assert text(doc, Claims()(doc)._.attributions[1].content[0]) == "it nine times"


def test_stretches_of_content_that_grow_together_are_one(nlp):
    doc, found = claim(nlp, "<The bridge (a wet one) in> the north <in the north would be shut>, {Bell} [predicted].")
    assert all(a.end < b.start for a, b in pairwise(found.content))
    assert text(doc, found.content[-1]).endswith("would be shut")


def test_a_name_belongs_to_the_source_that_ends_with_it(nlp):
    doc, found = claim(nlp, "<Prices rose in May, the Bank of> {England} [said].")
    assert [text(doc, found.source[0]), text(doc, found.content[0])] == ["the Bank of England", "Prices rose in May"]


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ('<"We are ready,"> {Bell} [said].', "direct"),
        ("<“We are ready,”> {Bell} [said], <“and willing.”>", "direct"),
        ('"<We are ready>," {Bell} [said].', "direct"),
        ("<‘We are ready,’> {Bell} [said].", "direct"),
        ('{Bell} [said] <they were "ready and willing">.', "mixed"),
        ("{Bell} [said] <the workers’ bridge was safe>.", "indirect"),
        ("“{Officials} [believe] <the bridge is safe>,” Bell said.", "indirect"),
    ],
)
def test_quote_kind_is_what_of_the_content_stands_in_quote_marks(nlp, marked: str, kind: str):
    assert claim(nlp, marked)[1].quote_kind == kind


@pytest.mark.parametrize(
    ("marked", "lemma", "act"),
    [
        ("{Bell} [said] <that rents fell>.", "say", "say"),
        ("<Rents fell>, [according to] {the council}.", "according to", "report"),
        ("{Bell} [denied] <that rents fell>.", "deny", "deny"),
        ("{Bell} [called for] <a strike>.", "call", "demand"),
        ("{Bell} [told] them <to leave the hall>.", "tell", "demand"),
        ("{Bell} [voiced support for] <the plan>.", "voice", "support"),
        ("{Bell} [was worried] <that rents would rise>.", "worried", "feel"),
        ("The remark [reflects concern] among {tenants} <about rents>.", "reflect", "feel"),
        ("{Bell} [agreed] <that rents fell>.", "agree", "think"),
        ("{Bell} [suggested] <that rents may fall>.", "suggest", "say"),
        ("{Bell} [suggested] <that he resign>.", "suggest", "propose"),
        ("{A survey} [suggested] <that a majority of tenants support the plan>.", "suggest", "say"),
        ("<Bell> [is said] <to have left>.", "say", "say"),
        ("{Bell} [suggested] <closing the hall>.", "suggest", "propose"),
        ("{Bell} [asked] <that a committee be struck>.", "ask", "demand"),
        ("<Bank to close three branches>, {union} [says].", "say", "say"),
        ("{The minutes} [show] <that officers were “concerned” about corrosion>.", "show", "show"),
        ("{Farmers} [marched to demand] <that the dam be stopped>.", "demand", "demand"),
        ("{Bell} [asked] <whether a committee was struck>.", "ask", "question"),
        ("{Bell} [agreed to] <lower the rent>.", "agree", "promise"),
        ("{Bell} [would like] <to lower the rent>.", "like", "want"),
        ("{Bell} [went on to say] <that rents fell>.", "say", "say"),
        ("{Bell} [will have to continue to emphasise] <the rents>.", "emphasise", "say"),
        ("{Bell} [is against] <the plan>.", "against", "criticise"),
        ("{Bell} [voted in favour of] <the plan>.", "vote", "support"),
        ("{Bell} [called again for] <the council to resign>.", "call", "demand"),
        ("{Bell} [refused to say] <whether rents fell>.", "refuse", "deny"),
        ("{The book} [details] <several evictions>.", "detail", "say"),
        ("{A study} [found] <that rents fell>.", "find", "show"),
        ("{Bell} [tweeted]: <“Rents fell.”>", "tweet", "say"),
        ("[the claim that] <rents fell>", "claim", "say"),
        ("{Bell’s} [demand for] <an inquiry> was refused.", "demand", "demand"),
        ("<Rents fall>[:] {Bell}", ":", "say"),
    ],
)
def test_act_and_lemma_of_the_cue(nlp, marked: str, lemma: str, act: str):
    _, found = claim(nlp, marked)
    assert (found.cue_lemma, found.act) == (lemma, act)


@pytest.mark.parametrize(
    ("marked", "cue"),
    [
        ("{Ada Bell} [Bell cautioned], however, <that rents fell>.", "cautioned"),
        ("<“Rents fell,”> {Bell} [said at a] news conference in Lyon.", "said"),
        ("<“Rents fell,”> {Bell} [said on] Friday.", "said"),
        ("<“Rents fell,”> {Bell} [said in New] York.", "said"),
        ("<“Rents fell,”> {Bell} [told a news] conference.", "told"),
        ("{Bell} [reminded tenants] <that rents fell>.", "reminded"),
        ("{Bell} [told himself] <that rents fell>.", "told himself"),
        ("{Bell} told [supporters:] <“Rents fell.”>", "told"),
        ("<The plan> [has been met] with skepticism in {Lyon}.", "has been met with skepticism"),
        ("Talks failed, {each} [side saying] <that rents fell>.", "saying"),
        ("{Her} vision [includes] <a bridge>.", "vision includes"),
        ("{Her} garden [includes] <a bridge>.", "includes"),  # tells of nothing said
        ("{Bell} [spoke of] <lower rents>.", "spoke of"),
        ("{Bell} told the newspaper La Vela[:] <“Rents fell.”>", "told"),
        ("{Bell} ruled [unanimously] <that rents fell>.", "ruled"),
        ("{Tenants} failed [on Monday to agree on] <a boycott>.", "to agree on"),
        ("{Bell}[:] <“Rents fell.”>", ":"),
        ("{I} don[’t think] <rents fell>.", "don’t think"),
        ("{I}’[d imagine] <rents fell>.", "’d imagine"),
        ("<Rents fell>, [according to] {Bell}.", "according to"),
        ("{Bell} [called on] the board <to resign>.", "called on"),
    ],
)
def test_a_cue_ends_where_its_words_of_reporting_do(nlp, marked: str, cue: str):
    doc, found = claim(nlp, marked)
    assert [doc.text[start:end] for start, end in found.cue] == [cue]


@pytest.mark.parametrize(
    ("marked", "cue", "content"),
    [
        (
            "<“Rents fell,” Mayor Ada Bell> [was quoted as saying by] {the state news agency Vela}.",
            "was quoted as saying",
            "“Rents fell,”",
        ),
        (
            "Mayor Ada Bell [was quoted by] {the agency} <as saying that rents fell>.",
            "was quoted by the agency as saying",
            "that rents fell",
        ),
        (
            "{Mayor Ada Bell} [was quoted as] <telling reporters that rents fell>.",
            "was quoted as telling",
            "that rents fell",
        ),
    ],
)
def test_who_is_quoted_by_an_agency_speaks(nlp, marked: str, cue: str, content: str):
    doc, found = claim(nlp, marked)
    assert [text(doc, span) for span in (*found.source, *found.cue, *found.content)] == ["Mayor Ada Bell", cue, content]
    assert found.act == "say"


@pytest.mark.parametrize(
    ("sentence", "cue", "content"),
    [
        ("“We are what the dam floods,” Bell said.", "are", "what the dam floods"),  # no word of reporting
        ("Bell, known for being a maverick, left.", "known for", "being a maverick"),  # nobody's
    ],
)
def test_what_reports_nothing_is_no_claim(nlp, sentence: str, cue: str, content: str):
    doc = nlp(sentence)
    inner = Attribution(content=(chars(doc, content),), cue=(chars(doc, cue),))
    doc._.attributions = [inner]
    if "said" in sentence:
        said = Attribution(content=(Chars(0, 29),), cue=(chars(doc, "said"),), source=(chars(doc, "Bell"),))
        inner.parent, inner.source = 0, (chars(doc, "We"),)
        doc._.attributions = [said, inner]
    assert inner not in Claims()(doc)._.attributions
    assert len(doc._.attributions) == ("said" in sentence)


def test_would_within_a_quotation_is_the_past_of_will_where_its_cue_is(nlp):
    doc = nlp("“She told me rents would fall,” Bell said.")
    doc._.attributions = [
        Attribution(content=(chars(doc, "rents would fall"),), cue=(chars(doc, "told"),), source=(chars(doc, "She"),))
    ]
    assert Claims()(doc)._.attributions[0].modality == "asserted"


def test_a_content_begins_behind_the_dateline(nlp):
    marked = "Rents fall\n\n<VELL, Oct. 3 – Rents fell>, {officials} [said]."
    doc, found = claim(nlp, marked, dateline=Dateline(place="VELL"))
    assert [text(doc, span) for span in found.content] == ["Rents fell"]


def test_what_an_answer_begins_with_is_no_relative_clause_of_its_label(nlp):
    doc, found = claim(nlp, "{A}[:] <The local ones do. The others come up with photographers.>")
    assert text(doc, found.content[0]).startswith("The local ones")


def test_a_word_that_the_lexicon_does_not_know_has_no_act(nlp):
    _, found = claim(nlp, "{Bell} [chortled]<: “A fine plan.”>")
    assert (found.cue_lemma, found.act) == ("chortle", None)


def test_a_bare_quotation_has_no_lemma_and_is_said(nlp):
    _, found = claim(nlp, "{Bell} was firm. <“We are ready.”>")
    assert (found.cue_lemma, found.act, found.quote_kind) == (None, "say", "direct")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{Bell} [did not say] <that rents fell>.", True),
        ("{Bell} [said] <that rents had not fallen>.", True),
        ("<“We will never agree,”> {Bell} [said].", True),
        ("{No minister} [said] <that rents fell>.", True),
        ("{Neither Bell nor Hansen} [urged] <a strike>.", True),
        ("{Bell} [failed to mention] <that rents fell>.", True),
        ("{Tenants} failed [on Monday to agree on] <a boycott>.", True),
        ("<“I don’t think rents fell,”> {Bell} [said].", True),
        ("{Bell} [has no evidence] <that rents fell>.", True),
        ("{Bell} left [without saying] <that rents fell>.", True),
        ("{Bell} [denied] <that rents fell>.", False),
        ("{Bell} [said] <that those who did not pay were few>.", False),
    ],
)
def test_negated(nlp, marked: str, expected: bool):
    assert claim(nlp, marked)[1].negated is expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{Bell} [said] <that rents fell>.", "asserted"),
        ("{Bell} [said] <that rents might fall>.", "possible"),
        ("{Bell} [asked] <whether rents fell>.", "possible"),
        ("{Bell} [might argue] <that rents fell>.", "possible"),
        ("{Bell} [says] <that rents will probably fall>.", "probable"),
        ("{Bell} [says] <that rents are likely to fall>.", "probable"),
        ("{Bell} [said] <that rents must fall>.", "necessary"),
        ("{Bell} [said] <that tenants have to pay>.", "necessary"),
        ("<“Rents would fall,”> {Bell} [said].", "hypothetical"),
        ("{Bell} [said] <that rents fall if nobody builds>.", "hypothetical"),
        ("{Bell} [said] <that rents would fall next year>.", "asserted"),  # "will", told in the past
        ("{Bell} [says] <that rents would fall>.", "hypothetical"),
        ("{She} [could not say] <when rents would fall>.", "asserted"),
        ("<“I would say that rents are falling,”> {Bell} [said].", "asserted"),
        ("<“I think tenants must pay,”> {Bell} [said].", "necessary"),
        ("{We} [would suggest] <that tenants should pay>.", "necessary"),
        ("{Tenants} [said] <they have come to trust the council>.", "asserted"),
        ("Do {you} [think] <rents will fall>?", "possible"),
        ("Why do {you} [think] <rents will fall>?", "asserted"),
        ("<“Will rents fall?”> {Bell} [asked].", "possible"),
    ],
)
def test_modality(nlp, marked: str, expected: str):
    assert claim(nlp, marked)[1].modality == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{Bell} [told] reporters <that rents fell>.", "reporters"),
        ("{Bell} [told] a crowd of tenants, who cheered, <that rents fell>.", "a crowd of tenants"),
        ("<“Rents fell,”> {Bell} [said] to the committee.", "the committee"),
        ("Speaking to reporters, {Bell} [said] <that rents fell>.", "reporters"),
        ("{Bell} [struggled to persuade] voters <that rents fell>.", "voters"),
        ("<Rents fell>, [according to] the council.", None),
        ("<“Rents fell,”> {Bell} [told] the newspaper.", "the newspaper"),
        ("{Bell} pleaded guilty to theft, [admitting] <that rents fell>.", None),
        ("{Bell} [told] <the truth>.", None),
        ("{Bell} [said] <that they spoke to reporters>.", None),
    ],
)
def test_addressee(nlp, marked: str, expected: str | None):
    doc, found = claim(nlp, marked)
    assert text(doc, found.addressee) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("In a recent paper, {Bell} [argued] <that rents fall>.", "In a recent paper"),
        ("{Bell} [said] at a press conference <that rents fell>.", "at a press conference"),
        ("<“Rents fell,”> {Bell} [said in an interview with Radio Nord].", "in an interview with Radio Nord"),
        ("{Bell} defended the plan during a debate, [arguing] <that rents fell>.", "during a debate"),
        ("<“Rents fell,”> {Bell} [said] in Oslo.", "in Oslo"),
        ("In his response, {Bell} [said] <that rents fell>.", "In his response"),
        ("In response to critics, {Bell} [said] <that rents fell>.", None),
        ("In a poll by Radio Nord, {one in five} [said] <that rents fell>.", "In a poll by Radio Nord"),
        ("{Bell} [wrote] on Twitter <that rents fell>.", "on Twitter"),
        ("{Bell} [declined] <to speak> on the debate.", None),
        ("{Bell} [said] <that rents fell in a report>.", None),
        ("{Bell} [said] in January <that rents fell>.", None),
    ],
)
def test_venue(nlp, marked: str, expected: str | None):
    doc, found = claim(nlp, marked)
    assert text(doc, found.venue) == expected


@pytest.mark.parametrize(
    ("marked", "words", "said"),
    [
        ("{Bell} [said] on Friday <that rents fell>.", "Friday", True),
        ("{Bell} [said Friday] <that rents fell>.", "Friday", True),
        ("{Bell} [said] <that rents fell on Friday>.", "Friday", False),
        ("{A report that came out on Friday} [said] <that rents fell>.", "Friday", False),
    ],
)
def test_said_on_is_a_day_in_the_cues_own_clause(nlp, marked: str, words: str, said: bool):
    start = re.sub(r"[{}\[\]<>]", "", marked).index(words)
    day = date(2031, 5, 2)
    friday = DateExpression(Chars(start, start + len(words)), kind="date", value="2031-05-02", earliest=day, latest=day)
    _, found = claim(nlp, marked, date_expressions=[friday])
    assert found.said_on == (day if said else None)


def test_a_day_to_come_is_not_when_it_was_said(nlp):
    day = date(2031, 5, 9)
    friday = DateExpression(Chars(10, 16), kind="date", value="2031-05-09", earliest=day, latest=day)
    published = Dateline(datetime(2031, 5, 5, tzinfo=UTC), "day")
    _, found = claim(nlp, "{Bell} [says] Friday <that rents fall>.", date_expressions=[friday], dateline=published)
    assert found.said_on is None


def test_a_month_is_no_day(nlp):
    may = DateExpression(
        Chars(13, 16), kind="date", value="2031-05", earliest=date(2031, 5, 1), latest=date(2031, 5, 31)
    )
    doc, found = claim(nlp, "{Bell} [said] in May <that rents fell>.", date_expressions=[may])
    assert doc.text[13:16] == "May"
    assert found.said_on is None


@pytest.mark.parametrize(
    ("marked", "addressee"),
    [
        ("{Bell} [was asked] <whether rents fell>.", "Bell"),
        ("[Asked] <whether rents fell>, {Bell} left.", "Bell"),
        ("{Tenants} [were told to] <leave>.", "Tenants"),
        ("{Bell} [was accused of] <theft>.", None),
        ("{Rents} [are expected] <to fall>.", None),
        ("Bell, the {chairman}, [is expected] <to resign>.", None),
    ],
)
def test_who_is_spoken_to_or_of_does_not_speak(nlp, marked: str, addressee: str | None):
    doc, found = claim(nlp, marked)
    assert (found.source, text(doc, found.addressee)) == ((), addressee)


def test_who_is_quoted_or_convinced_speaks(nlp):
    assert claim(nlp, "{Bell} [was quoted as saying] <that rents fell>.")[1].source
    assert claim(nlp, "{Bell} [was convinced] <that rents fell>.")[1].source


def test_a_day_of_the_occasion_is_when_it_was_said_and_no_part_of_the_venue(nlp):
    marked = "In a speech in Oslo on Friday, {Bell} [said] <that rents fell>."
    day = date(2031, 5, 2)
    start = marked.index("Friday")
    friday = DateExpression(Chars(start, start + 6), kind="date", value="2031-05-02", earliest=day, latest=day)
    doc, found = claim(nlp, marked, date_expressions=[friday])
    assert (text(doc, found.venue), found.said_on) == ("In a speech in Oslo", day)


def test_a_hand_built_parse_is_enough():
    words = ["Bell", "did", "not", "deny", "it"]
    doc = Doc(
        Vocab(),
        words=words,
        heads=[3, 3, 3, 3, 3],
        deps=["nsubj", "aux", "neg", "ROOT", "dobj"],
        pos=["PROPN", "AUX", "PART", "VERB", "PRON"],
        lemmas=["Bell", "do", "not", "deny", "it"],
        sent_starts=[True, False, False, False, False],
    )
    doc._.attributions = [Attribution(content=(Chars(18, 20),), cue=(Chars(5, 17),), source=(Chars(0, 4),))]
    (found,) = Claims()(doc)._.attributions
    assert (found.act, found.cue_lemma, found.negated, found.modality) == ("deny", "deny", True, "asserted")


def test_a_claim_inside_anothers_content_has_the_smallest_one_around_it_as_parent():
    outer = Attribution(content=(Chars(10, 90),), cue=(Chars(0, 5),))
    middle = Attribution(content=(Chars(30, 80),), cue=(Chars(20, 25),))
    inner = Attribution(content=(Chars(50, 70),), cue=(Chars(40, 45),))
    beside = Attribution(content=(Chars(95, 99),), cue=(Chars(91, 94),))
    assert parents([outer, middle, inner, beside]) == [None, 0, 1, None]


def test_a_cue_outside_or_a_crossing_span_makes_no_parent():
    outer = Attribution(content=(Chars(10, 50),), cue=(Chars(0, 5),))
    second = Attribution(content=(Chars(20, 40),), cue=(Chars(60, 65),))
    crossing = Attribution(content=(Chars(45, 70),), cue=(Chars(42, 44),))
    assert parents([outer, second, crossing]) == [None, None, None]


def test_a_child_may_use_several_of_its_parents_spans():
    outer = Attribution(content=(Chars(0, 40), Chars(50, 90)), cue=(Chars(41, 49),))
    inner = Attribution(content=(Chars(10, 20), Chars(60, 70)), cue=(Chars(5, 9),))
    assert parents([inner, outer]) == [1, None]


def test_a_parent_that_the_attributor_knows_is_kept(nlp):
    doc = nlp("Bell said that rents fell.")
    doc._.attributions = [
        Attribution(content=(Chars(10, 25),), cue=(Chars(5, 9),), parent=1),
        Attribution(content=(Chars(0, 4),), cue=(Chars(5, 9),)),
    ]
    assert Claims()(doc)._.attributions[0].parent == 1


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        (
            "[According to] {a study} <that she led, four alarms in five are false>.",
            "four alarms in five are false",
        ),
        ("{Bell} [said] <that the study that she led was false>.", "that the study that she led was false"),
        ("{Bell}, who left, [said] <that she had won>.", "that she had won"),
    ],
)
def test_a_relative_clause_of_the_source_is_not_in_the_content(nlp, marked: str, content: str):
    doc, found = claim(nlp, marked)
    assert [text(doc, span) for span in found.content] == [content]


def test_who_is_asked_does_not_speak_though_named_a_sentence_before(nlp):
    marked = "{The runner} left early. [Asked] <where he might go>, he laughed at the reporters."
    doc, found = claim(nlp, marked)
    assert (found.source, text(doc, found.addressee)) == ((), "The runner")


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        (
            "Osborn, known for being a maverick, also [proposed] <closing the bridge>.",
            "Osborn, known for being a maverick",
        ),
        ("It [said] <the bridge was shut>.", "It"),
        ("The bank held its rates on Friday but [signalled] <that it would cut them in May>.", "The bank"),
        ("The flood shut the bridge and [raised questions about] <its safety>.", None),
        ("The board met Osborn, who [proposed] <closing the bridge>.", "who"),
        ("It is [said] <that the bridge was shut>.", None),  # nobody says it
    ],
)
def test_a_claim_without_a_source_is_its_verbs_subjects(nlp, marked: str, speaker: str | None):
    doc, found = claim(nlp, marked)
    assert [text(doc, span) for span in found.source] == ([speaker] if speaker else [])


def test_a_noun_that_reports_names_the_act_where_its_verb_does_not(nlp):
    _, found = claim(nlp, "{Her} [vision includes] <a bridge>.")
    assert found.act == "think"


def test_a_source_has_the_whole_of_its_subject(nlp):
    doc, found = claim(nlp, "<The mayor of Lyon>, {Ada Bell}, [said] <help was slow in coming>.")
    assert [text(doc, span) for span in (*found.source, *found.content)] == [
        "The mayor of Lyon, Ada Bell",
        "help was slow in coming",
    ]
