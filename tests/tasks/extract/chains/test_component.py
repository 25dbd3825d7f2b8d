"""Mentions and the chains that join those of one thing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span

from schemas.ids import local_entity_id
from tasks.extract.annotations import Attribution, Chars
from tasks.extract.chains.antecedents import Decision
from tasks.extract.chains.component import Chains
from tasks.extract.chains.nominals import phrase
from tasks.extract.chains.ranker import NOTHING, Choice, Ranker
from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.names.gender import of_given_name, of_words

RANKER = Ranker.load()


def chained(nlp: Language, text: str, *names: tuple[str, str], attributions: list[Attribution] | None = None) -> Doc:
    """The parsed text with these (name, label[, id]) and no other as entities, at every place where they stand."""
    doc = nlp(text)
    ents = []
    for name, *labels in sorted(names, key=lambda item: -len(item[0])):
        start = text.find(name)
        while start >= 0:
            span = doc.char_span(start, start + len(name), label=labels[0])
            if span is not None and not any(span.start < other.end and other.start < span.end for other in ents):
                ents.append(
                    Span(doc, span.start, span.end, label=labels[0], kb_id=labels[1] if len(labels) > 1 else "")
                )
            start = text.find(name, start + 1)
    doc.set_ents(ents)
    doc._.attributions = attributions or []
    return Chains(RANKER)(doc)


def chains(doc: Doc) -> dict[str, list[str]]:
    """Chain's name → the texts of its mentions."""
    found: dict[str, list[str]] = {chain.name: [] for chain in doc._.chains}
    for mention in doc._.mentions:
        if mention.chain is not None:
            found[doc._.chains[mention.chain].name].append(doc.text[mention.chars.start : mention.chars.end])
    return found


def unresolved(doc: Doc) -> list[str]:
    return [doc.text[m.chars.start : m.chars.end] for m in doc._.mentions if m.chain is None]


def test_surname_and_possessive_join_the_full_name_even_before_it(nlp: Language) -> None:
    text = "Osborn’s plan fails\n\nAda Osborn left. Critics of Osborn cheered."
    doc = chained(nlp, text, ("Ada Osborn", "PERSON"), ("Osborn", "PERSON"))
    assert chains(doc) == {"Ada Osborn": ["Osborn", "Ada Osborn", "Osborn"]}
    assert doc._.chains[0].entity_id == local_entity_id("person", "Ada Osborn")
    assert doc._.chains[0].kind == "person"


def test_of_two_with_one_surname_the_title_decides_else_the_nearest(nlp: Language) -> None:
    text = "Ada Osborn met Henry Osborn. Mrs. Osborn left. Osborn stayed."
    doc = chained(nlp, text, ("Ada Osborn", "PERSON"), ("Henry Osborn", "PERSON"), ("Osborn", "PERSON"))
    assert chains(doc) == {"Ada Osborn": ["Ada Osborn", "Osborn"], "Henry Osborn": ["Henry Osborn", "Osborn"]}
    text = "Ada Osborn met Henry Osborn. Osborn stayed."
    doc = chained(nlp, text, ("Ada Osborn", "PERSON"), ("Henry Osborn", "PERSON"), ("Osborn", "PERSON"))
    assert chains(doc) == {"Ada Osborn": ["Ada Osborn"], "Henry Osborn": ["Henry Osborn", "Osborn"]}


def test_middle_names_and_initials_join_and_other_given_names_do_not(nlp: Language) -> None:
    text = "Ada M. Osborn spoke. Ada Osborn left. Henry Osborn came. Ada Vell slept."
    names = [(name, "PERSON") for name in ("Ada M. Osborn", "Ada Osborn", "Henry Osborn", "Ada Vell")]
    assert sorted(map(len, chains(chained(nlp, text, *names)).values())) == [1, 1, 2]


def test_the_city_is_nothing_that_its_own_verb_has_beside_it(nlp: Language) -> None:
    doc = chained(nlp, "Vell is a city in the north. Vell sued the city on Friday.", ("Vell", "GPE"))
    assert chains(doc) == {"Vell": ["Vell", "Vell"]}
    doc = chained(
        nlp, "Vell is a city in the north. Osei sued the city on Friday.", ("Vell", "GPE"), ("Osei", "PERSON")
    )
    assert chains(doc)["Vell"] == ["Vell", "the city"]


def test_a_club_is_called_by_the_last_word_of_its_name(nlp: Language) -> None:
    names = [("Vell United", "ORG"), ("United", "ORG"), ("Elston City", "ORG"), ("Elston", "ORG")]
    doc = chained(nlp, "Elston City beat Vell United. United had led, but Elston scored.", *names)
    assert chains(doc) == {"Elston City": ["Elston City", "Elston"], "Vell United": ["Vell United", "United"]}
    doc = chained(nlp, "Korvu United beat Vell United. United had led.", *names[:2], ("Korvu United", "ORG"))
    assert len(chains(doc)) == 3


