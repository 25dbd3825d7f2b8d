"""Names: what is mended, on hand-built documents; the last tests run on the model's own output."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from tasks.extract.annotations import Dateline
from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.names.component import Names


@pytest.fixture(scope="module")
def component() -> Names:
    return Names(ReferenceTable.load())


def doc_of(text: str, *ents: tuple[str, str]) -> Doc:
    """`text` with the recogniser's entities, in text order; capitalised words are proper nouns."""
    doc = spacy.blank("en").make_doc(text)
    for token in doc:
        proper = token.text[0].isupper() and not (token.is_stop and token.is_title)
        token.pos_ = "SPACE" if token.is_space else "PUNCT" if token.is_punct else "PROPN" if proper else "NOUN"
        if token.lower_ in ("in", "of", "by", "with"):
            token.pos_ = "ADP"
        if token.lower_ in ("and", "or"):
            token.pos_ = "CCONJ"
        if token.lower_ in ("said", "met", "left", "spoke", "voted", "speaks"):
            token.pos_ = "VERB"
    spans, after = [], 0
    for name, label in ents:
        start = text.index(name, after)
        after = start + len(name)
        spans.append(doc.char_span(start, after, label=label, alignment_mode="expand"))
    doc.set_ents(spans)
    return doc


def mend(component: Names, text: str, *ents: tuple[str, str]) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in component(doc_of(text, *ents)).ents]


@pytest.mark.parametrize(
    ("text", "found", "mended"),
    [
        ("They met Mara Osei's aide.", ("Mara Osei's", "PERSON"), ("Mara Osei", "PERSON")),
        ("They met Mara Osei’s aide.", ("Mara Osei’s", "PERSON"), ("Mara Osei", "PERSON")),
        ("They met Prime Minister Mara Osei.", ("Prime Minister Mara Osei", "PERSON"), ("Mara Osei", "PERSON")),
        ("They met Author Robert Osei.", ("Author Robert Osei", "PERSON"), ("Robert Osei", "PERSON")),
        ("They met Vell Guild Executive Chairman Osei", ("Vell Guild Executive", "ORG"), ("Vell Guild", "ORG")),
        ("They met Sen. Mara Osei.", ("Sen. Mara Osei", "PERSON"), ("Mara Osei", "PERSON")),
        ("They met Mara Osei said.", ("Mara Osei said", "PERSON"), ("Mara Osei", "PERSON")),
        ("They met Mara Osei KC then.", ("Mara Osei KC", "PERSON"), ("Mara Osei", "PERSON")),
        ("They met on X. Osei left it.", ("X. Osei", "PERSON"), ("Osei", "PERSON")),
        ("They met Governor Per Osei there then.", ("Osei", "PERSON"), ("Per Osei", "PERSON")),
        ("They met Governor Per Osei there then.", ("Osei", "ORG"), ("Per Osei", "PERSON")),
        ("They met Labour there then.", ("Labour", "ORG"), ("Labour", "ORG")),
        ("They met Mara Osei, who left.", ("Mara Osei,", "PERSON"), ("Mara Osei", "PERSON")),
        ("They met the Harbour Guild.", ("the Harbour Guild", "ORG"), ("Harbour Guild", "ORG")),
        ("He spoke at The Harbour Guild.", ("The Harbour Guild", "ORG"), ("The Harbour Guild", "ORG")),
        ("The Harbour Guild met.", ("The Harbour Guild", "ORG"), ("Harbour Guild", "ORG")),
        ("They met ‘Harbour Guild’ folk.", ("‘Harbour Guild’", "ORG"), ("Harbour Guild", "ORG")),
        ("They met her (D-Ariz.) then.", ("D-Ariz.", "GPE"), ("Ariz.", "GPE")),
        ("It joined the AUKUS pact then.", ("AUKUS pact", "ORG"), ("AUKUS", "ORG")),
    ],
)
def test_what_is_no_part_of_a_name_is_cut_off(component, text, found, mended):
    assert mend(component, text, found) == [mended]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They met at Vandal's.", "Vandal's"),  # a brand: nothing follows that it could possess
        ("They met People's Guild folk.", "People's Guild"),
        ("They met Group 7 folk.", "Group 7"),
    ],
)
def test_what_belongs_to_a_name_stays(component, text, name):
    assert mend(component, text, (name, "ORG")) == [(name, "ORG")]


