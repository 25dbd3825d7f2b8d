"""What offices an article gives its persons, and where it says that they belong.

Read from four places: before the name ("German Chancellor Ada Osborn"), in apposition after or before it ("Ada
Osborn, an associate at The Vell Group,"), in a clause about it ("Osborn, who became the leader of the Vell Party",
"Osborn, elected as mayor") and in "Osborn is the mayor". A phrase is a role only if its head is a word for one
(`words.is_role`).
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from tasks.extract.mentioned import Mentioned
from tasks.extract.namesakes import tell_apart
from tasks.extract.roles.apposition import apposition
from tasks.extract.roles.before import before
from tasks.extract.roles.belonging import belongings, seats
from tasks.extract.roles.clauses import clause
from tasks.extract.roles.statement import RoleStatement


@Language.factory(
    "onrecord_roles",
    requires=["doc._.mentions", "doc._.chains", "token.pos", "token.tag", "token.dep", "token.head"],
    assigns=["doc._.role_statements", "doc._.chains"],
)
def make_roles(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Writes what offices the text gives, completes the chains of persons with `role` and `affiliation`, and gives
    persons of one name who are at home in different settings ids of their own.
    """
    return lambda doc: tell_apart(assign_roles(doc))


def assign_roles(doc: Doc) -> Doc:
    """Of several roles a chain takes the first of the best: one that it holds, an office, with an affiliation."""
    best: dict[int, list[tuple[bool, bool, bool, int, RoleStatement]]] = {}
    doc._.role_statements = role_statements(doc)
    for order, statement in enumerate(doc._.role_statements):
        chain = doc._.mentions[statement.mention].chain
        if chain is not None and statement.status != "denied":
            rank = (statement.status != "asserted", not statement.is_office, statement.affiliation is None, order)
            best.setdefault(chain, []).append((*rank, statement))
    for number, ranked in best.items():
        chain = doc._.chains[number]
        (over, *_, first), *others = sorted(ranked)
        chain.role = " ".join(first.role.text.split())
        # "Senator Ada Osborn, Liberal of Vell": the second says where the first belongs
        alike = [first, *(statement for was_over, *_, statement in others if was_over == over)]
        belongs = next((statement.affiliation for statement in alike if statement.affiliation is not None), None)
        if belongs is not None:
            chain.affiliation = doc._.chains[doc._.mentions[belongs].chain].name
    mentioned = Mentioned(doc)
    for person, body, *_ in belongings(mentioned):
        chain = doc._.chains[doc._.mentions[person].chain]
        chain.affiliation = chain.affiliation or doc._.chains[doc._.mentions[body].chain].name
    for person, party in seats(mentioned):
        chain = doc._.chains[doc._.mentions[person].chain]
        chain.affiliation = chain.affiliation or party
    return doc


def role_statements(doc: Doc) -> list[RoleStatement]:
    """All roles that the text gives to persons, in text order."""
    mentioned = Mentioned(doc)
    found: list[RoleStatement] = []
    for number, (mention, span) in enumerate(zip(doc._.mentions, mentioned.spans, strict=True)):
        if mention.chain is None or mentioned.chains[mention.chain].label != "PERSON":
            continue
        if mention.kind == "name":
            found += before(mentioned, number, span)
            found += apposition(mentioned, number, span)
        found += clause(mentioned, number, span)
    return found