def test_what_is_proposed_in_the_name_of_a_known_thing_is_not_that_thing(nlp: Language) -> None:
    names = [("Asian OPEC", "ORG"), ("OPEC", "ORG", "Q1")]
    doc = chained(nlp, "Osborn wants an Asian OPEC. His proposed OPEC would sell tin.", *names)
    assert chains(doc) == {"Asian OPEC": ["Asian OPEC", "OPEC"]}
    names = [("Nordic Red Cross", "ORG"), ("Red Cross", "ORG", "Q1")]
    doc = chained(nlp, "Osborn wants a Nordic Red Cross. Her proposed Red Cross would train nurses.", *names)
    assert chains(doc) == {"Nordic Red Cross": ["Nordic Red Cross", "Red Cross"]}
    doc = chained(nlp, "Osborn wants a Nordic Red Cross. The Red Cross would train nurses.", *names)
    assert chains(doc) == {"Nordic Red Cross": ["Nordic Red Cross"], "Red Cross": ["Red Cross"]}


def test_spellings_of_one_person_join(nlp: Language) -> None:
    """Diacritics, hyphens, initials, the Arabic article, and a nickname that the text itself gives."""
    forms = [
        ("Zoë Ōsborn", "Zoe Osborn"),
        ("Ada Taylor-Greene", "Ada Taylor Greene"),
        ("J.D. Marn", "James D. Marn"),
        ("Wajiha al-Sabunji", "Wajiha Sabunji"),
        ("Robert 'Bo' Lind", "Bo Lind"),
    ]
    for one, other in forms:
        doc = chained(nlp, f"{one} spoke. {other} left.", (one, "PERSON"), (other, "PERSON"))
        assert len(doc._.chains) == 1, (one, other)


def test_a_bare_surname_is_whom_the_article_names_most(nlp: Language) -> None:
    text = "Ada Osborn sang. Ada Osborn left. Her father Henry Osborn wept. Osborn returned."
    doc = chained(nlp, text, ("Ada Osborn", "PERSON"), ("Henry Osborn", "PERSON"), ("Osborn", "PERSON"))
    assert chains(doc)["Henry Osborn"] == ["Henry Osborn"]


def test_what_brackets_say_right_behind_a_body_is_its_name_in_another_language(nlp: Language) -> None:
    text = "The Institute of Civil Defence (INDECI) came. INDECI left the Vell Club (CDU)."
    names = ["Institute of Civil Defence", "INDECI", "Vell Club", "CDU"]
    found = chains(chained(nlp, text, *((name, "ORG") for name in names)))
    assert found["Institute of Civil Defence"] == ["Institute of Civil Defence", "INDECI", "INDECI"]
    assert found["CDU"] == ["CDU"]


def test_father_and_son_of_one_name_are_two(nlp: Language) -> None:
    text = "Henry Osborn Jr. sang. His father Henry Osborn wept. Osborn Jr. left, and Osborn stayed."
    names = [("Henry Osborn Jr.", "PERSON"), ("Henry Osborn", "PERSON"), ("Osborn Jr.", "ORG"), ("Osborn", "PERSON")]
    found = chains(chained(nlp, text, *names))
    assert found["Henry Osborn Jr."] == ["Henry Osborn Jr.", "His", "Osborn Jr."]
    assert found["Henry Osborn"] == ["Henry Osborn", "Osborn"]


def test_a_family_name_may_come_first(nlp: Language) -> None:
    text = "Kim Soo-yeon sang. Choi Jin-ho left. Choi wept. Kim returned."
    names = [(name, "PERSON") for name in ("Kim Soo-yeon", "Choi Jin-ho", "Kim")]
    found = chains(chained(nlp, text, *names, ("Choi", "ORG")))
    assert found == {"Kim Soo-yeon": ["Kim Soo-yeon", "Kim"], "Choi Jin-ho": ["Choi Jin-ho", "Choi"]}


def test_a_place_that_only_the_dateline_names_is_written_as_elsewhere(nlp: Language) -> None:
    doc = chained(nlp, "MARNVILLE, USA - They left for NATO.", ("MARNVILLE", "GPE"), ("USA", "GPE"), ("NATO", "ORG"))
    assert [chain.name for chain in doc._.chains] == ["Marnville", "USA", "NATO"]


@pytest.mark.parametrize(("places", "name"), [((1,), "Democratic Party"), ((1, 5), "Democrats")])
def test_a_party_is_called_by_no_adjective(nlp: Language, places: tuple[int, ...], name: str) -> None:
    doc = nlp("The Democratic senator left. Democrats wept.")
    party = local_entity_id("political_party", "Democratic Party")
    doc.set_ents([Span(doc, at, at + 1, label="NORP", kb_id=party) for at in places])
    doc = Chains(RANKER, ReferenceTable.load(()))(doc)
    assert [(chain.name, chain.kind) for chain in doc._.chains] == [(name, "political_party")]


