"""The committed reference data holds what its README promises."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from schemas.entities import ENTITY_ID_PATTERN
from schemas.ids import local_entity_id
from tasks.extract.knowledge.reference_table import MEMBERSHIPS, REFERENCE, ReferenceEntity, read, written

BY_HAND = Path(__file__).parents[1] / "scripts" / "reference"
BODY_KINDS = {"organisation", "alliance", "treaty", "government_body"}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def entities() -> list[ReferenceEntity]:
    return list(read(REFERENCE))


@pytest.fixture(scope="module")
def members() -> dict[str, set[str]]:
    """Body's name → ISO codes or names of its full members."""
    entities = {entity.entity_id: entity for entity in read(REFERENCE)}
    found = defaultdict(set)
    for row in rows(MEMBERSHIPS):
        if row["status"] in ("member", "permanent member"):
            member = entities[row["member_id"]]
            found[entities[row["body_id"]].name].add(member.country_code or member.name)
    return found


def test_ids_are_unique_and_well_formed(entities):
    assert max(Counter(entity.entity_id for entity in entities).values()) == 1
    assert all(re.fullmatch(ENTITY_ID_PATTERN, entity.entity_id) for entity in entities)


def test_every_wikidata_id_is_in_the_manifest_of_its_source(entities):
    manifest = {row["entity_id"]: row["name"] for row in rows(BY_HAND / "wikidata_ids.csv")}
    assert {e.entity_id: e.name for e in entities if e.entity_id.startswith("Q")} == manifest


def test_local_ids_follow_from_kind_and_name(entities):
    own = [entity for entity in entities if entity.entity_id.startswith("local:")]
    assert own
    assert all(entity.entity_id == local_entity_id(entity.kind, entity.name) for entity in own)


def test_hand_kept_files_hold_no_wikidata_id():
    for path in BY_HAND.glob("*.csv"):
        if path.name != "wikidata_ids.csv":
            assert not re.search(r"(^|[,|:])Q[1-9]\d*([,|]|$)", path.read_text(encoding="utf-8"), re.MULTILINE), (
                path.name
            )


def test_every_iso_country_is_there_with_its_capital_and_demonym(entities):
    codes = Counter(e.country_code for e in entities if e.entity_id.startswith("Q") and e.label in ("GPE", "LOC"))
    assert len(codes.keys()) >= 250  # ISO 3166-1 has 249, and Kosovo
    countries = [entity for entity in entities if entity.kind == "country" and entity.country_code]
    assert len(countries) >= 195
    capitals = {entity.capital_of for entity in entities if entity.capital_of}
    city_states = {"SGP", "MCO", "VAT"}
    assert {e.name for e in countries if not e.demonyms} <= {"Vatican City"}
    assert {e.country_code for e in countries if e.entity_id not in capitals} <= city_states | {"PSE"}


def test_capitals_name_a_country_of_the_table(entities):
    ids = {entity.entity_id: entity for entity in entities}
    assert all(ids[e.capital_of].country_code == e.country_code for e in entities if e.capital_of)


def test_more_than_150_bodies_and_all_of_the_frequent_ones(entities):
    assert sum(entity.kind in BODY_KINDS for entity in entities) >= 150
    known = {written(name) for entity in entities for name in (entity.name, *entity.aliases)}
    frequent = (
        "NATO EU UN ASEAN Quad AUKUS G7 G20 BRICS SCO OPEC AU Mercosur IMF WTO WHO IAEA ICC CSTO NPT USMCA FBI CIA LDP"
    )
    for name in [*frequent.split(" "), "Five Eyes", "Paris Agreement", "New START", "White House", "Downing Street"]:
        assert written(name) in known, name


def test_memberships_are_between_things_of_the_table(entities):
    ids = {entity.entity_id for entity in entities}
    assert all(row["member_id"] in ids and row["body_id"] in ids and row["source"] for row in rows(MEMBERSHIPS))


@pytest.mark.parametrize(
    ("body", "count", "inside", "outside"),
    [
        ("NATO", 32, {"FIN", "SWE"}, {"UKR"}),
        ("European Union", 27, {"FRA"}, {"GBR"}),
        ("BRICS", 10, {"IDN", "ETH"}, {"SAU"}),
        ("Association of Southeast Asian Nations", 11, {"TLS"}, set()),
        ("Economic Community of West African States", 12, {"NGA"}, {"MLI", "NER", "BFA"}),
        ("Organization of the Petroleum Exporting Countries", 12, {"GAB"}, {"QAT", "ECU", "AGO"}),
        ("Shanghai Cooperation Organization", 10, {"BLR", "IND"}, set()),
        ("Quad", 4, {"AUS", "IND", "JPN", "USA"}, set()),
        ("AUKUS", 3, {"AUS", "GBR", "USA"}, set()),
        ("Group of Seven", 7, {"JPN"}, {"RUS"}),
        ("Group of 20", 21, {"African Union", "European Union"}, set()),
        ("International Criminal Court", 124, {"UKR"}, {"USA", "PHL"}),
        ("Organisation for Economic Co-operation and Development", 38, {"CRI"}, {"IND"}),
        ("United Nations", 193, {"CHE"}, {"TWN"}),
        ("United Nations Security Council", 5, {"CHN"}, set()),
        ("African Union", 55, {"MAR"}, set()),
        ("International Monetary Fund", 191, {"LIE"}, set()),
        ("World Trade Organization", 166, {"TLS"}, {"IRN"}),
    ],
)
def test_members(members, body, count, inside, outside):
    assert inside <= members[body]
    assert not outside & members[body]
    assert len(members[body]) == count


def test_an_unambiguous_name_has_one_owner(entities):
    owners = defaultdict(set)
    for entity in entities:
        unsure = {written(name) for name in entity.ambiguous}
        for name in (entity.name, *entity.aliases, *entity.demonyms):
            if written(name) not in unsure:
                owners[written(name)].add(entity.name)
    assert {name: who for name, who in owners.items() if len(who) > 1} == {}


@pytest.mark.parametrize(
    "word", ["Turkey", "Jordan", "Chad", "Georgia", "Congress", "Senate", "Diet", "Labour", "Congo", "ICE"]
)
def test_common_words_need_evidence(entities, word):
    holders = [e for e in entities if written(word) in {written(name) for name in (e.name, *e.aliases)}]
    assert holders
    assert all(word in entity.ambiguous for entity in holders)