def test_a_name_ends_with_its_paragraph(component):
    text = "Votes for Mara Osei\n\nTom Vance met her."
    assert mend(component, text, ("Mara Osei\n\nTom Vance", "PERSON")) == [
        ("Mara Osei", "PERSON"),
        ("Tom Vance", "PERSON"),
    ]


def test_country_office_person(component):
    text = "Incoming Japan PM Osei’s ‘plan’ fails"
    assert mend(component, text, ("Incoming Japan PM Osei’s", "ORG")) == [("Japan", "GPE"), ("Osei", "PERSON")]


@pytest.mark.parametrize(
    ("text", "ent"),
    [
        ("They met -- then.", ("--", "ORG")),
        ("They met some folk.", ("some folk", "ORG")),
        ("They met the AI folk.", ("AI", "GPE")),
        ("They met the President.", ("President", "PERSON")),
        ("She is Secretary of Harbours there.", ("Harbours", "ORG")),
    ],
)
def test_what_can_be_no_name_is_dropped(component, text, ent):
    assert mend(component, text, ent) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pact with NATO holds.", [("NATO", "ORG")]),
        ("members of the Quad met", [("Quad", "ORG")]),
        ("people in South Korea met", [("South Korea", "GPE")]),
        ("the House of Representatives voted", [("House of Representatives", "ORG")]),
        ("he told us so", []),
        ("the turkey left", []),
        ("they like turkey, not Turkey", []),  # ambiguous: the recogniser has to say so
        ("TELL US MORE NOW", []),
    ],
)
def test_reference_names_are_added_where_they_mean_one_thing(component, text, expected):
    assert mend(component, text) == expected


def test_a_longer_reference_name_replaces_its_piece(component):
    text = "the Liberal Democratic Party met"
    assert mend(component, text, ("Liberal Democratic", "NORP")) == [("Liberal Democratic Party", "ORG")]


def test_a_longer_name_keeps_the_reference_name_inside_it(component):
    assert mend(component, "the Japan Harbour Guild met", ("Japan Harbour Guild", "ORG")) == [
        ("Japan Harbour Guild", "ORG")
    ]


def test_an_analogue_is_not_the_body_itself(component):
    text = "He wants an Asian NATO. An Asian NATO fails. Then NATO met."
    assert mend(component, text, ("Asian", "NORP")) == [("Asian NATO", "ORG"), ("Asian NATO", "ORG"), ("NATO", "ORG")]


def test_labels_follow_the_reference_table(component):
    assert mend(component, "the AUKUS partners in Seoul met", ("AUKUS", "PERSON"), ("Seoul", "PERSON")) == [
        ("AUKUS", "ORG"),
        ("Seoul", "GPE"),
    ]


def test_labels_follow_the_majority(component):
    text = "Vantor met. Then Vantor left. Vantor spoke."
    found = mend(component, text, ("Vantor", "ORG"), ("Vantor", "GPE"), ("Vantor", "ORG"))
    assert found == [("Vantor", "ORG")] * 3


def test_a_surname_is_the_persons(component):
    text = "Mara Osei spoke. Osei left. Then Osei met Tom."
    assert mend(component, text, ("Mara Osei", "PERSON"), ("Osei", "ORG")) == [
        ("Mara Osei", "PERSON"),
        ("Osei", "PERSON"),
        ("Osei", "PERSON"),
        ("Tom", "PERSON"),
    ]


def test_a_persons_name_that_is_a_countrys_too_stays_the_persons(component):
    text = "Leah Jordan spoke. Jordan left."
    assert mend(component, text, ("Leah Jordan", "PERSON"), ("Jordan", "PERSON"))[1] == ("Jordan", "PERSON")


def test_known_names_are_found_everywhere(component):
    text = "the Harbour Guild met. Few like the Harbour Guild here."
    assert mend(component, text, ("Harbour Guild", "ORG")) == [("Harbour Guild", "ORG")] * 2


def test_a_person_taken_for_a_place_is_told_by_the_surname(component):
    text = "Then Maria Vantor met them. Vantor left."
    assert mend(component, text, ("Maria Vantor", "GPE")) == [("Maria Vantor", "PERSON"), ("Vantor", "PERSON")]


def test_a_person_taken_for_a_body_is_told_by_who_follows(component):
    assert mend(component, "Helena Prado, who left.", ("Helena Prado", "ORG")) == [("Helena Prado", "PERSON")]
    assert mend(component, "Helena Prado, which left.", ("Helena Prado", "ORG")) == [("Helena Prado", "ORG")]


