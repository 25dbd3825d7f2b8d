"""Links: which thing a name means, and when not to say."""

import pytest
import spacy


def link(text: str, *names: tuple[str, str], knowledge: tuple[str, ...] = ()) -> dict[str, str]:
    """Name → the name of the thing it is linked to, "" for none. `names` are the recogniser's: (text, label)."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in names])
    component = nlp.add_pipe("onrecord_linker", config={"knowledge": list(knowledge)})
    found = {}
    for ent in nlp(text).ents:
        entity = component.table.get(ent.kb_id_)
        found[ent.text] = entity.name if entity else ""
    return found


def test_links_are_on_the_entities_and_their_tokens():
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "South Korea"}])
    nlp.add_pipe("onrecord_linker")
    doc = nlp("Talks with South Korea resume.")
    assert [ent.kb_id_ for ent in doc.ents] == ["Q884"]
    assert [token.ent_kb_id_ for token in doc] == ["", "", "Q884", "Q884", "", ""]


@pytest.mark.parametrize(
    ("text", "name", "label", "meant"),
    [
        ("The U.S. agreed.", "U.S.", "GPE", "United States"),
        ("The US agreed.", "US", "GPE", "United States"),
        ("He told us so.", "us", "GPE", ""),
        ("Japanese troops left.", "Japanese", "NORP", "Japan"),
        ("He speaks Japanese.", "Japanese", "LANGUAGE", ""),
        ("Officials in Beijing agreed.", "Beijing", "GPE", "Beijing"),
        ("It met scepticism in Washington.", "Washington", "GPE", "Washington, D.C."),
        ("Washington crossed the river.", "Washington", "PERSON", ""),
        ("The AUKUS pact holds.", "AUKUS", "PERSON", "AUKUS"),
        ("He wants an Asian NATO.", "Asian NATO", "ORG", ""),
        ("Jordan signed.", "Jordan", "GPE", "Jordan"),
        ("Jordan signed.", "Jordan", "PERSON", ""),
        ("The Senate voted.", "Senate", "ORG", ""),
    ],
)
def test_one_name(text, name, label, meant):
    assert link(text, (name, label)) == {name: meant}


def test_country_or_persons_name():
    names = [("Leah Jordan", "PERSON"), ("Jordan", "GPE")]
    assert link("Leah Jordan spoke. Jordan left.", *names)["Jordan"] == ""


def test_city_or_persons_name():
    names = [("Ruth Washington", "PERSON"), ("Washington", "GPE")]
    assert link("Ruth Washington spoke. Washington then left.", *names)["Washington"] == ""


@pytest.mark.parametrize(
    ("beside", "meant"),
    [
        (("Tbilisi", "GPE"), "Georgia"),
        (("Georgian", "NORP"), "Georgia"),
        (("Atlanta", "GPE"), "Georgia (U.S. state)"),
        (("U.S.", "GPE"), ""),  # half of all articles mention the U.S.
        (("Oslo", "GPE"), ""),
    ],
)
def test_country_or_state_is_told_by_what_stands_beside(beside, meant):
    assert link(f"Voters in Georgia and {beside[0]} people spoke.", ("Georgia", "GPE"), beside)["Georgia"] == meant


def test_both_koreas_leave_korea_open():
    names = [("South Korea", "GPE"), ("Pyongyang", "GPE"), ("Korea", "GPE")]
    assert link("South Korea waits. Korea is quiet.", *names)["Korea"] == "South Korea"
    names.append(("North Korea", "GPE"))
    assert link("South Korea and North Korea wait. Korea is quiet.", *names)["Korea"] == ""


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("American voters like Congress.", "United States Congress"),
        ("Indian voters like Congress, say people in Mumbai.", "Indian National Congress"),
        ("American and Indian voters like Congress.", ""),
        ("Voters like Congress.", ""),
    ],
)
def test_a_governments_body_is_that_of_the_country_the_article_is_about(text, meant):
    names = [("American", "NORP"), ("Indian", "NORP"), ("Mumbai", "GPE"), ("Congress", "ORG")]
    assert link(text, *names)["Congress"] == meant


def test_an_ambiguous_name_follows_the_same_things_full_name():
    names = [("Syrian Democratic Forces", "ORG"), ("SDF", "ORG"), ("Japan", "GPE")]
    text = "Japan met the Syrian Democratic Forces. Japan paid the SDF."
    assert link(text, *names)["SDF"] == "Syrian Democratic Forces"


def test_an_acronym_defined_in_the_document_means_what_the_document_says():
    names = [("World Harbour Office", "ORG"), ("WHO", "ORG")]
    assert link("The WHO agreed.", *names) == {"WHO": "World Health Organization"}
    assert link("The World Harbour Office (WHO) agreed. The WHO left.", *names) == {
        "World Harbour Office": "",
        "WHO": "",
    }


def test_an_acronym_takes_the_link_of_its_long_form():
    names = [("Liberal Democratic Party", "ORG"), ("LDP", "ORG"), ("Japan", "GPE"), ("Japanese", "NORP")]
    text = "Japan's Liberal Democratic Party (LDP) met. Japanese voters know the LDP."
    linked = link(text, *names)
    assert linked["Liberal Democratic Party"] == linked["LDP"] == "Liberal Democratic Party"


def test_a_users_table_wins(tmp_path):
    mine = tmp_path / "mine.csv"
    mine.write_text("name,kind,aliases\nQuadrant Partners,company,Quad\n", encoding="utf-8")
    assert link("The Quad met.", ("Quad", "ORG")) == {"Quad": "Quad"}
    assert link("The Quad met.", ("Quad", "ORG"), knowledge=(str(mine),)) == {"Quad": "Quadrant Partners"}


def test_ids_that_are_there_stay():
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Japan", "id": "mine"}])
    nlp.add_pipe("onrecord_linker")
    doc = nlp.make_doc("Japan agreed.")
    doc.set_ents([spacy.tokens.Span(doc, 0, 1, label="GPE", kb_id="local:0000000000000001")])
    assert nlp.get_pipe("onrecord_linker")(doc).ents[0].kb_id_ == "local:0000000000000001"


def test_a_document_without_names():
    assert link("") == {}
    assert link("Nothing happened.") == {}


def test_a_body_is_its_countrys():
    names = [("Canada", "GPE"), ("Canadian", "NORP"), ("American", "NORP"), ("Congress", "ORG")]
    assert link("American troops left. The Congress met.", *names)["Congress"] == "United States Congress"
    for text in ("American troops left. Canada's Congress met.", "American troops left. The Canadian Congress met."):
        assert link(text, *names)["Congress"] == ""


def test_a_club_is_not_the_city_that_it_is_called_like():
    assert link("Barcelona won.", ("Barcelona", "ORG")) == {"Barcelona": ""}
    assert link("Barcelona won.", ("Barcelona", "GPE")) == {"Barcelona": "Barcelona"}


def test_a_team_is_not_the_country_that_it_is_called_like():
    of_sport = " won. The goalkeeper and the striker missed a penalty."
    assert link("Denmark" + of_sport, ("Denmark", "ORG")) == {"Denmark": ""}
    assert link("Denmark" + of_sport, ("Denmark", "GPE")) == {"Denmark": "Denmark"}
    assert link("Denmark signed the treaty.", ("Denmark", "ORG")) == {"Denmark": "Denmark"}


def test_a_body_with_its_countrys_adjective():
    assert link("The German Bundesbank met.", ("German Bundesbank", "ORG")) == {"German Bundesbank": "Bundesbank"}
    assert link("The Indian Congress met.", ("Indian Congress", "ORG")) == {
        "Indian Congress": "Indian National Congress"
    }
    assert link("The Danish Bundesbank met.", ("Danish Bundesbank", "ORG")) == {"Danish Bundesbank": ""}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("He left Moscow, Idaho, then. Moscow slept.", ""),
        ("He left Moscow, Russia, then. Moscow slept.", "Moscow"),
        ("He left Moscow, Idaho, and Texas then.", "Moscow"),  # a list
        ("He left Moscow, Idaho, Texas, Russia.", "Moscow"),
    ],
)
def test_a_city_that_lies_elsewhere(text, meant):
    names = [("Moscow", "GPE"), ("Idaho", "GPE"), ("Russia", "GPE"), ("Texas", "GPE")]
    assert link(text, *names)["Moscow"] == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("He left Rome, New York, then.", "New York (state)"),
        ("The governor of New York left.", "New York (state)"),
        ("He left New York state then.", "New York (state)"),
        ("The mayor of New York left.", "New York City"),
    ],
)
def test_a_state_that_is_called_like_its_city(text, meant):
    assert link(text, ("Rome", "GPE"), ("New York", "GPE"))["New York"] == meant


@pytest.mark.parametrize(("text", "meant"), [("In Nigeria", ""), ("In the United States", "Democratic Party")])
def test_a_party_is_of_a_country_that_is_spoken_of(text, meant):
    names = [("Nigeria", "GPE"), ("United States", "GPE"), ("Democratic Party", "ORG")]
    assert link(f"{text} the Democratic Party won.", *names)["Democratic Party"] == meant


@pytest.mark.parametrize("body", ["Supreme Court", "Senate", "Parliament", "Foreign Ministry"])
def test_a_body_of_the_storys_country_is_not_another_countrys(body):
    names = [("India", "GPE"), ("U.S.", "GPE"), (body, "ORG")]
    assert link(f"In India the {body} met. India slept. The U.S. did not.", *names)[body] == ""
