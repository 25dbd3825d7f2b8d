"""Mentions of the things that an article names, and the chains that join those of one thing.

Names come from `doc.ents`; surnames, acronyms and other spellings join them (`naming`). A pronoun or "the company"
joins the thing that a learned ranker finds most probable (`antecedents`, `ranker`), among those which grammar allows
(`pronouns`), those without a name included. Precision comes first: a pronoun that nothing resolves, or that takes up
what has no name, is a mention without a chain.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from schemas.ids import local_entity_id
from schemas.mentions import LABELS
from tasks.extract.annotations import Attribution, Chain, Chars, Mention, chars, token_span
from tasks.extract.chains.antecedents import Candidate, Decision, History, Place
from tasks.extract.chains.candidates import label_by_pronouns, named_candidates
from tasks.extract.chains.ideas import Ideas
from tasks.extract.chains.kinds import KINDS_OF, kind_by_name, never_called
from tasks.extract.chains.layout import Layout
from tasks.extract.chains.naming import Thing, join_names
from tasks.extract.chains.nationals import National, bearer, gender_of, nationalities, nationals
from tasks.extract.chains.nominals import aged, phrase, unnamed
from tasks.extract.chains.pronouns import (
    FIRST_PERSON,
    PRONOUNS,
    SUBJECTS,
    stands_for_nothing,
)
from tasks.extract.chains.ranker import MODEL, NOTHING, Choice, Ranker
from tasks.extract.clauses import dependents_after
from tasks.extract.knowledge.reference_table import ReferenceEntity, ReferenceTable
from tasks.extract.positions import text_of
from tasks.extract.quotes import quotations
from tasks.extract.roles.words import is_role

UNLINKED = "unlinked"
_SHORTEST_CAPITALS = 5  #: letters of a place's name in capitals that is no acronym
_OWNS = 0.7  #: how sure it is whose office "its director" is
_IDEA = 0.7  #: and of what "the idea" is
_AGED = 0.7  #: and who "the 34-year-old" is
_NATIONAL = 0.8  #: and "the Dane"

Chooser = Callable[[Decision], Choice]


@Language.factory(
    "onrecord_chains",
    requires=["doc.ents", "doc.sents", "token.pos", "token.tag", "token.dep", "token.head"],
    assigns=["doc._.mentions", "doc._.chains"],
    default_config={"model": None, "knowledge": []},
)
def make_chains(nlp: Language, name: str, model: str | None, knowledge: list[str]) -> Chains:
    """Reads `doc._.attributions` too, where there are any.

    model: folder of a trained ranker; null for the one that comes with OnRecord.
    knowledge: the user's own reference tables, beside ours, which say of what kind a linked thing is.

    Raises:
        OSError: there is no model in the folder.
    """
    return Chains(Ranker.load(Path(model) if model else MODEL), ReferenceTable.load(knowledge))


class Chains:
    """Writes `doc._.mentions` (in text order, none overlapping another) and `doc._.chains`."""

    def __init__(self, choose: Chooser, reference: ReferenceTable | None = None) -> None:
        self.choose = choose
        self.reference = reference

    def __call__(self, doc: Doc) -> Doc:
        things, persons = named_things(doc)
        known = [self._known(thing) for thing in things]
        kinds = [e.kind if e else kind_by_name(thing.label, thing.name) for e, thing in zip(known, things, strict=True)]
        article = Article(doc, things, kinds, never_called(known), persons, self.choose)
        mentions = article.mentions()
        labels = [label_by_pronouns(thing.label, article.candidates[thing.number]) for thing in things]
        for mention in mentions:
            if mention.chain is not None:
                mention.label = labels[mention.chain]
        doc._.mentions = mentions
        doc._.chains = [
            self._chain(thing, label, kind if label == thing.label else kind_by_name(label, thing.name))
            for thing, label, kind in zip(things, labels, kinds, strict=True)
        ]
        return doc

    def _chain(self, thing: Thing, label: str, kind: str) -> Chain:
        name = self._name(thing)
        return Chain(name, label, kind, thing.entity_id or self._local_id(kind, name))

    def _name(self, thing: Thing) -> str:
        """The fullest name; a country's own, since Washington and Americans are fuller names of the U.S.

        So is a party's of which the article has the adjective alone ("Democratic Senator"). What only a dateline names
        ("JAKARTA") is written as elsewhere.
        """
        known = self._known(thing)
        name = thing.name
        if known and (known.kind == "country" or (thing.label == "NORP" and not name.endswith("s"))):
            return known.name
        dateline = thing.label in ("GPE", "LOC") and name.isupper() and len(name) >= _SHORTEST_CAPITALS
        return name.title() if dateline and "&" not in name else name

    def _local_id(self, kind: str, name: str) -> str:
        """Of what is called like a thing in the reference table and was not linked to it, an id that is not its."""
        local = local_entity_id(kind, name)
        known = self.reference is not None and self.reference.get(local) is not None
        return local_entity_id(kind, name, UNLINKED) if known else local

    def _known(self, thing: Thing) -> ReferenceEntity | None:
        return self.reference.get(thing.entity_id) if self.reference and thing.entity_id else None


def named_things(doc: Doc) -> tuple[list[Thing], list[National]]:
    """What `doc.ents` name, each thing with all its names, and who is called by nationality alone."""
    names = [span for span in map(_trimmed, doc.ents) if span is not None]
    persons = nationals(doc, names)
    called = {national.name.start for national in persons}
    return join_names([name for name in names if name.start not in called]), persons


def _trimmed(ent: Span) -> Span | None:
    """The name alone: no possessive, article or white space at its edges; null for what is no name."""
    if ent.label_ not in LABELS:
        return None
    start, end = ent.start, ent.end
    doc = ent.doc
    while end > start and (
        doc[end - 1].tag_ == "POS" or doc[end - 1].is_space or doc[end - 1].text in ("’s", "'s", "’", "'")
    ):
        end -= 1
    while start < end and (doc[start].is_space or doc[start].text == "the" or doc[start].is_punct):
        start += 1
    if start == end:
        return None
    return Span(doc, start, end, label=ent.label, kb_id=ent.kb_id)


class Article:
    """One article, read from left to right."""

    def __init__(
        self,
        doc: Doc,
        things: list[Thing],
        kinds: list[str],
        never: list[frozenset[str]],
        persons: list[National],
        choose: Chooser,
    ) -> None:
        """What is known of each thing, and who is called by nationality alone.

        kinds: of schemas.entities.ENTITY_KINDS.
        never: the nouns that don't take it up.
        """
        self.doc = doc
        self.choose = choose
        self.layout = Layout(doc)
        self.history = History()
        self.ideas = Ideas()
        self.candidates = named_candidates(things, kinds, never, self.layout)
        self.called = {noun for candidate in self.candidates for noun in (*candidate.nouns, *candidate.heads)}
        self.names = {span.start: (span, thing.number) for thing in things for span in thing.names}
        self.nationals = {national.name.start: national for national in persons}
        self.told = nationalities([self.names[start] for start in sorted(self.names)])
        parties = (thing for thing, kind in zip(things, kinds, strict=True) if kind == "political_party")
        self.parties = {thing.entity_id for thing in parties if thing.entity_id}
        # Token → thing. Names are known from the start: who speaks a quotation is often named after it.
        self.resolved = {at: n for span, n in self.names.values() for at in range(span.start, span.end)}
        called = (at for national in self.nationals.values() for at in range(national.name.start, national.name.end))
        self.covered = frozenset({*self.resolved, *called})
        self.quotes = _Quotes(doc)
        self.unnamed: dict[tuple[str, bool], Candidate] = {}  # noun, plural → what it last meant
        self.aged: dict[str, Candidate] = {}  # "the 34-year-old" → who that is
        self.sources = {
            token.i
            for claim in doc._.attributions
            if claim.parent is None
            for source in claim.source
            for token in token_span(doc, source)
        }

    def mentions(self) -> list[Mention]:
        """All mentions in text order."""
        found: list[Mention | None] = []
        first_person: list[Token] = []
        for at in sorted({*self.names, *self.nationals, *self.layout.words}):
            if at in self.names:
                found.append(self._name(*self.names[at]))
            elif at in self.nationals:
                found.append(self._national(self.nationals[at]))
            elif at not in self.covered:
                token = self.doc[at]
                if token.lower_ in PRONOUNS:
                    found.append(None if stands_for_nothing(token) else self._pronoun(token))
                elif token.lower_ in FIRST_PERSON:
                    first_person.append(token)
                else:
                    found.append(self._noun(token))
        found += self._speakers_themselves(first_person)
        return sorted((mention for mention in found if mention is not None), key=lambda mention: mention.chars)

    def _place(self, token: Token) -> Place:
        sentence, paragraph = self.layout.sentence[token.i], self.layout.paragraph[token.i]
        return Place(sentence, paragraph, self.quotes.around(token.idx), self._teller(token))

    def _teller(self, token: Token) -> int | None:
        """Who says what a token stands in; if that is a pronoun yet to be read, who spoke last."""
        claim = self.quotes.claim(token.idx)
        if claim is None:
            return None
        number = self._speaker_of(claim)
        ahead = claim.source and claim.source[0].start > token.idx
        if number is None and ahead and self.history.spoke_last is not None and self._is_pronoun(claim.source[0]):
            return self.history.spoke_last.number
        return number

    def _is_pronoun(self, source: Chars) -> bool:
        return PRONOUNS.get(self.quotes.text[source.start : source.end].lower()) in ("male", "female")

    def _name(self, span: Span, number: int) -> Mention:
        root = span.root if len(span) < 12 else span[-1]
        place = self._place(root)
        if not self._is_byline(span):
            candidate = self.candidates[number]
            self.history.see(candidate, root, "name", place, span.start in self.sources)
            if span.start in self.sources and candidate.person:
                self.history.speaks(candidate, place)
        return Mention(chars(span), "name", span.label_, number)

    def _national(self, national: National) -> Mention:
        """ "the Dane": the person whom it means, or somebody who has no name."""
        name = national.name
        place = self._place(name.root)
        person = self._apposed_person(name.root) or (self._bearer(national, place) if national.definite else None)
        if person is None:
            somebody = Candidate(None, None, None, person=True, plural=national.plural)
            self.history.see(somebody, name.root, "nominal", place, False)
            return Mention(chars(name), "name", "NORP")
        person.gender = person.gender or gender_of(name)
        self.history.see(person, name.root, "nominal", place, name.start in self.sources)
        if name.root.i in self.sources:
            self.history.speaks(person, place)
        if person.number is not None:
            self.resolved.update(dict.fromkeys(range(name.start, name.end), person.number))
        return Mention(chars(name), "name", person.label, person.number, _NATIONAL)

    def _bearer(self, national: National, place: Place) -> Candidate | None:
        reporter = self._speaker(self.quotes.claim(national.name.start_char))
        near = self.history.near("person", place.sentence)
        persons = [c for c in near if c.number is not None and c is not reporter]
        return bearer(national, persons, self.told, self.parties, place)

    def _apposed_person(self, noun: Token) -> Candidate | None:
        """Ada Osborn of "the Belgian, the director Ada Osborn,"."""
        numbers = (self.resolved.get(c.i) for c in dependents_after(noun) if c.dep_ == "appos")
        fit = (self.candidates[number] for number in numbers if number is not None)
        return next((candidate for candidate in fit if candidate.person), None)

    def _is_byline(self, span: Span) -> bool:
        """A name that follows "By" at the start of a line: the author, whom the text does not speak of."""
        by = span.start - 1
        return by >= 0 and self.doc[by].lower_ == "by" and (by == 0 or "\n" in self.doc[by - 1].text)

    def _pronoun(self, token: Token) -> Mention:
        place = self._place(token)
        where = Chars(token.idx, token.idx + len(token))
        speaks = token.i in self.sources
        around, quoted = self.quotes.claim(token.idx), self.quotes.direct(token.idx)
        decision = self.history.decision(
            token,
            place,
            speaks,
            excluded=self._speaker(quoted),  # who speaks of himself says "I"
            reporter=self._speaker(around) if around is not quoted else None,
            ahead=self._subject_ahead(token),
        )
        choice = self.choose(decision)
        if choice.candidate is None:
            choice = owner_of_office(decision, place)
        if choice.candidate is None:
            return Mention(where, "pronoun", None)
        candidate = decision.candidates[choice.candidate]
        self.history.see(candidate, token, "pronoun", place, speaks)
        if speaks and candidate.person:
            self.history.speaks(candidate, place)
        if candidate.number is None:
            return Mention(where, "pronoun", None)
        self.resolved[token.i] = candidate.number
        return Mention(where, "pronoun", candidate.label, candidate.number, round(choice.probability, 3))

    def _subject_ahead(self, token: Token) -> tuple[Candidate, Token] | None:
        """The named subject of the sentence in whose opening phrase or clause a pronoun stands."""
        above = next((word for word in islice(token.ancestors, 8) if word.dep_ == "ROOT"), None)
        subject = next((c for c in above.lefts if c.dep_ in SUBJECTS), None) if above is not None else None
        if subject is None or subject.i <= token.i or subject.i not in self.resolved or subject.is_ancestor(token):
            return None
        return self.candidates[self.resolved[subject.i]], subject

    def _noun(self, token: Token) -> Mention | None:
        """A common noun: another mention of a named thing, or what has no name and may yet be what a pronoun means."""
        candidate = None if self._describes(token) else unnamed(token)
        if candidate is None:
            return None
        place = self._place(token)
        span = phrase(token)
        idea = self.ideas.taken_up(token, place.paragraph, self.resolved)
        if idea is not None and span is not None and not self.candidates[idea].person:
            self.history.see(self.candidates[idea], token, "nominal", place, False)
            return Mention(chars(span), "nominal", self.candidates[idea].label, idea, _IDEA)
        known = self.unnamed.get((token.lower_, candidate.plural)) if span is not None else None
        kinds = KINDS_OF.get(token.lower_, frozenset())
        may_be: Mapping[Candidate, float] = {}
        if span is not None and span.start not in self.covered and (kinds or token.lower_ in self.called):
            person = candidate.person and not kinds
            decision = self.history.nominal(token, span, kinds, place, token.i in self.sources, known, person)
            choice = self._of_that_age(span, decision, place) if aged(token) else self.choose(decision)
            if choice.candidate is not None:
                known = decision.candidates[choice.candidate]
                if known.number is not None:
                    self.history.see(known, token, "nominal", place, token.i in self.sources)
                    self.resolved.update(dict.fromkeys(range(span.start, span.end), known.number))
                    return Mention(chars(span), "nominal", known.label, known.number, round(choice.probability, 3))
            likely = {decision.candidates[n]: probability for n, probability in choice.probabilities.items()}
            may_be = {thing: probability for thing, probability in likely.items() if thing.number is not None}
        if token.pos_ != "NOUN":  # part of a name that was not found, or "Friday"
            return None
        if known is None:
            self.unnamed[token.lower_, candidate.plural] = known = candidate
        known.may_be = may_be
        self.history.see(known, token, "nominal", place, token.i in self.sources)
        return None

    def _of_that_age(self, span: Span, decision: Decision, place: Place) -> Choice:
        """Who "the 34-year-old" is: who was it before, else the one person of whom this sentence or the last one tells.

        The ranker has seen too few to learn.
        """

        def is_near(candidate: Candidate) -> bool:
            return candidate.person and place.sentence - candidate.place.sentence <= 1

        before = self.aged.get(span.text.casefold())
        fit = [n for n, c in enumerate(decision.candidates) if (c is before if before else is_near(c))]
        rivals = not before and any(is_near(candidate) for candidate in self.unnamed.values())
        if len(fit) != 1 or rivals:
            return NOTHING
        self.aged[span.text.casefold()] = decision.candidates[fit[0]]
        return Choice(fit[0], {fit[0]: _AGED})

    def _describes(self, noun: Token) -> bool:
        """Whether a noun is in apposition to a name, or the predicate of a sentence with "be"."""
        if noun.dep_ == "appos":
            return noun.head.i in self.covered
        if noun.dep_ == "attr":
            return noun.head.lemma_ == "be"
        return any(child.dep_ == "appos" and child.i in self.covered for child in dependents_after(noun))

    def _speaker_of(self, claim: Attribution) -> int | None:
        """The thing that makes a claim, so far as it is known."""
        for source in claim.source:
            head = token_span(self.doc, source).root
            for token in (head, *(child for child in dependents_after(head) if child.dep_ == "appos")):
                if token.i in self.resolved:
                    return self.resolved[token.i]
        return None

    def _speaker(self, claim: Attribution | None) -> Candidate | None:
        number = None if claim is None else self._speaker_of(claim)
        return None if number is None else self.candidates[number]

    def _speakers_themselves(self, first_person: list[Token]) -> Iterator[Mention]:
        """ "I" in a quotation is its speaker, whatever he reports in it: "He says I owe him a piano"."""
        for token in first_person:
            claim = self.quotes.direct(token.idx)
            number = self._speaker_of(claim) if claim is not None else None
            if number is not None and self.candidates[number].person:
                yield Mention(Chars(token.idx, token.idx + len(token)), "pronoun", "PERSON", number, 0.9)


def owner_of_office(decision: Decision, place: Place) -> Choice:
    """The body that "Its director, Ada Osborn, said" takes up: the first that the sentence before names.

    The ranker leaves most of these without an antecedent.
    """
    pronoun = decision.mention
    if pronoun.lower_ != "its" or not pronoun.is_sent_start or not is_role(pronoun.head):
        return NOTHING
    bodies = [
        (candidate.last.i, number)
        for number, candidate in enumerate(decision.candidates)
        if candidate.label == "ORG"
        and candidate.last is not None
        and candidate.place.sentence == place.sentence - 1
        and candidate.place.paragraph == place.paragraph
    ]
    if not bodies:
        return NOTHING
    _, first = min(bodies)
    return Choice(first, {first: _OWNS})


class _Quotes:
    """Which quotation and which attribution stand around a character."""

    def __init__(self, doc: Doc) -> None:
        self.text = text_of(doc)
        self.quotations = quotations(self.text)
        self._starts = [quotation.start for quotation in self.quotations]
        contents = [(content, claim) for claim in doc._.attributions for content in claim.content]
        self.contents: list[tuple[Chars, Attribution]] = sorted(contents, key=lambda item: item[0])
        self._content_starts = [content.start for content, _ in self.contents]

    def around(self, char: int) -> int | None:
        """Where the innermost quotation around a character starts."""
        at = bisect_right(self._starts, char) - 1
        for i in range(at, max(at - 3, -1), -1):
            if self.quotations[i].end > char:
                return self.quotations[i].start
        return None

    def direct(self, char: int) -> Attribution | None:
        """The attribution in whose content the innermost quotation around a character begins, or whose turn it is.

        Null outside all quotations and turns of transcripts.
        """
        begin = self.around(char)
        if begin is not None:
            return self.claim(begin) or self.claim(char)
        claim = self.claim(char)
        return claim if claim and [self.text[cue.start : cue.end] for cue in claim.cue] == [":"] else None

    def claim(self, char: int) -> Attribution | None:
        """The attribution whose content stands most closely around a character."""
        at = bisect_right(self._content_starts, char) - 1
        fit = [self.contents[i] for i in range(at, max(at - 6, -1), -1) if self.contents[i][0].end > char]
        return min(fit, key=lambda item: item[0].end - item[0].start)[1] if fit else None