def test_acronym_joins_its_expansion(nlp: Language) -> None:
    text = "The Vellish Progress Party won. The VPP will govern. The VMP lost."
    doc = chained(nlp, text, ("Vellish Progress Party", "ORG"), ("VPP", "ORG"), ("VMP", "ORG"))
    assert chains(doc) == {"Vellish Progress Party": ["Vellish Progress Party", "VPP"], "VMP": ["VMP"]}


def test_an_acronym_in_brackets_joins_the_name_before_it(nlp: Language) -> None:
    text = "The National Vell Alliance (NAVA) won. Aides of NAVA cheered."
    doc = chained(nlp, text, ("National Vell Alliance", "ORG"), ("NAVA", "ORG"))
    assert chains(doc) == {"National Vell Alliance": ["National Vell Alliance", "NAVA", "NAVA"]}


def test_one_link_is_one_chain_and_two_links_are_two(nlp: Language) -> None:
    text = "Japan and the Japanese press. Georgia the state and Georgia the country."
    doc = nlp(text)
    spans = [(0, 1, "GPE", "Q17"), (3, 4, "NORP", "Q17"), (6, 7, "GPE", "Q1428"), (10, 11, "GPE", "Q230")]
    doc.set_ents([Span(doc, start, end, label=label, kb_id=kb_id) for start, end, label, kb_id in spans])
    doc = Chains(RANKER)(doc)
    assert [(chain.name, chain.entity_id) for chain in doc._.chains] == [
        ("Japan", "Q17"),
        ("Georgia", "Q1428"),
        ("Georgia", "Q230"),
    ]


def test_a_surname_mistaken_for_an_organisation_is_the_person(nlp: Language) -> None:
    doc = chained(nlp, "Ada Osborn spoke. Osborn left.", ("Ada Osborn", "PERSON"), ("Osborn", "ORG"))
    assert chains(doc) == {"Ada Osborn": ["Ada Osborn", "Osborn"]}


def test_pronouns_follow_gender(nlp: Language) -> None:
    text = "Mary Vell met John Marn on Friday. She thanked him for his help."
    doc = chained(nlp, text, ("Mary Vell", "PERSON"), ("John Marn", "PERSON"))
    assert chains(doc) == {"Mary Vell": ["Mary Vell", "She"], "John Marn": ["John Marn", "him", "his"]}


def test_a_subject_is_not_its_verbs_plain_object(nlp: Language) -> None:
    doc = chained(nlp, "John Marn criticised him.", ("John Marn", "PERSON"))
    assert unresolved(doc) == ["him"]


def test_a_pronoun_that_nothing_resolves_stays_without_chain(nlp: Language) -> None:
    doc = chained(nlp, "He said that it rained. They left.", ("Vell", "GPE"))
    assert chains(doc) == {}
    assert unresolved(doc) == ["He", "They"]


def test_a_name_beside_the_subject_is_as_salient_as_the_subject(nlp: Language) -> None:
    text = (
        "Minister Liina Tarvas told reporters about the plan. Lithuania wanted more. "
        "Its deputy minister, Rasa Vilkaite, warned of delays. “Nine minutes are not enough,” she said."
    )
    doc = chained(nlp, text, ("Liina Tarvas", "PERSON"), ("Lithuania", "GPE"), ("Rasa Vilkaite", "PERSON"))
    assert chains(doc)["Rasa Vilkaite"] == ["Rasa Vilkaite", "she"]


def test_who_speaks_again_in_a_paragraph_is_who_spoke(nlp: Language) -> None:
    text = (
        "Liina Tarvas met ministers. Liina Tarvas welcomed the plan. Tarvas spoke for an hour.\n\n"
        "Rasa Vilkaite warned of delays for Tarvas. “Nine minutes are not enough,” she said."
    )
    people = ("Liina Tarvas", "PERSON"), ("Tarvas", "PERSON"), ("Rasa Vilkaite", "PERSON")

    def claim(source: str, content: str) -> Attribution:
        start, at = text.rindex(source), text.index(content)
        return Attribution(source=(Chars(start, start + len(source)),), content=(Chars(at, at + len(content)),))

    claims = [claim("Rasa Vilkaite", "of delays"), claim("she", "Nine minutes are not enough,")]
    assert "she" in chains(chained(nlp, text, *people, attributions=claims))["Rasa Vilkaite"]


def test_who_is_reported_says_he_of_himself(nlp: Language) -> None:
    text = (
        "Adam Marn met John Osborn on Monday. Osborn said that, although the talks with Marn had failed, he would stay."
    )
    people = ("John Osborn", "PERSON"), ("Osborn", "PERSON"), ("Adam Marn", "PERSON"), ("Marn", "PERSON")
    start = text.index("Osborn said")
    source, content = Chars(start, start + 6), Chars(text.index("that, although"), len(text) - 1)
    told = [Attribution(content=(content,), source=(source,))]
    assert "he" in chains(chained(nlp, text, *people, attributions=told))["John Osborn"]


