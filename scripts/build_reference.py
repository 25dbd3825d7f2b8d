"""Build the linker's reference table: tasks/extract/reference/entities.csv and memberships.csv.

    python -m scripts.build_reference --sources DIR

DIR holds the files named in tasks/extract/reference/README.md; rigour (PyPI) must be installed. What no source has is
kept by hand in scripts/reference/. Nobody types a Wikidata id: a hand-kept row names the source's row whose id it takes
("nsi:CDU"), or gets an id of our own. The result depends on those files alone.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from schemas.ids import local_entity_id
from tasks.extract.knowledge.reference_table import MEMBERSHIPS, REFERENCE, ReferenceEntity, written

BY_HAND = Path(__file__).with_name("reference")
ID_MANIFEST = BY_HAND / "wikidata_ids.csv"
Row = dict[str, str]

#: country-coder gives these ISO codes to the whole kingdom; news means the country in Europe.
COUNTRY_PROPER = {"NLD": "Netherlands", "DNK": "Denmark"}
#: How the membership source says what we call otherwise; what is not listed stays, and null drops the row.
STATUSES = {
    "candidate country": "candidate",
    "candidates": "candidate",
    "Chinese Taipei": "member",
    "Taipei": "member",
    "permanent": "permanent member",
    "temporary": None,
    "dialogue member": "dialogue partner",
    "associate member": "associate",
    "partners": "partner",
    "nonregional members": "nonregional member",
}
MEMBERSHIP_SOURCE = "CIA World Factbook, about 2019"


class InconsistentReferenceError(Exception):
    """The hand-kept files and the sources do not fit together."""


@dataclass
class Sources:
    """Wikidata ids by source and the source's own name for the thing, and where each id that we took came from."""

    territories: list[Row]
    bodies: list[Row]
    memberships: list[Row]
    ids: dict[str, str] = field(default_factory=dict)
    taken: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Sources:
        territories, bodies = read_csv(folder / "territories.csv"), read_csv(folder / "bodies.csv")
        sources = cls(territories, only_distinct(bodies), read_csv(folder / "memberships.csv"))
        sources.ids |= {f"territories:{row['name']}": row["wikidata_id"] for row in territories}
        sources.ids |= {
            f"territories:{row['iso_alpha3']}": row["wikidata_id"] for row in territories if row["iso_alpha3"]
        }
        sources.ids |= {f"supraverden:{row['name']}": row["wikidata_id"] for row in sources.bodies}
        sources.ids |= name_suggestion_index_ids(folder / "nsi.json")
        sources.ids |= rigour_ids()
        return sources

    def id_of(self, id_source: str, kind: str, name: str) -> str:
        """The id of the source's row that `id_source` names; without one, an id of our own."""
        if not id_source:
            return local_entity_id(kind, name)
        if id_source not in self.ids:
            raise InconsistentReferenceError(f"{name}: no source has {id_source!r}")
        entity_id = self.ids[id_source]
        self.taken[entity_id] = id_source
        return entity_id


def read_csv(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def only_distinct(bodies: list[Row]) -> list[Row]:
    """Without the rows whose id another row claims too: one of the two must be wrong."""
    claims = Counter(row["wikidata_id"] for row in bodies)
    return [row for row in bodies if claims[row["wikidata_id"]] == 1]


def name_suggestion_index_ids(path: Path) -> dict[str, str]:
    """nsi:<display name> → the id of the brand, operator or flag's subject; names with several ids are left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for tree, category in json.loads(path.read_text(encoding="utf-8"))["nsi"].items():
        kind = {"brands": "brand", "operators": "operator", "flags": "subject"}.get(tree.split("/")[0])
        for item in category["items"] if kind else ():
            entity_id = item["tags"].get(f"{kind}:wikidata")
            if entity_id:
                found[f"nsi:{item['displayName']}"].add(entity_id)
    return {name: min(ids) for name, ids in found.items() if len(ids) == 1}


def rigour_ids() -> dict[str, str]:
    """rigour:<code> → a territory's id; rigour:<code>/other → its only other id (the city of an emirate)."""
    from rigour.territories import get_territories

    ids = {}
    for territory in get_territories():
        if territory.qid:
            ids[f"rigour:{territory.code}"] = territory.qid
        if len(territory.other_qids) == 1:
            ids[f"rigour:{territory.code}/other"] = territory.other_qids[0]
    return ids


def names(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in cell.split("|") if name))


