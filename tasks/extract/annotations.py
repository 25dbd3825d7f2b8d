"""What the components write on a Doc: plain records with character offsets into `doc.text`.

`doc.text` is `articles.text`, so an offset here is an offset in the tables. Offsets are code points, ends exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from spacy.tokens import Doc, Span


class Chars(NamedTuple):
    """A stretch of characters, `doc.text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dateline:
    """When and where the article says that it was written; its dates are read against the publication date."""

    published_at: datetime | None = None
    precision: str | None = None
    place: str | None = None  #: as the article has it, at the head of its first paragraphs


@dataclass(slots=True)
class Attribution:
    """Somebody is reported to say, think, want… something. Written by `attribution`, completed by `claims`."""

    content: tuple[Chars, ...]  #: in text order, at least one
    cue: tuple[Chars, ...] = ()  #: empty when only quote marks show it
    source: tuple[Chars, ...] = ()  #: empty when the text names nobody
    confidence: float = 1.0
    parent: int | None = None  #: index in `doc._.attributions` of the claim inside whose content this one stands
    # What `claims` adds:
    quote_kind: str = "indirect"
    act: str | None = "say"  #: null when the cue is no word that the lexicon knows
    negated: bool = False
    modality: str = "asserted"
    cue_lemma: str | None = None
    addressee: Chars | None = None
    venue: Chars | None = None
    said_on: date | None = None
    named: Chars | None = None  #: the words that name the speaker: the "two officials" of "two officials who left"
    speaker_mention: int | None = None  #: index in `doc._.mentions` of the mention that names the speaker
    speaker_role: str | None = None
    speaker_affiliation: str | None = None


@dataclass(slots=True)
class Mention:
    """A mention of a thing. Written by `chains`."""

    chars: Chars
    kind: str  #: name | nominal | pronoun
    label: str | None  #: OntoNotes type
    chain: int | None = None  #: index in `doc._.chains`; null when unresolved
    confidence: float = 1.0


@dataclass(slots=True)
class Chain:
    """One thing in one article. Written by `chains`, role and affiliation by `roles`."""

    name: str  #: the fullest name
    label: str
    kind: str  #: one of schemas.entities.ENTITY_KINDS
    entity_id: str  #: Wikidata id, or local
    role: str | None = None  #: role or office that the article gives it
    affiliation: str | None = None  #: organisation or place that the article says it belongs to


@dataclass(slots=True)
class Relation:
    """A fact that the text states. Written by `relations`."""

    subject: int  #: index in `doc._.mentions`
    predicate: str
    object: Chars
    object_mention: int | None  #: index in `doc._.mentions`; null for an office or role
    status: str
    evidence: Chars
    confidence: float = 1.0


@dataclass(slots=True)
class DateExpression:
    """A date or time expression, resolved. Written by `dates`."""

    chars: Chars
    kind: str  #: date | time | duration | set
    value: str | None = None  #: TIMEX3 value
    earliest: date | None = None
    latest: date | None = None


@dataclass(slots=True)
class Quantity:
    """A number with what it counts. Written by `quantities`."""

    chars: Chars
    value: float
    kind: str  #: cardinal | money | percent | ordinal
    value_max: float | None = None
    unit: str | None = None
    currency: str | None = None
    modifier: str | None = None


@dataclass(slots=True)
class Stance:
    """A position that a claim takes. Written by `stances`."""

    claim: int  #: index in `doc._.attributions`
    target: Chars
    target_mention: int | None  #: index in `doc._.mentions`; null when the target is an issue
    stance: str
    score: float = field(default=0.0)


#: Extension attributes and what a Doc has before any component has written.
DEFAULTS: dict[str, object] = {"dateline": Dateline()}
LISTS = (
    "attributions",
    "mentions",
    "chains",
    "role_statements",
    "relations",
    "date_expressions",
    "quantities",
    "stances",
)


def register() -> None:
    """Give Doc the attributes above (`doc._.attributions`, …). Safe to call again."""
    for name, default in DEFAULTS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    for name in LISTS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])  # spaCy copies a mutable default for each Doc


def chars(span: Span) -> Chars:
    return Chars(span.start_char, span.end_char)


def token_span(doc: Doc, where: Chars) -> Span:
    """The tokens that `where` touches (character offsets of a model need not fall on token edges)."""
    span = doc.char_span(where.start, where.end, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no token at {where} of a text of {len(doc.text)} characters")
    return span


register()