def test_a_thing_that_cannot_speak_is_not_who_said(nlp: Language) -> None:
    text = "Norsel Motors cut jobs at the plant. The plant makes vans. It said the vans sell badly."
    (at,) = (text.index("It said"),)
    told = [Attribution(content=(Chars(text.index("the vans sell"), len(text) - 1),), source=(Chars(at, at + 2),))]
    doc = chained(nlp, text, ("Norsel Motors", "ORG"), attributions=told)
    assert "It" not in chains(doc).get("plant", [])


def test_its_takes_up_the_subject(nlp: Language) -> None:
    doc = chained(nlp, "Japan has strengthened its alliance with Vell.", ("Japan", "GPE"), ("Vell", "GPE"))
    assert chains(doc)["Japan"] == ["Japan", "its"]


def test_i_is_not_who_only_owns_the_speaker(nlp: Language) -> None:
    text = '"I am tired," John Marn’s spokesman said.'
    source = Chars(text.index("John"), text.index(" said."))
    claim = Attribution(content=(Chars(0, 13),), source=(source,))
    doc = chained(nlp, text, ("John Marn", "PERSON"), attributions=[claim])
    assert chains(doc)["John Marn"] == ["John Marn"]


def test_i_in_a_quotation_is_its_speaker_and_he_is_not(nlp: Language) -> None:
    text = 'Ada Osborn blamed John Marn. "I trusted him," Osborn said.'
    content = Chars(text.index('"I'), text.index(" Osborn said"))
    source = Chars(text.index("Osborn said"), text.index(" said."))
    claim = Attribution(content=(content,), cue=(Chars(source.end + 1, source.end + 5),), source=(source,))
    names = (("Ada Osborn", "PERSON"), ("John Marn", "PERSON"), ("Osborn", "PERSON"))
    doc = chained(nlp, text, *names, attributions=[claim])
    assert chains(doc) == {"Ada Osborn": ["Ada Osborn", "I", "Osborn"], "John Marn": ["John Marn", "him"]}


def test_the_author_of_the_article_is_no_antecedent(nlp: Language) -> None:
    text = "Marn wins\n\nBy Tim Kelly\n\nHe won the vote."
    doc = chained(nlp, text, ("Tim Kelly", "PERSON"), ("Marn", "PERSON"))
    assert "He" not in chains(doc)["Tim Kelly"]


def test_a_title_takes_up_its_bearer(nlp: Language) -> None:
    text = "Prime Minister Ada Osborn resigned. The prime minister gave no reason."
    doc = chained(nlp, text, ("Ada Osborn", "PERSON"))
    assert chains(doc) == {"Ada Osborn": ["Ada Osborn", "The prime minister"]}


def test_a_title_that_says_which_one_is_left_alone(nlp: Language) -> None:
    text = "Prime Minister Ada Osborn resigned. The prime minister of Marn did not."
    doc = chained(nlp, text, ("Ada Osborn", "PERSON"), ("Marn", "GPE"))
    assert chains(doc)["Ada Osborn"] == ["Ada Osborn"]


def test_a_nominal_takes_up_the_one_thing_that_it_fits(nlp: Language) -> None:
    text = "The Vell Alliance met on Friday. Ada Osborn welcomed it. The alliance has ten members."
    doc = chained(nlp, text, ("Vell Alliance", "ORG"), ("Ada Osborn", "PERSON"))
    assert "The alliance" in chains(doc)["Vell Alliance"]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The 34-year-old was charged with fraud.", "The 34-year-old"),
        ("“I was asleep,” the 34-year-old said.", "the 34-year-old"),
        ("The 34-year-old house was empty.", None),
        ("A 34-year-old was hurt.", None),
        ("Ada Bell met a man. The 34-year-old left.", None),
        ("Ada Bell met Tom Reyl. The 34-year-old left.", None),
    ],
)
def test_an_age_takes_up_the_person_before_it(nlp: Language, sentence: str, words: str | None) -> None:
    names = (("Omar Lutz", "PERSON"), ("Ada Bell", "PERSON"), ("Tom Reyl", "PERSON"))
    text = f"Police arrested Omar Lutz on Monday. {sentence}"
    doc = chained(nlp, text, *(name for name in names if name[0] in text))
    found = [doc.text[slice(*m.chars)] for m in doc._.mentions if m.kind == "nominal"]
    assert found == ([words] if words else [])


