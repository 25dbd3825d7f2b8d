"""Names → things, and files that users add."""

import pytest

from schemas.errors import OnRecordError
from schemas.ids import local_entity_id
from tasks.extract.knowledge.reference_table import ReferenceTable, written


@pytest.fixture(scope="module")
def table() -> ReferenceTable:
    return ReferenceTable.load()


def name_of(found):
    return found and found.name


@pytest.mark.parametrize(
    ("name", "label", "meant"),
    [
        ("U.S.", "GPE", "United States"),
        ("US", "GPE", "United States"),
        ("the United States", "GPE", "United States"),
        ("United States’", "GPE", "United States"),
        ("China's", "GPE", "China"),
        ("Japanese", "NORP", "Japan"),
        ("Côte d’Ivoire", "GPE", "Ivory Coast"),
        ("Timor-Leste", "GPE", "Timor-Leste"),
        ("Timor Leste", "GPE", "Timor-Leste"),
        ("St. Lucia", "GPE", "Saint Lucia"),
        ("Nato", "ORG", "NATO"),
        ("JAPAN", "ORG", "Japan"),
        ("AUKUS", "PERSON", "AUKUS"),  # recognisers know no new acronyms
        ("South Korea", "PERSON", "South Korea"),
        ("Washington", "GPE", "Washington, D.C."),
        ("Tokyo", "GPE", "Tokyo"),
        ("the Quad", "ORG", "Quad"),
        ("Paris Agreement", "LAW", "Paris Agreement"),
    ],
)
def test_lookup_finds(table, name, label, meant):
    assert name_of(table.lookup(name, label)) == meant


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("us", "GPE"),
        ("Who", "ORG"),
        ("nato", "ORG"),
        ("Washington", "PERSON"),
        ("Paris", "PERSON"),
        ("Japanese", "LANGUAGE"),
        ("Georgia", "GPE"),  # the country or the state: lookup sees no document
        ("Congress", "ORG"),
        ("Turkey", "GPE"),
        ("France", "DATE"),
        ("Atlantis", "GPE"),
        ("", "GPE"),
    ],
)
def test_lookup_does_not_guess(table, name, label):
    assert table.lookup(name, label) is None


def test_senses_hold_all_that_a_name_may_mean(table):
    assert {sense.entity.country_code for sense in table.senses("Georgia")} == {"GEO", "USA"}
    assert all(sense.ambiguous for sense in table.senses("Georgia"))


def test_get_by_id(table):
    assert table.get("Q17").name == "Japan"
    assert table.get("Q17").demonyms == ("Japanese",)
    assert table.get("Q0") is None


def test_capital_points_to_its_country(table):
    assert table.get(table.lookup("Beijing", "GPE").capital_of).name == "China"


@pytest.mark.parametrize("spelling", ["St. John’s", "St John's", " the  St.\nJohn's "])
def test_spellings_that_do_not_matter(spelling):
    assert written(spelling) == "St John's"


def test_a_users_file_adds_and_wins(tmp_path):
    mine = tmp_path / "mine.csv"
    mine.write_text(
        "name,kind,aliases,country_code\nHarbour Compact,alliance,Quad|HC,\nMarta Oyelaran,person,,NGA\n",
        encoding="utf-8",
    )
    table = ReferenceTable.load([mine])
    assert name_of(table.lookup("Quad", "ORG")) == "Harbour Compact"
    assert table.lookup("Harbour Compact").entity_id == local_entity_id("alliance", "Harbour Compact")
    person = table.lookup("Marta Oyelaran", "PERSON")
    assert (person.label, person.country_code) == ("PERSON", "NGA")
    assert name_of(table.lookup("NATO", "ORG")) == "NATO"


def test_a_later_file_replaces_a_row_with_the_same_id(tmp_path):
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("entity_id,name,kind,aliases\nQ17,Japan,country,Land of the Rising Sun\n", encoding="utf-8")
    second.write_text("entity_id,name,kind,aliases\nQ17,Nippon,country,Nihon\n", encoding="utf-8")
    table = ReferenceTable.load([first, second])
    assert table.get("Q17").name == "Nippon"
    assert table.lookup("Land of the Rising Sun", "GPE") is None


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("title,kind\nX,place\n", "line 1: columns must be"),
        ("name,kind\nMarshland,swamp\n", "line 2: a row needs a name, and a kind of"),
        ("name,kind\nFen,place\n,place\n", "line 3: a row needs a name"),
        ("name,kind,label\nFen,place,SWAMP\n", "line 2: 'SWAMP' is no label"),
        ("name,kind,entity_id\nFen,place,17\n", "line 2: '17' is neither a Wikidata id nor local:"),
    ],
)
def test_a_file_that_is_no_such_table_says_where(tmp_path, text, complaint):
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OnRecordError, match=r"OR201.*mine\.csv, ") as raised:
        ReferenceTable.load([path])
    assert complaint in str(raised.value)