def test_a_firm_taken_for_a_person_is_told_by_its_first_word_alone(component):
    text = "They met Umbra Veltana. Shares in Umbra fell."
    found = mend(component, text, ("Umbra Veltana", "PERSON"), ("Umbra", "GPE"))
    assert found == [("Umbra Veltana", "ORG"), ("Umbra", "ORG")]
    text = "They met Umbra Veltana. Then Veltana left Umbra behind."
    assert ("Umbra Veltana", "PERSON") in mend(component, text, ("Umbra Veltana", "PERSON"))


def test_a_person_called_as_a_body_begins_is_that_body(component):
    marked = (("Veltana Foods", "ORG"), ("Veltana", "PERSON"))
    assert mend(component, "They sold Veltana Foods. Shares in Veltana fell.", *marked)[-1] == ("Veltana", "ORG")
    assert mend(component, "They sold Veltana Foods. Mr. Veltana wept.", *marked)[-1] == ("Veltana", "PERSON")


def test_a_paper_named_after_a_city_is_no_person(component):
    text = "Then Washington Post met them. Post left."
    assert mend(component, text, ("Washington Post", "ORG"))[0] == ("Washington Post", "ORG")


def test_in_a_headline_the_bodys_names_win(component):
    text = "Harbour Guild Shuns Mara Osei Again\n\nthe Harbour Guild left. Mara Osei left too."
    found = mend(
        component, text, ("Harbour Guild Shuns Mara Osei", "ORG"), ("Harbour Guild", "ORG"), ("Mara Osei", "PERSON")
    )
    assert found == [("Harbour Guild", "ORG"), ("Mara Osei", "PERSON")] * 2


def test_persons_after_a_form_of_address(component):
    assert mend(component, "then Mr. Osei left") == [("Osei", "PERSON")]


@pytest.mark.parametrize(
    "text", ["then Press Secretary Osei left", "the press met. then Press Club left", "Florida Sens met"]
)
def test_what_merely_looks_like_a_given_name_makes_no_person(component, text):
    assert not [
        name for name, label in mend(component, text) if label == "PERSON" and name.split()[0] in ("Press", "Florida")
    ]


def test_a_head_word_belongs_to_the_name(component):
    assert mend(component, "the Harbour Workers Union met", ("Harbour Workers", "ORG")) == [
        ("Harbour Workers Union", "ORG")
    ]


def test_a_language_is_no_people(component):
    text = "She spoke in Japanese. In Japanese factories they met."
    assert mend(component, text, ("Japanese", "NORP"), ("Japanese", "NORP")) == [
        ("Japanese", "LANGUAGE"),
        ("Japanese", "NORP"),
    ]


def test_a_place_taken_for_a_people_is_no_language(component):
    text = "They met in Punjab. Punjab left."
    assert mend(component, text, ("Punjab", "NORP"), ("Punjab", "NORP")) == [("Punjab", "GPE")] * 2


def test_a_language_after_another_and_before_its_own_words(component):
    text = "She spoke in Japanese and some French. Mara (Greek: x) left the French folk."
    ents = [(name, "NORP") for name in ("Japanese", "French", "Greek", "French")]
    found = [label for name, label in mend(component, text, *ents) if name != "Mara"]
    assert found == ["LANGUAGE", "LANGUAGE", "LANGUAGE", "NORP"]


def test_numbers_stay(component):
    text = "the 11 people in South Korea met in 1999"
    assert mend(component, text, ("11", "CARDINAL"), ("1999", "DATE")) == [
        ("11", "CARDINAL"),
        ("South Korea", "GPE"),
        ("1999", "DATE"),
    ]


def test_an_empty_document(component):
    assert mend(component, "") == []


@pytest.mark.parametrize("text", ["Osei\n" * 3, "“”‘’''", "\n\n\n", "A" * 3000, "US " * 50, "The the THE"])
def test_odd_documents_do_no_harm(component, text):
    doc = doc_of(text)
    doc.set_ents([Span(doc, 0, len(doc), label="ORG")])
    for ent in component(doc).ents:
        assert "\n" not in ent.text
        assert ent.text.strip() == ent.text