def test_an_age_is_whose_it_was_before(nlp: Language) -> None:
    text = "Omar Lutz was held. The 34-year-old was sorry. Ada Bell refused bail. The 34-year-old was in tears."
    doc = chained(nlp, text, ("Omar Lutz", "PERSON"), ("Ada Bell", "PERSON"))
    assert chains(doc)["Omar Lutz"] == ["Omar Lutz", "The 34-year-old", "The 34-year-old"]


def test_the_regulator_is_the_body_and_it_with_it(nlp: Language) -> None:
    text = "The Harbour Inspectorate fined Ziwa Lines in May. The regulator said that it had warned the owner."
    doc = chained(nlp, text, ("Harbour Inspectorate", "ORG"), ("Ziwa Lines", "ORG"))
    assert chains(doc)["Harbour Inspectorate"] == ["Harbour Inspectorate", "The regulator", "it"]


def fitting(nlp: Language, text: str, *names: tuple[str, str]) -> set[str | None]:
    """The labels of the things that the text's nominals may take up."""
    seen: set[str | None] = set()

    def look(decision: Decision) -> Choice:
        if decision.kind == "nominal":
            seen.update(candidate.label for candidate in decision.candidates)
        return NOTHING

    Chains(look)(chained(nlp, text, *names))
    return seen


def test_a_publisher_is_no_ministry_and_no_board(nlp: Language) -> None:
    assert fitting(nlp, "Vell Press lost money. The company cut its staff.", ("Vell Press", "ORG")) == {"ORG"}
    for noun in ("board", "department", "ministry"):
        assert fitting(nlp, f"Vell Press lost money. The {noun} praised his book.", ("Vell Press", "ORG")) == set()


def test_what_only_persons_are_called_takes_up_no_place(nlp: Language) -> None:
    assert fitting(nlp, "He met Norville, the actress, there. The actress slept.", ("Norville", "GPE")) == set()


def test_what_has_been_called_a_firm_is_the_company(nlp: Language) -> None:
    text = "Vell Medical, a London firm, sued the Osborn Foundation on Monday. The company said it had lost money."
    doc = chained(nlp, text, ("Vell Medical", "ORG"), ("Osborn Foundation", "ORG"), ("London", "GPE"))
    assert chains(doc)["Vell Medical"] == ["Vell Medical", "The company", "it"]


def test_this_moment_takes_up_nothing_that_has_a_name(nlp: Language) -> None:
    doc = nlp("She spoke to this moment.")
    assert phrase(doc[-2]) is None


def test_a_nominal_reaches_past_the_things_that_it_does_not_fit(nlp: Language) -> None:
    towns = (
        "Ardo",
        "Brell",
        "Corvin",
        "Dask",
        "Ferno",
        "Gorm",
        "Hurl",
        "Istrel",
        "Jond",
        "Kelm",
        "Lurn",
        "Morl",
        "Nesk",
    )
    text = f"The Vell Alliance met on Friday. Its members are {', '.join(towns)}. The alliance will meet again in May."
    doc = chained(nlp, text, ("Vell Alliance", "ORG"), *((town, "GPE") for town in towns))
    assert "The alliance" in chains(doc)["Vell Alliance"]


def test_what_a_name_begins_with_may_say_what_it_names(nlp: Language) -> None:
    text = "The Ministry of Fisheries closed Lake Vell. The ministry gave no reason. The lake has two islands."
    doc = chained(nlp, text, ("Ministry of Fisheries", "ORG"), ("Lake Vell", "LOC"))
    assert chains(doc) == {
        "Ministry of Fisheries": ["Ministry of Fisheries", "The ministry"],
        "Lake Vell": ["Lake Vell", "The lake"],
    }


def test_a_name_before_a_noun_is_told_from_one_that_possesses_it(nlp: Language) -> None:
    seen: list[Decision] = []

    def look(decision: Decision) -> Choice:
        seen.append(decision)
        return NOTHING

    for text in ("The Osborn supporter left. She slept.", "Osborn's supporter left. She slept."):
        Chains(look)(chained(nlp, text, ("Osborn", "PERSON")))
    roles = [
        (f.possessor, f.modifier) for d in seen for c, f in zip(d.candidates, d.features, strict=True) if c.number == 0
    ]
    assert roles == [(False, True), (True, False)]


def test_the_company_that_is_left_alone_may_yet_be_what_the_ranker_found_likely(nlp: Language) -> None:
    may_be: list[float] = []

    def doubt(decision: Decision) -> Choice:
        may_be.extend(probability for c in decision.candidates for probability in c.may_be.values())
        return Choice(None, dict.fromkeys(range(len(decision.candidates)), 0.4))

    doc = chained(nlp, "Ziwa Lines lost money. The company cut its fares.", ("Ziwa Lines", "ORG"))
    Chains(doubt)(doc)
    assert may_be == [0.4]


