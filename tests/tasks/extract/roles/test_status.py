"""Whether an office is held, was held, is only proposed or is denied."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tasks.extract.roles.component import role_statements
from tests.tasks.extract.chains.test_component import chained
from tests.tasks.extract.roles.test_component import NAMES


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Former Vell Group director Ada Osborn left.", "former"),
        ("Then-Chancellor Ada Osborn left.", "former"),
        ("Ada Osborn, his fired manager, left.", "former"),
        ("Ada Osborn was the director of the Vell Group.", "former"),
        ("Ada Osborn worked as director of the Vell Group.", "former"),
        ("Ada Osborn, his lawyer at the time, left.", "former"),
        ("Ada Osborn, newly elected as Germany’s next chancellor, left.", "proposed"),
        ("Chancellor-elect Ada Osborn left.", "proposed"),
        ("They met would-be director Ada Osborn.", "proposed"),
        ("Ada Osborn denied that she was the director of the Vell Group.", "denied"),
        ("Ada Osborn denied being the director of the Vell Group.", "denied"),
        ("Ada Osborn may become the chancellor.", "proposed"),
        ("They will leave if Ada Osborn is elected chancellor.", "proposed"),
        ("Ada Osborn is not the chancellor.", "denied"),
        ("Ada Osborn became the chancellor.", "asserted"),
        ("Ada Osborn can be a leader.", "proposed"),
        ("Ada Osborn is expected to become director.", "proposed"),
        ("Ada Osborn is running for mayor of Lyon.", "proposed"),
        ("They named the former envoy Ada Osborn as director.", "former asserted"),
        ("Former Henry Tane adviser Ada Osborn left.", "former"),
        ("Ada Osborn resigned as director.", "former"),
        ("Ada Osborn will step down as director.", "asserted"),
        ("They sacked Ada Osborn as director.", "former"),
        ("Ada Osborn succeeded Henry Tane as director.", "asserted"),
        ("Ada Osborn will take over as director.", "proposed"),
        ("He said Ada Osborn was a lobbyist until last fall.", "former"),
        ("Ada Osborn, an adviser to the former chancellor, left.", "asserted"),
    ],
)
def test_status_of_an_office(nlp: Language, text: str, status: str) -> None:
    assert [statement.status for statement in role_statements(chained(nlp, text, *NAMES))] == status.split()


def test_two_offices_joined_by_and_have_each_its_own_status(nlp: Language) -> None:
    text = "Ada Osborn, a professor at the Vell Group and a former adviser to the mayor, left."
    found = role_statements(chained(nlp, text, *NAMES))
    assert [(statement.head.text, statement.status) for statement in found] == [
        ("professor", "asserted"),
        ("adviser", "former"),
    ]