def test_in_the_pipeline(nlp: Language, component):
    """A headline in title case, an office, a possessive and two alliances, as the model sees them."""
    doc = nlp(
        "Incoming Norland PM Okafor’s Plan Tests NATO Unity\n\n"
        "OSLO – Ada Okafor, the next prime minister, wants closer ties with the Quad and AUKUS. "
        "Okafor’s aides met U.S. officials in Seoul on Friday."
    )
    found = [(ent.text, ent.label_) for ent in component(doc).ents]
    for expected in [
        ("NATO", "ORG"),
        ("OSLO", "GPE"),
        ("Ada Okafor", "PERSON"),
        ("Quad", "ORG"),
        ("AUKUS", "ORG"),
        ("Okafor", "PERSON"),
        ("U.S.", "GPE"),
        ("Seoul", "GPE"),
    ]:
        assert expected in found
    assert not any("’" in text or "Plan" in text for text, _ in found)


@pytest.mark.parametrize(
    ("text", "found", "mended"),
    [
        ("They met the folk of Vell, Norway then.", ("Vell, Norway", "GPE"), [("Vell", "GPE"), ("Norway", "GPE")]),
        ("They met Mara Osei (Guild then.", ("Mara Osei (Guild", "ORG"), [("Mara Osei", "PERSON"), ("Guild", "ORG")]),
        ("They met Mara Osei 42-40 then.", ("Mara Osei 42-40", "PERSON"), [("Mara Osei", "PERSON")]),
        ("They met the Vell peninsula folk.", ("Vell peninsula", "LOC"), [("Vell", "LOC")]),
        ("They met the Danish peninsula folk.", ("Danish peninsula", "LOC"), [("Danish", "NORP")]),
        ("They met the Labour MP Mara.", ("Labour MP", "ORG"), [("Labour", "ORG"), ("Mara", "PERSON")]),
        ("They met the Harbour Minister then.", ("Harbour", "ORG"), []),
        ("Midfielder Ada Okafor scored.", ("Midfielder Ada Okafor", "ORG"), [("Ada Okafor", "PERSON")]),
        ("They beat Harrow Town 3-1 in the final.", ("Harrow Town 3-1", "LAW"), [("Harrow Town", "ORG")]),
        ("Elston mayor Ada Osborn met them.", ("Elston", "ORG"), [("Elston", "GPE"), ("Ada Osborn", "PERSON")]),
        ("They met the Secretary of State for East Asia.", ("East Asia", "LOC"), [("East Asia", "LOC")]),
    ],
)
def test_names_run_together_are_parted(component, text, found, mended):
    assert mend(component, text, found) == mended


def test_an_owner_known_elsewhere_is_a_name_of_its_own(component):
    text = "They met Mara Osei. Osei's Avenue Fund left."
    found = mend(component, text, ("Mara Osei", "PERSON"), ("Osei's Avenue Fund", "ORG"))
    assert found == [("Mara Osei", "PERSON"), ("Osei", "PERSON"), ("Avenue Fund", "ORG")]


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("then Leah Mara Osei left for that house there", ("Mara Osei", "PERSON"), "Leah Mara Osei"),
        ("then Mara Osei Jr. left for that house there", ("Mara Osei", "PERSON"), "Mara Osei Jr."),
        ("then Jean-Luc Osei left for that house there", ("Luc Osei", "PERSON"), "Jean-Luc Osei"),
        ("then Lake Osei left for that house there", ("Osei", "PERSON"), "Osei"),  # no given name
        ("then Dr Enosi Osei left for that house there", ("Osei", "PERSON"), "Enosi Osei"),
        ("It left. Enosi Osei left for that house there", ("Osei", "PERSON"), "Enosi Osei"),  # on no list
        ("It left. Winger Osei left as the winger there", ("Osei", "PERSON"), "Osei"),  # a word
        ("It left. Republican Osei left for that house", ("Osei", "PERSON"), "Osei"),
    ],
)
def test_the_rest_of_a_persons_name_is_added(component, text, found, whole):
    assert (whole, "PERSON") in mend(component, text, found)


@pytest.mark.parametrize(
    ("text", "whole"), [("Osei Sang-woo left.", "Osei Sang-woo"), ("Osei Sang-era men left.", "Osei Sang")]
)
def test_a_small_syllable_after_a_hyphen_is_the_persons(component, text, whole):
    doc = doc_of(text, ("Osei Sang", "PERSON"))
    doc[3].pos_ = "PROPN"
    assert [ent.text for ent in component(doc).ents] == [whole]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("people in Vantor met", [("Vantor", "GPE")]),
        ("his friend Okafo Vantor, who left", [("Okafo Vantor", "PERSON")]),
        ("the Vantor Wildlife Trust met", [("Vantor Wildlife Trust", "ORG")]),
        ("they left on the MV Vantor Queen then", [("MV Vantor Queen", "PRODUCT")]),
        ("people of the Siege of Vantor met", [("Siege of Vantor", "EVENT")]),
        ("Vantor met then", []),  # its capital may be the sentence's
        ("Vantor met then. people like Vantor then", [("Vantor", "ORG")] * 2),
        ("the vantor left. people like Vantor then", []),  # a common word here
        ("people met the Political Director then", []),
        ("the Secretary of Vantor left", []),
        ("people met in September then", []),
    ],
)
def test_capitals_that_nothing_else_explains_are_names(component, text, expected):
    assert mend(component, text) == expected