def test_a_nominal_that_nothing_has_been_called_stays_alone(nlp: Language) -> None:
    doc = chained(nlp, "Ada Osborn left. The senator stayed. The idea failed.", ("Ada Osborn", "PERSON"))
    assert chains(doc) == {"Ada Osborn": ["Ada Osborn"]}


def test_it_that_stands_for_nothing_is_no_mention(nlp: Language) -> None:
    doc = chained(nlp, "Vell won. It is clear that they lost. It rained.", ("Vell", "ORG"))
    assert [doc.text[m.chars.start : m.chars.end] for m in doc._.mentions] == ["Vell", "they"]
    doc = chained(
        nlp, "Vell lost. They made it clear that they left, which makes it harder for us to win.", ("Vell", "ORG")
    )
    assert "it" not in [doc.text[m.chars.start : m.chars.end] for m in doc._.mentions]
    doc = chained(nlp, "Vell says it took a new name.", ("Vell", "ORG"))
    assert [doc.text[m.chars.start : m.chars.end] for m in doc._.mentions] == ["Vell", "it"]


def test_pronouns_that_follow_a_name_tell_its_gender(nlp: Language) -> None:
    text = (
        "Zaharel Vell was born in Marn. She studied there. Vell said she liked it. Later Vell lost her house. "
        "John Marn met Zaharel Vell. He left."
    )
    doc = chained(nlp, text, ("Zaharel Vell", "PERSON"), ("John Marn", "PERSON"), ("Vell", "PERSON"))
    assert "He" in chains(doc)["John Marn"]


def test_numbers_and_dates_are_no_mentions(nlp: Language) -> None:
    doc = chained(nlp, "Two men left on Friday.", ("Two", "CARDINAL"), ("Friday", "DATE"))
    assert doc._.mentions == []


def test_mentions_are_ordered_and_do_not_overlap(nlp: Language) -> None:
    text = "Ada Osborn said she and her aide, John Marn, met the Vell Party. The party thanked him."
    doc = chained(nlp, text, ("Ada Osborn", "PERSON"), ("John Marn", "PERSON"), ("Vell Party", "ORG"))
    places = [mention.chars for mention in doc._.mentions]
    assert all(one.end <= other.start for one, other in pairwise(places))


def test_a_text_without_an_end_takes_linear_time(nlp: Language) -> None:
    words = ["Ada", "Osborn", "and", "he", "saw", "him", ","] * 1500
    doc = Doc(nlp.vocab, words=words, pos=["PROPN", "PROPN", "CCONJ", "PRON", "VERB", "PRON", "PUNCT"] * 1500)
    for token in doc:
        token.head, token.dep_ = doc[0], "dep"
    doc.set_ents([Span(doc, at, at + 2, label="PERSON") for at in range(0, len(words), 7)])
    assert len(Chains(RANKER)(doc)._.mentions) == 4500


@pytest.mark.parametrize(("name", "gender"), [("Mary", "female"), ("Joseph", "male"), ("Ztrlk", None)])
def test_given_names_tell_gender_where_they_are_clear(name: str, gender: str | None) -> None:
    assert of_given_name(name) == gender


def test_titles_that_disagree_tell_nothing() -> None:
    assert (of_words(["Mrs."]), of_words(["king", "queen"]), of_words(["envoy"])) == ("female", None, None)


def test_a_noun_beside_a_name_tells_gender(nlp: Language) -> None:
    text = "Henry Vell met a 35-year-old woman, Zyx Osborn, and her child."
    doc = chained(nlp, text, ("Zyx Osborn", "PERSON"), ("Henry Vell", "PERSON"))
    assert chains(doc)["Zyx Osborn"] == ["Zyx Osborn", "her"]


def test_that_before_a_clause_is_no_article(nlp: Language) -> None:
    text = "The minister of Norland, Ada Osborn, told them that her country would decide."
    doc = chained(nlp, text, ("Ada Osborn", "PERSON"), ("Norland", "GPE"))
    assert "that her country" not in [doc.text[m.chars.start : m.chars.end] for m in doc._.mentions]
    for one, other in pairwise(doc._.mentions):
        assert one.chars.end <= other.chars.start


def test_its_director_is_that_of_the_body_which_the_sentence_before_names(nlp: Language) -> None:
    body = "The Vell Foundation, a London-based group, welcomed the raid but said that this came too late."
    names = ("Vell Foundation", "ORG"), ("London", "GPE"), ("Ada Osborn", "PERSON")
    for gap in (" ", "\n\n"):
        doc = chained(nlp, f"{body}{gap}Its director, Ada Osborn, called for help.", *names)
        assert chains(doc)["Vell Foundation"] == ["Vell Foundation", "Its"]


