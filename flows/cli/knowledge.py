"""onrecord knowledge"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tasks.extract.knowledge.wikidata import Conversion

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group(short_help="Check your own entities, or make them of a Wikidata dump.")
def knowledge() -> None:
    """Entities of your own, which names are then linked to (`extract.knowledge` in onrecord.toml).

    \b
    onrecord knowledge check people.csv bodies.jsonl
    onrecord knowledge from-wikidata latest-all.json.bz2 --out wikidata.parquet
    """


@knowledge.command("check", short_help="Read knowledge files as a run would.")
@click.argument("files", nargs=-1, required=True, type=FILE)
def check(files: tuple[Path, ...]) -> None:
    """Read knowledge files as a run would, and say what they hold, or where they are wrong."""
    from tasks.extract.knowledge.records import read

    for path in files:
        kinds = Counter(entity.kind for entity in read(path))
        click.echo(f"{path}: {kinds.total():,} entities{_by_kind(kinds)}")


@knowledge.command("from-wikidata", short_help="Make a knowledge file of a Wikidata JSON dump.")
@click.argument("dump", type=FILE)
@click.option("--out", type=FILE, required=True, help="Parquet file to write.")
@click.option("--kind", "kinds", multiple=True, help="Take only this kind; may be given several times.")
@click.option(
    "--class", "classes", multiple=True, metavar="Q…=KIND", help="Take a further class, as things of that kind."
)
@click.option("--all-persons", is_flag=True, help="Also persons who never held a position.")
@click.option("--min-population", type=click.IntRange(min=0), default=100_000, show_default=True, help="Of places.")
def from_wikidata(
    dump: Path, out: Path, kinds: tuple[str, ...], classes: tuple[str, ...], all_persons: bool, min_population: int
) -> None:
    """Make a knowledge file of a Wikidata JSON dump: .json, .json.gz or .json.bz2, read as a stream.

    Persons who hold or held a position, countries, cities, organisations, parties, companies, media and treaties are
    taken, as far as they are instances of the usual classes themselves; --class adds others.

    \b
    onrecord knowledge from-wikidata latest-all.json.bz2 --out people.parquet --kind person
    onrecord knowledge from-wikidata latest-all.json.gz --out banks.parquet --kind company --class Q22687=company
    """
    from tasks.extract.knowledge.wikidata import CLASSES, Filter, convert

    asked = dict(CLASSES) | dict(_class_and_kind(text) for text in classes)
    if out.suffix.lower() != ".parquet":
        raise click.BadParameter("it must end in .parquet", param_hint="--out")
    if unknown := set(kinds) - set(asked.values()):
        raise click.BadParameter(f"no class is of kind {', '.join(sorted(unknown))}", param_hint="--kind")
    wanted = {id_: kind for id_, kind in asked.items() if not kinds or kind in kinds}
    done = convert(dump, out, Filter(wanted, not all_persons, min_population), _tell)
    click.echo(f"{out}: {done.taken.total():,} of {done.lines:,} entities{_by_kind(done.taken)}")
    if done.first_bad is not None:
        line, problem = done.first_bad
        click.echo(
            f"{done.bad_lines:,} lines are no entities and were passed over; the first: {line:,}, {problem}", err=True
        )


def _class_and_kind(text: str) -> tuple[str, str]:
    from schemas.entities import ENTITY_KINDS

    id_, _, kind = text.partition("=")
    if not (id_[:1] == "Q" and id_[1:].isdecimal()) or kind not in ENTITY_KINDS:
        raise click.BadParameter(f"{text!r} is not Q… = one of {', '.join(ENTITY_KINDS)}", param_hint="--class")
    return id_, kind


def _tell(done: Conversion) -> None:
    if done.lines % 1_000_000 == 0:
        click.echo(f"{done.lines:,} read, {done.taken.total():,} taken", err=True)


def _by_kind(kinds: Counter[str]) -> str:
    return f" ({', '.join(f'{count:,} {kind}' for kind, count in kinds.most_common())})" if kinds else ""