def test_a_headline_in_capitals_has_the_bodys_names(component):
    text = "VANTOR MEETS MARA OSEI AGAIN\n\nthe Vantor left. Mara Osei left too."
    found = mend(component, text, ("Vantor", "ORG"), ("Mara Osei", "PERSON"))
    assert found == [("VANTOR", "ORG"), ("MARA OSEI", "PERSON"), ("Vantor", "ORG"), ("Mara Osei", "PERSON")]


@pytest.mark.parametrize(
    ("text", "found", "label"),
    [
        ("people like the SVP then", ("SVP", "PERSON"), "ORG"),
        ("people in Ostrava met", ("Ostrava", "PERSON"), "GPE"),
        ("people returned to Ostrava then", ("Ostrava", "PERSON"), "GPE"),
        ("people wrote to Ostrava then", ("Ostrava", "PERSON"), "PERSON"),
        ("people in Mara's house met", ("Mara", "PERSON"), "PERSON"),
        ("people near the Vell Cemetery met", ("Vell Cemetery", "PERSON"), "FAC"),
    ],
)
def test_what_was_taken_for_a_person(component, text, found, label):
    assert mend(component, text, found) == [(found[0], label)]


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("They met Jorge Castro da Lima there", [("Jorge Castro", "PERSON"), ("Lima", "GPE")], "Jorge Castro da Lima"),
        ("then Ursula van der Osei left for that house there", [("Ursula", "PERSON")], "Ursula van der Osei"),
        ("They met Ursula van der Osei there", [("Osei", "PERSON")], "van der Osei"),
    ],
)
def test_a_name_goes_on_after_a_particle(component, text, found, whole):
    assert mend(component, text, *found)[0][0].endswith(whole)
    assert len(mend(component, text, *found)) == 1


def test_a_clause_is_no_name(component):
    text = "Mara Osei left Harbour Guild then"
    assert mend(component, text, ("Mara Osei left Harbour Guild", "ORG")) == []


@pytest.mark.parametrize(
    ("text", "found", "mended"),
    [
        ("VELL: Mara Osei met them", ("VELL: Mara Osei", "ORG"), [("VELL", "ORG"), ("Mara Osei", "ORG")]),
        ("VELL – The Harbour Guild met", ("The Harbour Guild", "ORG"), [("Harbour Guild", "ORG")]),
        ("they met at 10:30 GMT then", ("GMT", "ORG"), []),
    ],
)
def test_what_stands_before_a_name_is_no_part_of_it(component, text, found, mended):
    assert [name for name in mend(component, text, found) if name[0] != "VELL" or "VELL:" in text] == mended


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("They pay NZ$60 then.", "NZ$60", "ORG"),
        ("She has Vellson's disease then.", "Vellson", "ORG"),
        ("They saw Mum then.", "Mum", "PERSON"),
        ("It was 44 degrees Celsius then.", "Celsius", "ORG"),
        ("They left. (Laughter.) They met.", "Laughter", "PERSON"),
        ("The frog, Vellonia calima, left.", "Vellonia", "ORG"),
        ("Frogs of the genus Vellonia live there. They saw Vellonia.", "Vellonia", "PERSON"),
        ("Defending, they met.", "Defending", "PERSON"),
    ],
)
def test_what_names_nothing_is_dropped(component, text, name, label):
    assert mend(component, text, (name, label)) == []


def test_a_disease_of_an_owner_leaves_other_possessions_alone(component):
    assert mend(component, "They met Vellson's sister there.", ("Vellson", "PERSON")) == [("Vellson", "PERSON")]


@pytest.mark.parametrize(
    "text", ["They met Celsius there.", "They saw (Vellonia calmly) then.", "They met Laughter there."]
)
def test_a_word_of_measures_may_name_somebody(component, text):
    name = next(word for word in ("Celsius", "Vellonia", "Laughter") if word in text)
    assert mend(component, text, (name, "ORG")) == [(name, "ORG")]


