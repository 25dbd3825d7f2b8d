"""How well date expressions are found and valued."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tasks.evaluate.documents import GoldDocument, Prediction
from tasks.evaluate.scores import NONE, Score

_ISO_DATE = re.compile(r"-?\d{4}(-\d\d(-\d\d)?)?")


def dates_found(documents: Iterable[GoldDocument], predictions: Mapping[str, Prediction]) -> dict[str, Score]:
    """`dates/any`: gold dates that a predicted one touches; `dates/value`: and that it gives the same value.

    Values that gold itself does not resolve to a year ("--07") are not asked for. Gold gives days, so a time of day
    ("2020-02-05TAF") is compared by its day. Precision of `dates/value` is over the gold dates that were found; gold
    does not mark every date, so no precision is claimed for finding them.
    """
    found = valued = NONE
    for document in documents:
        predicted = predictions.get(document.name, Prediction()).dates
        for gold in document.dates:
            values = [date.value for date in predicted if date.start < gold.end and gold.start < date.end]
            found += Score(bool(values), bool(values), bool(values), 1)
            if _ISO_DATE.fullmatch(gold.value):
                days = [value.partition("T")[0] for value in values if value]
                valued += Score.paired(gold.value in days, bool(values), 1)
    return {"dates/any": found, "dates/value": valued}