def countries(sources: Sources) -> list[ReferenceEntity]:
    """Every ISO 3166 entry and Kosovo; dependent ones are places."""
    regions = {row["m49"]: row["name"] for row in sources.territories if not row["iso_alpha3"]}
    by_alpha2 = {row["iso_alpha2"]: row for row in sources.territories if row["iso_alpha2"]}
    by_alpha3 = {row["iso_alpha3"]: row for row in sources.territories if row["iso_alpha3"]}
    entities = []
    for row in read_csv(BY_HAND / "countries.csv"):
        code, territory = row["alpha3"], by_alpha3[row["alpha3"]]
        kind = "country" if territory["level"] == "country" else "place"
        groups = (regions.get(group) for group in territory["groups"].split("|"))
        region = next((group for group in groups if group and group != "World"), "")
        owner = by_alpha2.get(territory["part_of"])
        entities.append(
            ReferenceEntity(
                entity_id=sources.id_of(f"territories:{COUNTRY_PROPER.get(code, code)}", kind, row["name"]),
                name=row["name"],
                kind=kind,
                label="LOC" if territory["level"] == "region" else "GPE",
                country_code=code,
                aliases=names(row["aliases"]),
                demonyms=names(row["demonyms"]),
                ambiguous=names(row["ambiguous"]),
                description=f"Territory of {owner['name']}"
                if owner
                else f"{kind.capitalize()} in {region}"
                if region
                else "",
            )
        )
    return entities


def cities(sources: Sources, states: Iterable[ReferenceEntity]) -> list[ReferenceEntity]:
    """Capitals, and cities that the news often names."""
    by_code = {state.country_code: state for state in states}
    capital_of = {
        (city, row["alpha3"]): by_code[row["alpha3"]]
        for row in read_csv(BY_HAND / "countries.csv")
        for city in names(row["capitals"])
    }
    by_hand = {(row["name"], row["country"]): row for row in read_csv(BY_HAND / "cities.csv")}
    entities = []
    for name, code in sorted(capital_of.keys() | by_hand.keys()):
        row, country = by_hand.get((name, code), {}), capital_of.get((name, code))
        where = f"Capital of {country.name}" if country else f"City in {by_code[code].name}"
        entities.append(
            ReferenceEntity(
                entity_id=sources.id_of(row.get("id_source", ""), "place", name),
                name=name,
                kind="place",
                label="GPE",
                country_code=code,
                aliases=names(row.get("aliases", "")),
                ambiguous=names(row.get("ambiguous", "")),
                capital_of=country.entity_id if country else "",
                description=row.get("description") or where,
            )
        )
    return entities


def places(sources: Sources) -> list[ReferenceEntity]:
    return [by_hand(sources, row) for row in read_csv(BY_HAND / "places.csv")]


def bodies(sources: Sources) -> list[ReferenceEntity]:
    """The hand-kept bodies, then SupraVerden's others with its names for them.

    An acronym of one of those others alone is ambiguous (ECA is a commission, a court of auditors and an agency).
    """
    known = {row["name"] for row in sources.bodies}
    entities = []
    for row in read_csv(BY_HAND / "bodies.csv"):
        if not row["id_source"] and row["name"] in known:
            row["id_source"] = f"supraverden:{row['name']}"
        entities.append(by_hand(sources, row))
    claimed = {entity.entity_id for entity in entities}
    for row in sources.bodies:
        if row["wikidata_id"] in claimed:
            continue
        acronyms, others = names(row["abbreviations"]), names(row["other_names"])
        entities.append(
            ReferenceEntity(
                entity_id=sources.id_of(f"supraverden:{row['name']}", "organisation", row["name"]),
                name=row["name"],
                kind="organisation",
                label="ORG",
                aliases=acronyms + others,
                ambiguous=acronyms + tuple(name for name in others if len(name.split()) < 3),
                description=FAMILIES.get(row["family"], "International organisation"),
            )
        )
    return entities