def test_what_a_sentence_begins_with_and_tells_of_is_a_name(component):
    assert [name for name, _ in mend(component, "Vello, the largest of them, met.")] == ["Vello"]
    assert [name for name, _ in mend(component, "Vello said it.")] == ["Vello"]
    assert mend(component, "Vello left them.") == []


def test_a_documents_name_opens_a_sentence_though_taken_for_a_noun(nlp: Language, component: Names) -> None:
    for text, found in (("They told Belcore. Belcore said so.", 2), ("They told Belcore. The belcore said so.", 1)):
        doc = nlp(text)
        doc[4 if found == 2 else 5].pos_ = "NOUN"
        doc.ents = [Span(doc, 2, 3, label="ORG")]
        assert [ent.text for ent in component(doc).ents] == ["Belcore"] * found


def test_an_adjective_before_an_occupation_is_no_name(nlp: Language, component: Names) -> None:
    for label, kept in (("ORG", 0), ("NORP", 1)):
        doc = nlp("Marine biologist Robert Osei has left.")
        doc[0].pos_ = "ADJ"
        doc.ents = [Span(doc, 0, 1, label=label), Span(doc, 2, 4, label="PERSON")]
        assert len(component(doc).ents) == 1 + kept


def test_an_office_of_several_words_parts_a_body_from_its_head(component):
    text = "They met Vell Chief Executive Robert Osei then."
    parted = [("Vell", "ORG"), ("Robert Osei", "PERSON")]
    assert mend(component, text, ("Vell Chief Executive Robert Osei", "WORK_OF_ART")) == parted


def test_a_rank_and_a_body_behind_a_person_are_no_part_of_the_name(component):
    text = "They met Superintendent Robert Osei of North Vella Police then."
    found = mend(component, text, ("Superintendent Robert Osei of North Vella Police", "ORG"))
    assert found == [("Robert Osei", "PERSON"), ("North Vella Police", "ORG")]


def test_or_parts_two_names(component):
    assert mend(component, "They met Vella or Royal Osta there.", ("Vella or Royal Osta", "ORG")) == [
        ("Vella", "ORG"),
        ("Royal Osta", "ORG"),
    ]


def test_a_headlines_name_is_cut_to_what_the_body_has(component):
    text = "Vell Seafood Agrees to Buy Rivals in Deal\n\nThe firm Vell Seafood ASA agrees to it."
    found = mend(component, text, ("Vell Seafood Agrees", "ORG"), ("Vell Seafood ASA", "ORG"))
    assert ("Vell Seafood", "ORG") in found


def test_two_words_that_begin_with_a_given_name_are_a_person_but_not_behind_an_article(component):
    assert mend(component, "They met Helena Prado there.", ("Helena Prado", "ORG")) == [("Helena Prado", "PERSON")]
    assert mend(component, "The Helena Prado met.", ("Helena Prado", "ORG")) == [("Helena Prado", "ORG")]
    assert mend(component, "They met Royal Prado there.", ("Royal Prado", "ORG")) == [("Royal Prado", "ORG")]


def test_who_is_called_by_the_first_name_is_who_has_it(component):
    text = "They met Helena Prado. Helena left."
    found = mend(component, text, ("Helena Prado", "PERSON"), ("Helena", "ORG"))
    assert found == [("Helena Prado", "PERSON"), ("Helena", "PERSON")]


def test_the_place_of_the_dateline_is_a_name(component):
    for place in ("VELLA", "LA VELLA-SUR-MER"):
        doc = doc_of(f"{place} — They met there.")
        doc._.dateline = Dateline(place=place)
        assert [(ent.text, ent.label_) for ent in component(doc).ents] == [(place, "GPE")]
    doc = doc_of("VELLA — They met there.", ("VELLA", "ORG"))
    doc._.dateline = Dateline(place="VELLA")
    assert [(ent.text, ent.label_) for ent in component(doc).ents] == [("VELLA", "GPE")]


def test_some_languages_are_no_peoples(component):
    assert mend(component, "They spoke Amharic there.", ("Amharic", "ORG")) == [("Amharic", "LANGUAGE")]