def test_i_is_who_speaks_the_quotation_and_not_who_is_reported_in_it(nlp: Language) -> None:
    text = "“Henry Vell says I owe him a piano,” Ada Osborn said."
    quoted = Attribution((Chars(0, 36),), (Chars(48, 52),), (Chars(37, 47),))
    inner = Attribution((Chars(17, 34),), (Chars(12, 16),), (Chars(1, 11),), parent=0)
    doc = chained(nlp, text, ("Ada Osborn", "PERSON"), ("Henry Vell", "PERSON"), attributions=[quoted, inner])
    assert chains(doc)["Ada Osborn"] == ["I", "Ada Osborn"]


@pytest.mark.parametrize(
    ("long", "short", "one"),
    [
        ("Vell Seafood ASA", "Vell", True),
        ("Norland Vell", "Vell", True),
        ("Vell Seafood Council", "Vell", False),
        ("Norland United", "United", True),
        ("Norland United", "Norland", True),
        ("VLL Norland", "VLL", True),
        ("Vell Police", "Vell", False),
    ],
)
def test_a_firm_is_called_by_its_first_word_and_a_team_by_its_last(
    nlp: Language, long: str, short: str, one: bool
) -> None:
    doc = chained(nlp, f"They met {long} there. They left {short} then.", (long, "ORG"), (short, "ORG"))
    assert (len(doc._.chains) == 1) is one


def test_what_several_bodies_are_is_the_one_that_the_article_names(nlp: Language) -> None:
    text = "They met the Court of Vell. The Court left. Vell said that {} Court voted."
    names = [("Court of Vell", "ORG"), ("Norland Court", "ORG"), ("Court", "ORG")]
    doc = chained(nlp, text.format("the"), *names)
    assert chains(doc) == {"Court of Vell": ["Court of Vell", "Court", "Court"]}
    doc = chained(nlp, text.format("the Norland"), *names)
    assert chains(doc) == {"Court of Vell": ["Court of Vell"], "Court": ["Court"], "Norland Court": ["Norland Court"]}


def test_a_headlines_short_name_joins_the_full_one_below(nlp: Language) -> None:
    doc = chained(nlp, "Vell left.\n\nThe Vell Seafood met.", ("Vell Seafood", "ORG"), ("Vell", "ORG"))
    assert chains(doc) == {"Vell Seafood": ["Vell", "Vell Seafood"]}


def test_a_married_name_joins_the_maiden_name_within_it(nlp: Language) -> None:
    text = "Ada Lind-Osei left. Ada Lind was born there. Elsa Lind stayed."
    doc = chained(nlp, text, *((name, "PERSON") for name in ("Ada Lind-Osei", "Ada Lind", "Elsa Lind")))
    assert chains(doc) == {"Ada Lind-Osei": ["Ada Lind-Osei", "Ada Lind"], "Elsa Lind": ["Elsa Lind"]}


def test_of_a_couple_the_bare_surname_is_whose_title_is_left_out(nlp: Language) -> None:
    text = "Stian Osborn stood beside his wife, Grete Osborn. Mrs Osborn will stand trial. Osborn left."
    doc = chained(nlp, text, *((name, "PERSON") for name in ("Stian Osborn", "Grete Osborn", "Osborn")))
    found = chains(doc)
    assert [text for text in found["Stian Osborn"] if text != "his"] == ["Stian Osborn", "Osborn"]
    assert found["Grete Osborn"] == ["Grete Osborn", "Osborn"]


def test_a_given_name_is_whose_the_article_names_most(nlp: Language) -> None:
    names = [(name, "PERSON") for name in ("Nancy Osborn", "Nancy Vell", "Nancy")]
    often = "Nancy Osborn left. Nancy Osborn came back. Nancy Vell stayed. They asked Nancy then."
    assert chains(chained(nlp, often, *names))["Nancy Osborn"] == ["Nancy Osborn", "Nancy Osborn", "Nancy"]
    once = "Nancy Osborn left. Nancy Vell stayed. They asked Nancy then."
    assert "Nancy" in chains(chained(nlp, once, *names))


def test_who_a_quotation_reports_may_be_he_in_it(nlp: Language) -> None:
    text = "“Marn thinks that he will win,” Ada Osborn said."
    content = Attribution((Chars(text.index("Ada"), text.index(" said")),), (), (Chars(0, text.index(" Ada")),))
    inner = Attribution((Chars(1, 5),), (Chars(6, 12),), (Chars(13, text.index(",")),))
    doc = chained(nlp, text, ("Marn", "PERSON"), ("Ada Osborn", "PERSON"), attributions=[content, inner])
    assert chains(doc)["Marn"] == ["Marn", "he"]


def test_a_pronoun_may_come_before_the_subject_that_it_means(nlp: Language) -> None:
    text = "After her defeat in the vote, Ada Osborn resigned as minister."
    assert chains(chained(nlp, text, ("Ada Osborn", "PERSON")))["Ada Osborn"] == ["her", "Ada Osborn"]
    text = "Critics of her defeat said that Ada Osborn resigned."
    assert chains(chained(nlp, text, ("Ada Osborn", "PERSON")))["Ada Osborn"] == ["Ada Osborn"]


