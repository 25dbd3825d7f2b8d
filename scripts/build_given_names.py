"""Build tasks/extract/reference/given_names.csv: given names that tell a person's gender.

Sources: the US Census 1990 lists of first names with their frequencies, as packaged in `names` (data: public domain),
and the first names by locale of `Faker` (MIT). Install them beside the project's environment; neither is needed at run
time. A name is kept only if it stands on one side alone, or at least 50 times as often there.

    pip install names==0.3.0 Faker==40.54.0

    python scripts/build_given_names.py > tasks/extract/reference/given_names.csv
"""

from __future__ import annotations

import csv
import importlib
import pkgutil
import sys
from collections import defaultdict
from pathlib import Path

import faker.providers.person as person
import names

RATIO = 50


def census() -> dict[str, dict[str, float]]:
    """Percent of Americans of each gender who bear the name."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for gender in ("male", "female"):
        for line in (Path(names.__file__).parent / f"dist.{gender}.first").read_text("ascii").splitlines():
            name, percent = line.split()[:2]
            found[name.casefold()][gender] = max(float(percent), 0.0005)
    return found


def by_locale() -> dict[str, set[str]]:
    """Genders under which any locale lists the name."""
    found: dict[str, set[str]] = defaultdict(set)
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for gender in ("male", "female"):
            listed = list(getattr(provider, f"first_names_{gender}", ()))
            listed += getattr(provider, f"first_romanized_names_{gender}", ())
            listed += [pair[-1] for pair in getattr(provider, f"first_{gender}_name_pairs", ())]
            for name in listed:
                if isinstance(name, str) and name.isalpha() and all(letter < "\u0250" for letter in name):
                    found[name.casefold()].add(gender)
    return found


def given_names() -> list[tuple[str, str]]:
    counted, listed = census(), by_locale()
    rows = []
    for name in sorted({*counted, *listed}):
        if len(name) < 3:
            continue
        shares = counted.get(name)
        if shares:
            ranked = sorted(shares, key=lambda gender: (-shares[gender], gender))
            clear = len(ranked) == 1 or shares[ranked[0]] >= RATIO * shares[ranked[1]]
            genders = {ranked[0]} if clear else {"male", "female"}
            if len(ranked) == 1 and shares[ranked[0]] < 0.01:
                genders |= listed.get(name, set())
        else:
            genders = listed[name]
        if len(genders) == 1:
            rows.append((name, genders.pop()))
    return rows


if __name__ == "__main__":
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("name", "gender"))
    writer.writerows(given_names())