def test_an_adverb_before_a_person_is_no_part_of_the_name(nlp: Language, component: Names) -> None:
    doc = nlp("Certainly Robert Osei has left.")
    doc[0].pos_ = "ADV"
    doc.ents = [Span(doc, 0, 3, label="PERSON")]
    assert [ent.text for ent in component(doc).ents] == ["Robert Osei"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Orvell said he was ill. Orvell left his post.", "PERSON"),
        ("Orvell said it was late. Orvell left its post.", "ORG"),
        ("Orvell said he was ill. Orvell left its post.", "ORG"),  # one of each
        ("They told Orvell he was ill. They told Orvell he left.", "ORG"),  # he is another
        ("Orvell said Mara Osei saw he was ill. Orvell met Mara Osei and his aide.", "ORG"),
    ],
)
def test_a_subjects_pronouns_tell_a_person_taken_for_a_body(component, text, label):
    found = mend(component, text, ("Orvell", "ORG"), *[("Mara Osei", "PERSON")] * ("Osei" in text), ("Orvell", "ORG"))
    assert {ent_label for name, ent_label in found if name == "Orvell"} == {label}


def test_a_surname_with_a_particle_is_a_persons(component):
    text = "They met Anke de Vell and Banco de Chile, and then de Vell spoke of Chile."
    names = mend(component, text, ("Anke de Vell", "ORG"), ("Banco de Chile", "ORG"), ("Chile", "GPE"))
    assert names[:2] == [("Anke de Vell", "PERSON"), ("Banco de Chile", "ORG")]
    assert names[2:] == [("de Vell", "PERSON"), ("Chile", "GPE")]


def test_an_honour_behind_a_person_is_no_name(component):
    assert mend(component, "They met Mara Osei KC then.", ("Mara Osei", "PERSON"), ("KC", "ORG")) == [
        ("Mara Osei", "PERSON")
    ]


@pytest.mark.parametrize("seat", ["(D-Vt.)", "(R-Texas)", ", D-Vt., then"])
def test_the_state_of_a_member_of_congress_is_a_name(component, seat):
    state = "Vt." if "Vt" in seat else "Texas"
    joint = "" if seat.startswith(",") else " "
    assert (state, "GPE") in mend(component, f"They met Mara Osei{joint}{seat} left.", ("Mara Osei", "PERSON"))


def test_a_letter_and_a_hyphen_behind_a_thing_make_no_seat(component):
    assert ("Day", "GPE") not in mend(component, "They met Vell Guild (D-Day) left.", ("Vell Guild", "ORG"))


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("Tigrat Oseyo of it met. Oseyo said so.", ("Tigrat Oseyo", "ORG"), ("Tigrat Oseyo", "PERSON")),
        ("Tigrat Oseyo of it met. Tigrat said so.", ("Tigrat Oseyo", "ORG"), ("Tigrat Oseyo", "ORG")),
    ],
)
def test_a_given_name_that_no_list_knows_of_who_speaks(component, text, found, whole):
    assert whole in mend(component, text, found)


def test_who_has_a_persons_surname_is_a_person(component):
    text = "They met Mara Oseyo-Vell. They met Oseyo-Vell and Belcore there."
    found = mend(component, text, ("Mara Oseyo-Vell", "PERSON"), ("Oseyo-Vell", "ORG"), ("Belcore", "ORG"))
    assert found == [("Mara Oseyo-Vell", "PERSON"), ("Oseyo-Vell", "PERSON"), ("Belcore", "ORG")]


def test_a_title_behind_a_quotation_is_who_spoke(component):
    text = "“It was so.”\n\nTigrat Oseyo of Vell & Marr left it."
    assert ("Tigrat Oseyo", "PERSON") in mend(component, text, ("Tigrat Oseyo of Vell & Marr", "WORK_OF_ART"))
    text = "“It was so.” They saw Heat of Vell there."
    assert ("Heat of Vell", "WORK_OF_ART") in mend(component, text, ("Heat of Vell", "WORK_OF_ART"))


def test_a_verb_between_two_bodies_parts_them(component):
    text = "They saw Orvell stun Elstone then, and Vell Highway in Elstone, and Guild without Borders."
    names = mend(
        component,
        text,
        ("Orvell stun Elstone", "ORG"),
        ("Vell Highway in Elstone", "ORG"),
        ("Guild without Borders", "ORG"),
    )
    assert [name for name, _ in names] == ["Orvell", "Elstone", "Vell Highway", "Elstone", "Guild without Borders"]


def test_a_body_before_its_officer_is_the_body(component):
    text = "They met Belcore. They met. Belcore Chief Executive Mara Osei left. Belcore Day came."
    found = mend(component, text, ("Belcore", "ORG"), ("Mara Osei", "PERSON"))
    assert [name for name, label in found if label == "ORG"] == ["Belcore", "Belcore"]