FAMILIES = {
    "EU institutions and bodies": "Body of the European Union",
    "UN and affiliates": "Body of the United Nations system",
}


def by_hand(sources: Sources, row: Row) -> ReferenceEntity:
    return ReferenceEntity(
        entity_id=sources.id_of(row["id_source"], row["kind"], row["name"]),
        name=row["name"],
        kind=row["kind"],
        label=row["label"],
        country_code=row["country"],
        aliases=names(row["aliases"]),
        demonyms=names(row.get("demonyms", "")),
        ambiguous=names(row["ambiguous"]),
        description=row["description"],
    )


def settle(entities: list[ReferenceEntity]) -> list[ReferenceEntity]:
    """One owner for each unambiguous name.

    A name that several things claim goes to the winner that priorities.csv gives it; to the hand-kept one when the
    others are SupraVerden's; else it must be listed as ambiguous by all who claim it.

    Raises:
        InconsistentReferenceError: two rows claim a name, and nothing says whose it is.
    """
    entities = [tidy(entity) for entity in entities]
    winners = {written(row["alias"]): row["winner"] for row in read_csv(BY_HAND / "priorities.csv")}
    kept_by_hand = {row["name"] for row in read_csv(BY_HAND / "bodies.csv")}
    claimants: dict[str, list[ReferenceEntity]] = defaultdict(list)
    for entity in entities:
        for form in {written(name) for name in (entity.name, *entity.aliases, *entity.demonyms)}:
            claimants[form].append(entity)
    dropped: dict[str, set[str]] = defaultdict(set)
    doubtful: dict[str, set[str]] = defaultdict(set)
    for form, rivals in sorted(claimants.items()):
        if len(rivals) == 1:
            continue
        if form in winners:
            losers = [rival for rival in rivals if rival.name != winners[form]]
            if len(losers) != len(rivals) - 1:
                raise InconsistentReferenceError(f"priorities.csv: {winners[form]!r} does not claim {form!r}")
            for rival in losers:
                dropped[rival.entity_id].add(form)
            continue
        imported = [rival for rival in rivals if rival.kind == "organisation" and rival.name not in kept_by_hand]
        own = [rival for rival in rivals if rival not in imported]
        for rival in imported:
            (dropped if own else doubtful)[rival.entity_id].add(form)
        if len(own) > 1 and any(form not in {written(name) for name in rival.ambiguous} for rival in own):
            claims = ", ".join(rival.name for rival in own)
            raise InconsistentReferenceError(f"{form!r} is claimed by {claims}: list it as ambiguous")
    return [tidy(without(entity, dropped[entity.entity_id], doubtful[entity.entity_id])) for entity in entities]


def without(entity: ReferenceEntity, forms: set[str], doubtful: set[str]) -> ReferenceEntity:
    kept = tuple(name for name in entity.aliases if written(name) not in forms)
    unsure = tuple(name for name in (entity.name, *kept) if written(name) in doubtful)
    return replace(entity, aliases=kept, ambiguous=entity.ambiguous + unsure)


def tidy(entity: ReferenceEntity) -> ReferenceEntity:
    """Each name once; only names that it has are ambiguous, in all their spellings."""
    has = {entity.name, *entity.aliases, *entity.demonyms}
    unsure = {written(name) for name in entity.ambiguous}
    return replace(
        entity,
        aliases=tuple(sorted(set(entity.aliases) - {entity.name})),
        demonyms=tuple(sorted(set(entity.demonyms))),
        ambiguous=tuple(sorted(name for name in has if written(name) in unsure)),
    )