def test_a_body_with_a_plural_name_may_be_it(nlp: Language) -> None:
    text = "Doctors Without Borders said on Monday that it had closed its clinic."
    found = chains(chained(nlp, text, ("Doctors Without Borders", "ORG")))
    assert found["Doctors Without Borders"] == ["Doctors Without Borders", "it", "its"]


def test_who_has_the_turn_in_a_transcript_is_i_and_not_she(nlp: Language) -> None:
    text = "Ada Osborn: My mother sold fruit. She told me to leave."
    turn = Attribution((Chars(12, len(text)),), (Chars(10, 11),), (Chars(0, 10),))
    doc = chained(nlp, text, ("Ada Osborn", "PERSON"), attributions=[turn])
    assert chains(doc)["Ada Osborn"] == ["Ada Osborn", "My", "me"]


def test_a_longer_name_is_not_the_known_thing_that_it_begins_with(nlp: Language) -> None:
    text = "The Harbour Guild met. The Harbour Guild Vell Mission left."
    known = chained(nlp, text, ("Harbour Guild Vell Mission", "ORG"), ("Harbour Guild", "ORG", "Q1"))
    assert known._.chains[0].entity_id == "Q1"
    assert chains(known)["Harbour Guild"] == ["Harbour Guild"]
    unknown = chained(nlp, text, ("Harbour Guild Vell Mission", "ORG"), ("Harbour Guild", "ORG"))
    assert len(unknown._.chains) == 1


def test_a_known_acronym_has_only_a_long_form_that_is_known_too(nlp: Language) -> None:
    text = "The Vell National Convention met. The VNC left."
    doc = chained(nlp, text, ("Vell National Convention", "ORG"), ("VNC", "ORG", "Q1"))
    assert [chain.name for chain in doc._.chains] == ["Vell National Convention", "VNC"]
    text = "The Vell National Convention (VNC) met."
    doc = chained(nlp, text, ("Vell National Convention", "ORG"), ("VNC", "ORG", "Q1"))
    assert [chain.entity_id for chain in doc._.chains] == ["Q1"]


def test_a_language_is_not_the_country_of_its_speakers(nlp: Language) -> None:
    doc = nlp("They sang in Vellish. A Vellish minister left.")
    doc.set_ents([Span(doc, 3, 4, label="LANGUAGE"), Span(doc, 6, 7, label="NORP", kb_id="Q1")])
    assert [chain.entity_id for chain in Chains(RANKER)(doc)._.chains][1] == "Q1"
    assert len(doc._.chains) == 2


def test_what_was_not_linked_has_not_the_id_of_its_namesake(nlp: Language) -> None:
    doc = nlp("Paris slept.")
    doc.set_ents([Span(doc, 0, 1, label="GPE")])
    table = ReferenceTable.load(())
    (chain,) = Chains(RANKER, table)(doc)._.chains
    assert table.get(local_entity_id("place", "Paris")) is not None
    assert chain.entity_id != local_entity_id("place", "Paris")


def test_who_is_labelled_a_person_and_called_it_is_a_body(nlp: Language) -> None:
    text = "Linava Cargo said on Friday that it had told its drivers to wait."
    doc = chained(nlp, text, ("Linava Cargo", "PERSON"))
    assert chains(doc)["Linava Cargo"] == ["Linava Cargo", "it", "its"]
    (chain,) = doc._.chains
    assert (chain.label, chain.kind) == ("ORG", "organisation")
    assert {mention.label for mention in doc._.mentions} == {"ORG"}


def test_a_given_name_that_is_usual_for_men_elsewhere_does_not_keep_a_woman_from_being_she(nlp: Language) -> None:
    text = "Wanjiru Odhiambo said she respected the court. She urged her supporters to stay at home."
    doc = chained(nlp, text, ("Wanjiru Odhiambo", "PERSON"))
    assert chains(doc)["Wanjiru Odhiambo"] == ["Wanjiru Odhiambo", "she", "She", "her"]
    titled = chained(nlp, "Mr. Odhiambo said she respected the court.", ("Odhiambo", "PERSON"))
    assert chains(titled)["Odhiambo"] == ["Odhiambo"]


def test_a_surname_alone_is_not_the_relatives_who_came_in_by_both_names(nlp: Language) -> None:
    text = "Ada Osborn died on Sunday. Her daughter, the painter Mara Osborn, was there. Osborn was born in 1928."
    names = ("Ada Osborn", "PERSON"), ("Mara Osborn", "PERSON"), ("Osborn", "PERSON")
    assert [chain.name for chain in chained(nlp, text, *names)._.chains] == ["Ada Osborn", "Mara Osborn"]
    assert chains(chained(nlp, text, *names))["Ada Osborn"] == ["Ada Osborn", "Her", "Osborn"]