@pytest.mark.parametrize(
    ("title", "found"),
    [("Dam Plan Splits Korvu Cabinet", ["Korvu"]), ("Ada Vell Splits Korvu Cabinet", ["Ada Vell", "Korvu"])],
)
def test_what_the_title_alone_has_is_no_name(component, title, found):
    body = "The plan split Korvu, as Tol, Mel, Nim, Sar, Bek, Dov, Gan, Hus, Ilk, Jov and Kal of the cabinet told them."
    ents = ((" ".join(title.split()[:2]), "ORG" if "Dam" in title else "PERSON"), ("Korvu", "GPE"), ("Korvu", "GPE"))
    names = mend(component, f"{title}\n\n{body}", *ents)
    assert [name for name, _ in names][: len(found) + 1] == [*found, "Korvu"]


def test_a_byline_is_no_headline(component):
    text = "It was so then\n\nBy Mara Osei and Tom Ashdown-Pryce\n\nThey met."
    found = mend(component, text, ("Mara Osei", "PERSON"), ("Ashdown-Pryce", "PERSON"))
    assert found == [("Mara Osei", "PERSON"), ("Tom Ashdown-Pryce", "PERSON")]


BELGIAN, MARA_OSEI, VELL_OSEI = ("Belgian", "NORP"), ("Mara Osei", "PERSON"), ("Vell Osei", "PERSON")


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("They met the Belgian Mara Osei there.", ("Belgian Mara Osei", "ORG"), [BELGIAN, MARA_OSEI]),
        ("They met Dane Mara Osei there.", ("Dane Mara Osei", "PERSON"), [("Dane", "NORP"), MARA_OSEI]),
        (
            "The Belgian Vell Osei spoke and Osei left.",
            ("Belgian Vell Osei", "LAW"),
            [BELGIAN, VELL_OSEI, ("Osei", "PERSON")],
        ),
        ("They met the American Mara Club.", ("American Mara Club", "ORG"), [("American Mara Club", "ORG")]),
        ("They met the Dane in town.", ("Dane", "PERSON"), [("Dane", "NORP")]),
        ("They met Dane in town.", ("Dane", "PERSON"), [("Dane", "PERSON")]),
    ],
)
def test_whose_nationality_was_taken_into_the_name(component, text, found, expected):
    assert mend(component, text, found) == expected


def test_who_is_listed_with_a_person_is_one(component):
    persons = [("Ada Vell", "PERSON"), ("Mara Osei", "PERSON")]
    assert mend(component, "They met Ada Vell and Mara Osei there.", ("Ada Vell", "GPE"), persons[1]) == persons
    assert mend(component, "They met Ada Vell there.", ("Ada Vell", "GPE")) == [("Ada Vell", "GPE")]


def test_what_lies_beside_a_place_is_no_part_of_its_name(component):
    assert mend(component, "Neighbouring Mali spoke.", ("Neighbouring Mali", "PERSON")) == [("Mali", "GPE")]


def test_the_brackets_of_a_dateline_hold_an_agency(component):
    doc = doc_of("VELLA (Agencia Sur) – They met (Ada Osei) there.", ("Agencia Sur", "PERSON"), ("Ada Osei", "PERSON"))
    doc._.dateline = Dateline(place="VELLA")
    labels = [(ent.text, ent.label_) for ent in component(doc).ents]
    assert labels == [("VELLA", "GPE"), ("Agencia Sur", "ORG"), ("Ada Osei", "PERSON")]


def test_an_agency_of_a_dateline_needs_no_recogniser(component):
    doc = doc_of("VELLA (Zyxen Wire) – They met there.")
    doc._.dateline = Dateline(place="VELLA")
    assert [(ent.text, ent.label_) for ent in component(doc).ents] == [("VELLA", "GPE"), ("Zyxen Wire", "ORG")]


def test_the_field_of_an_office_is_no_name(component):
    text = "Estonian Defence Minister Ada Osei left."
    found = mend(component, text, ("Estonian Defence", "WORK_OF_ART"), ("Ada Osei", "PERSON"))
    assert found == [("Estonian", "NORP"), ("Ada Osei", "PERSON")]
    assert mend(component, "Vell Defence left.", ("Vell Defence", "ORG")) == [("Vell Defence", "ORG")]


def test_a_club_is_called_by_its_town_and_another_word(component):
    assert mend(component, "They met Vell United in town.", ("Vell", "PERSON")) == [("Vell United", "ORG")]
