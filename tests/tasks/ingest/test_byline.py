import pytest

from tasks.ingest.byline import byline_authors, stated_authors


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Tim Kelly", ["Tim Kelly"]),
        ("By Ana Ruiz and Tom Berg", ["Ana Ruiz", "Tom Berg"]),
        ("BY ANA RUIZ, REUTERS", ["ANA RUIZ"]),
        ("By Ana Ruiz, Tom Berg & Li Wei", ["Ana Ruiz", "Tom Berg", "Li Wei"]),
        ("By Ana Ruiz in Lisbon", ["Ana Ruiz"]),
        ("By Ana Ruiz | September 27, 2024", ["Ana Ruiz"]),
        ("By Ana Ruiz, science editor", ["Ana Ruiz"]),
        ("By Henk van der Berg", ["Henk van der Berg"]),
        ("By Sean O’Malley-Smith, Jr.", ["Sean O’Malley-Smith, Jr."]),
        ("By The Associated Press", ["The Associated Press"]),
        ("Words by Ana Ruiz", ["Ana Ruiz"]),
        ("By contrast, the government did nothing", []),
        ("By the Numbers", []),
        ("By Monday the water had reached the second floor of the town hall, and nobody had come.", []),
        ("The report was written by Ana Ruiz", []),
    ],
)
def test_names_in_a_byline(line: str, names: list[str]):
    assert byline_authors(line) == names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ana Ruiz", ["Ana Ruiz"]),
        ("By Ana Ruiz and Tom Berg", ["Ana Ruiz", "Tom Berg"]),
        ("Ana Ruiz; Tom Berg", ["Ana Ruiz", "Tom Berg"]),
        (["Ana Ruiz", "Tom Berg"], ["Ana Ruiz", "Tom Berg"]),
        ("['Ana Ruiz', 'Tom Berg']", ["Ana Ruiz", "Tom Berg"]),
        ([{"@type": "Person", "name": "Ana Ruiz"}], ["Ana Ruiz"]),
        ("https://example.org/staff/ana", []),
        ("", []),
        (None, []),
        (17, []),
    ],
)
def test_authors_as_fields_state_them(value: object, names: list[str]):
    assert stated_authors(value) == names
