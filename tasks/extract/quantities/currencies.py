"""Signs, codes and names of money, and the ISO 4217 code that each means. A plain $ is the US dollar.

A word that several countries call their money by (peso, krone, shilling) means the one of the country whose adjective
stands before it, else of the country among theirs that the text names most; where it names none, its code is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tasks.extract.lexicon import alternatives, words

_SIGNS = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₴": "UAH",
    "₦": "NGN", "฿": "THB", "₱": "PHP", "₵": "GHS", "₡": "CRC", "₫": "VND", "₸": "KZT", "₾": "GEL", "₲": "PYG",
    "₼": "AZN", "৳": "BDT", "₮": "MNT", "₭": "LAK", "֏": "AMD",
}  # fmt: skip
#: What stands before a $; R$ is the real.
_DOLLARS = {
    "": "USD", "us": "USD", "u.s.": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "nz": "NZD", "hk": "HKD",
    "s": "SGD", "nt": "TWD", "r": "BRL",
}  # fmt: skip
#: Letters that stand for a currency, as written; of Rs the country decides.
_LETTERS = {"KSh": "KES", "Ksh": "KES", "Rp": "IDR", "Rs": "rupee", "Rs.": "rupee"}
_CODES = words(
    """
    USD EUR GBP JPY CNY RMB INR KRW RUB CHF CAD AUD NZD HKD SGD SEK NOK DKK PLN TRY ZAR BRL MXN ILS UAH SAR AED NGN KES
    GHS EGP THB IDR MYR PHP VND CZK HUF RON CLP COP ARS PKR
    """
)
#: Word → its one currency, singular and plural.
_NAMES = {
    "euro": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "ruble": "RUB", "rouble": "RUB", "sterling": "GBP",
    "hryvnia": "UAH", "hryvnias": "UAH", "shekel": "ILS", "zloty": "PLN", "naira": "NGN", "rand": "ZAR", "reais": "BRL",
    "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "dong": "VND", "cedi": "GHS", "birr": "ETB", "tenge": "KZT",
    "lari": "GEL", "forint": "HUF", "koruna": "CZK", "koruny": "CZK", "leva": "BGN", "taka": "BDT", "kyat": "MMK",
    "riel": "KHR", "kip": "LAK", "tugrik": "MNT", "quetzal": "GTQ", "quetzales": "GTQ", "lempira": "HNL",
    "guarani": "PYG", "guaranies": "PYG", "boliviano": "BOB", "bolivar": "VES", "bolivars": "VES", "bolivares": "VES",
    "gourde": "HTG", "dalasi": "GMD", "ouguiya": "MRU", "metical": "MZN", "meticais": "MZN", "kwanza": "AOA",
    "pula": "BWP", "ariary": "MGA", "rufiyaa": "MVR", "lira": "TRY", "afghani": "AFN",
}  # fmt: skip
#: Word → alpha-3 code of a country → currency.
_FAMILIES: dict[str, dict[str, str]] = {
    "dollar": {
        "USA": "USD", "AUS": "AUD", "CAN": "CAD", "HKG": "HKD", "SGP": "SGD", "NZL": "NZD", "TWN": "TWD", "JAM": "JMD",
        "TTO": "TTD", "ZWE": "ZWL", "NAM": "NAD", "FJI": "FJD", "LBR": "LRD", "BHS": "BSD", "BRB": "BBD", "BLZ": "BZD",
        "GUY": "GYD",
    },
    "peso": {
        "MEX": "MXN", "CHL": "CLP", "COL": "COP", "ARG": "ARS", "PHL": "PHP", "URY": "UYU", "DOM": "DOP", "CUB": "CUP",
    },
    "krone": {"NOR": "NOK", "DNK": "DKK"},
    "krona": {"SWE": "SEK", "ISL": "ISK"},
    "franc": {
        "CHE": "CHF", "SEN": "XOF", "CIV": "XOF", "MLI": "XOF", "BFA": "XOF", "NER": "XOF", "BEN": "XOF", "TGO": "XOF",
        "CMR": "XAF", "TCD": "XAF", "GAB": "XAF", "COG": "XAF", "CAF": "XAF", "COD": "CDF", "RWA": "RWF", "BDI": "BIF",
        "GIN": "GNF", "DJI": "DJF", "COM": "KMF",
    },
    "shilling": {"KEN": "KES", "TZA": "TZS", "UGA": "UGX", "SOM": "SOS"},
    "rupee": {"IND": "INR", "PAK": "PKR", "LKA": "LKR", "NPL": "NPR", "MUS": "MUR", "SYC": "SCR"},
    "dinar": {
        "KWT": "KWD", "IRQ": "IQD", "JOR": "JOD", "SRB": "RSD", "DZA": "DZD", "TUN": "TND", "LBY": "LYD", "BHR": "BHD",
    },
    "denar": {"MKD": "MKD"},
    "dirham": {"ARE": "AED", "MAR": "MAD"},
    "riyal": {"SAU": "SAR", "QAT": "QAR", "YEM": "YER"},
    "rial": {"IRN": "IRR", "OMN": "OMR", "YEM": "YER"},
    "pound": {"GBR": "GBP", "EGY": "EGP", "LBN": "LBP", "SYR": "SYP", "SDN": "SDG", "SSD": "SSP"},
    "won": {"KOR": "KRW", "PRK": "KPW"},
    "kwacha": {"ZMB": "ZMW", "MWI": "MWK"},
    "leu": {"ROU": "RON", "MDA": "MDL"},
    "manat": {"AZE": "AZN", "TKM": "TMT"},
    "colon": {"CRI": "CRC"},
    "sol": {"PER": "PEN"},
    "crown": {"CZE": "CZK", "SWE": "SEK", "NOR": "NOK", "DNK": "DKK"},
}  # fmt: skip
_PLURALS = {
    "kroner": "krone", "kronor": "krona", "kronur": "krona", "lei": "leu", "colones": "colon", "soles": "sol",
    "kwachas": "kwacha",
}  # fmt: skip
#: What a family's word means where nothing tells of another country.
_FOREMOST = {"dollar": "USD", "pound": "GBP", "won": "KRW", "rupee": "INR"}
#: These words name other things as well, so a scale must stand before them ("3 billion won", "2 million pounds"), or
#: the adjective of a country.
_SCALED_NAMES = words("pound won sol colon crown leu rand dong kip")
_SCALED = re.compile(r"(?:illion|thousand|bn|m)\s*$", re.IGNORECASE)

#: "$", "US$", "€", "EUR"; to be matched without regard to case.
SIGN = (
    rf"(?:(?:US|U\.S\.|AU|A|CA|C|NZ|HK|S|NT|R)?\$|[{''.join(_SIGNS)}]|(?-i:\b(?:{alternatives([*_CODES, *_LETTERS])})))"
)
_ADJECTIVE = r"(?:(?P<adjective>(?-i:U\.S\.|US|[A-Z]\w+(?:\s[A-Z]\w+)?))\s+)?"
_HUNDREDTHS = {"cents": "USD", "pence": "GBP"}
#: "euros", "Australian dollars", "cents".
NAME = (
    rf"(?:{_ADJECTIVE}(?:(?:{alternatives([*_NAMES, *_FAMILIES])})s?|{alternatives(_PLURALS)}|CFA\s+francs?"
    r"|pounds?\s+sterling)|cents|pence)\b"
)


def currency_of_sign(sign: str, countries: Mapping[str, int]) -> str | None:
    """ISO 4217 code of "$", "A$", "€", "EUR", and of "Rs" by the countries that the text names."""
    sign = sign.strip()
    if sign in _LETTERS:
        family = _LETTERS[sign] in _FAMILIES
        return currency_of_name(_LETTERS[sign], "", countries) if family else _LETTERS[sign]
    if sign.endswith("$"):
        return _DOLLARS[sign[:-1].casefold()]
    code = _SIGNS.get(sign, sign.upper())
    return "CNY" if code == "RMB" else code


def is_money(said: str, number: str, countries: Mapping[str, int]) -> bool:
    """Whether what stands behind `number` is money: "pounds" may be a weight, "crowns" are worn."""
    word = _word(said)
    spoken_of = any(code in countries for code in _FAMILIES.get(word, {}) if code != "GBR")
    return word not in _SCALED_NAMES or bool(_SCALED.search(number)) or (word != "pound" and spoken_of)


def currency_of_name(said: str, number: str, countries: Mapping[str, int], adjective: str | None = None) -> str | None:
    """ISO 4217 code of "euros" or "Canadian dollars" after `number`; null where nothing tells which.

    countries: alpha-3 codes of those that the text names, with how often; adjective: code of the one that the word's
    own adjective names, which makes a weight money ("50 Egyptian pounds").
    """
    word = _word(said)
    if said.casefold() in _HUNDREDTHS:
        return _HUNDREDTHS[said.casefold()]
    family = _FAMILIES.get(word)
    if family is None:
        return _NAMES.get(word)
    if adjective is not None:
        return family.get(adjective)
    named = sorted((-count, code) for code, count in countries.items() if code in family)
    most = named[0][1] if named else None
    if word in _FOREMOST:
        return _FOREMOST[word] if word in ("dollar", "pound") or most is None else family[most]
    return family[most] if most else None


def _word(said: str) -> str:
    """The word's singular, without what stands before it: peso of "Chilean pesos"."""
    plain = said.casefold().split()
    if plain[-1] == "sterling" and len(plain) > 1:
        return "sterling"
    last = plain[-1]
    return _PLURALS.get(last, last if last in _NAMES or last in _FAMILIES else last.removesuffix("s"))
