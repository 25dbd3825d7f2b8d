"""Signs, codes and names of money, and the ISO 4217 code that each means. A plain $ is the US dollar."""

from __future__ import annotations

import re

from tasks.extract.lexicon import alternatives, words

_SIGNS = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₴": "UAH",
    "₦": "NGN", "฿": "THB",
}  # fmt: skip
#: What stands before a $; R$ is the real.
_DOLLARS = {
    "": "USD", "us": "USD", "u.s.": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "nz": "NZD", "hk": "HKD",
    "s": "SGD", "nt": "TWD", "r": "BRL",
}  # fmt: skip
_CODES = words(
    """
    USD EUR GBP JPY CNY RMB INR KRW RUB CHF CAD AUD NZD HKD SGD SEK NOK DKK PLN TRY ZAR BRL MXN ILS UAH SAR AED
    """
)
_NATIONAL = {
    "u.s.": "USD", "us": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD", "hong kong": "HKD",
    "singapore": "SGD", "new zealand": "NZD",
}  # fmt: skip
_NAMES = {
    "dollar": "USD", "euro": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "ruble": "RUB", "rouble": "RUB",
    "sterling": "GBP", "swiss franc": "CHF", "pound sterling": "GBP", "british pound": "GBP", "hryvnia": "UAH",
    "shekel": "ILS", "zloty": "PLN",
}  # fmt: skip
#: These words name other things as well, so a scale must stand before them ("3 billion won", "2 million pounds").
_SCALED_NAMES = {"pound": "GBP", "won": "KRW", "rupee": "INR"}
_SCALED = re.compile(r"(?:illion|thousand|bn|m)\s*$", re.IGNORECASE)

#: "$", "US$", "€", "EUR"; to be matched without regard to case.
SIGN = rf"(?:(?:US|U\.S\.|AU|A|CA|C|NZ|HK|S|NT|R)?\$|[{''.join(_SIGNS)}]|(?-i:\b(?:{'|'.join(sorted(_CODES))})))"
#: "euros", "Australian dollars", "cents".
NAME = rf"(?:(?:(?:{alternatives(_NATIONAL)})\s+)?(?:{alternatives(_NAMES)}|{alternatives(_SCALED_NAMES)})s?|cents)\b"


def currency_of_sign(sign: str) -> str:
    """ISO 4217 code of "$", "A$", "€", "EUR"."""
    sign = sign.strip()
    if sign.endswith("$"):
        return _DOLLARS[sign[:-1].casefold()]
    code = _SIGNS.get(sign, sign.upper())
    return "CNY" if code == "RMB" else code


def currency_of_name(said: str, number: str) -> str | None:
    """ISO 4217 code of "euros" or "Canadian dollars" after `number`; null where the word may mean something else."""
    said = " ".join(said.casefold().split())
    single = said.removesuffix("s")
    if said == "cents":
        return "USD"
    for name, code in _NATIONAL.items():
        if single == f"{name} dollar":
            return code
    return _NAMES.get(single) or (_SCALED_NAMES.get(single) if _SCALED.search(number) else None)
