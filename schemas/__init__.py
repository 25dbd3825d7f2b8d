"""The tables: columns, keys and expectations, one module a table. Everything else is derived from these."""

from schemas.articles import ARTICLES
from schemas.claims import CLAIMS
from schemas.dates import DATES
from schemas.entities import ENTITIES
from schemas.fingerprints import FINGERPRINTS
from schemas.inputs import INPUTS
from schemas.mentions import MENTIONS
from schemas.quantities import QUANTITIES
from schemas.quarantine import QUARANTINE
from schemas.relations import RELATIONS
from schemas.runs import RUNS
from schemas.stances import STANCES
from schemas.table import SPAN_JOINER, Column, Ordered, SpanText, Table

#: Tables that extraction fills from an article, parents before children.
EXTRACTED = (MENTIONS, ENTITIES, CLAIMS, STANCES, RELATIONS, DATES, QUANTITIES)
#: Tables that people query.
PUBLIC = (ARTICLES, *EXTRACTED, QUARANTINE, RUNS)
#: Everything a snapshot holds: the public tables and what the next run needs to know of the inputs behind them.
TABLES = {table.name: table for table in (*PUBLIC, INPUTS, FINGERPRINTS)}

#: Raised when a column is added, removed or changes its meaning; written into every manifest.
SCHEMA_VERSION = 1

__all__ = ["EXTRACTED", "PUBLIC", "SCHEMA_VERSION", "SPAN_JOINER", "TABLES", "Column", "Ordered", "SpanText", "Table"]