def memberships(sources: Sources, states: list[ReferenceEntity], entities: list[ReferenceEntity]) -> list[Row]:
    """Who belongs to what: the source's rows for the bodies that we keep by hand, then the hand-kept corrections."""
    by_name = {entity.name: entity.entity_id for entity in entities}
    by_code = {state.country_code: state.entity_id for state in states}
    body_rows = read_csv(BY_HAND / "bodies.csv")
    body_of = {row["members_from"]: by_name[row["name"]] for row in body_rows if row["members_from"]}
    rows: dict[tuple[str, str], Row] = {}
    for row in sources.memberships:
        status = STATUSES.get(row["status"], row["status"])
        body, member = body_of.get(row["organisation"]), by_code.get(row["country_alpha3"])
        if body and member and status:
            rows[body, member] = {"status": status, "since": "", "source": MEMBERSHIP_SOURCE}
    for row in read_csv(BY_HAND / "membership_corrections.csv"):
        if row["body"] not in by_name or (row["member"] not in by_code and row["member"] not in by_name):
            raise InconsistentReferenceError(f"membership_corrections.csv: {row['member']} in {row['body']}")
        key = by_name[row["body"]], by_code.get(row["member"]) or by_name[row["member"]]
        if row["status"] == "none":
            rows.pop(key, None)
        else:
            rows[key] = {"status": row["status"], "since": row["since"], "source": row["note"]}
    return [{"member_id": member, "body_id": body, **rows[body, member]} for body, member in sorted(rows)]


def check(entities: list[ReferenceEntity], sources: Sources) -> None:
    """
    Raises:
        InconsistentReferenceError: an id used twice, or a Wikidata id that no source gave.
    """
    twice = [entity_id for entity_id, count in Counter(entity.entity_id for entity in entities).items() if count > 1]
    if twice:
        raise InconsistentReferenceError(
            f"used twice: {[(e.entity_id, e.name) for e in entities if e.entity_id in twice]}"
        )
    wikidata = {entity.entity_id for entity in entities if not entity.entity_id.startswith("local:")}
    unsourced = sorted(wikidata - sources.taken.keys())
    if unsourced:
        raise InconsistentReferenceError(f"from no source: {unsourced}")


def write_csv(path: Path, columns: Iterable[str], rows: Iterable[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def as_row(entity: ReferenceEntity) -> Row:
    cells = {column: getattr(entity, column) for column in ReferenceEntity.__slots__}
    return {column: "|".join(cell) if isinstance(cell, tuple) else cell for column, cell in cells.items()}


def build(folder: Path) -> None:
    sources = Sources.read(folder)
    states = countries(sources)
    entities = settle(states + cities(sources, states) + places(sources) + bodies(sources))
    check(entities, sources)
    entities.sort(key=lambda entity: (entity.kind, entity.name, entity.entity_id))
    members = memberships(sources, states, entities)
    used = {entity.entity_id: entity.name for entity in entities}
    write_csv(REFERENCE, ReferenceEntity.__slots__, map(as_row, entities))
    write_csv(MEMBERSHIPS, ("member_id", "body_id", "status", "since", "source"), members)
    manifest = [
        {"entity_id": entity_id, "name": used[entity_id], "id_source": id_source}
        for entity_id, id_source in sorted(sources.taken.items())
        if entity_id in used
    ]
    write_csv(ID_MANIFEST, ("entity_id", "name", "id_source"), manifest)
    kinds = Counter(entity.kind for entity in entities)
    print(f"{len(entities)} entities ({', '.join(f'{count} {kind}' for kind, count in kinds.most_common())}),")
    print(f"{len(members)} memberships, {len(manifest)} Wikidata ids")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, required=True, help="folder with the source files")
    try:
        build(parser.parse_args().sources)
    except InconsistentReferenceError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
