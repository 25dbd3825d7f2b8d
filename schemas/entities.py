"""entities: one row a thing, across articles."""

import pyarrow as pa

from schemas.mentions import LABELS
from schemas.table import STRINGS, TIMESTAMP, Column, Ordered, Table

ENTITY_KINDS = (
    "person",
    "group",
    "organisation",
    "government_body",
    "political_party",
    "company",
    "media",
    "alliance",
    "treaty",
    "country",
    "place",
    "facility",
    "event",
    "product",
    "work",
    "law",
    "language",
)
ENTITY_ID_PATTERN = r"^(?:Q[1-9][0-9]*|local:[0-9a-f]{16})$"

ENTITIES = Table(
    name="entities",
    description="One row a thing that articles name, over everything published.",
    primary_key="entity_id",
    columns=(
        Column("entity_id", pa.string(), "Wikidata id where the reference table has one, else 'local:' and a hash of kind and name.", pattern=ENTITY_ID_PATTERN),
        Column("name", pa.string(), "Reference name, else the fullest name seen."),
        Column("label", pa.string(), "OntoNotes type.", enum=LABELS),
        Column("kind", pa.string(), "What kind of thing it is.", enum=ENTITY_KINDS),
        Column("wikidata_id", pa.string(), "Wikidata id, where the reference table has one.", nullable=True, pattern=r"^Q[1-9][0-9]*$"),
        Column("country_code", pa.string(), "ISO 3166 alpha-3 code of the country that it is or belongs to.", nullable=True, pattern=r"^[A-Z]{3}$"),
        Column("aliases", STRINGS, "Other names seen for it in articles, sorted."),
        Column("description", pa.string(), "What it is, in a phrase from the reference table.", nullable=True),
        Column("article_count", pa.int64(), "Articles that mention it.", minimum=1),
        Column("mention_count", pa.int64(), "Mentions of it, pronouns included.", minimum=1),
        Column("first_seen", TIMESTAMP, "Earliest publication date among its articles, where stated.", nullable=True),
        Column("last_seen", TIMESTAMP, "Latest publication date among its articles, where stated.", nullable=True),
    ),
    ordered=(Ordered("first_seen", "last_seen"),),
)
