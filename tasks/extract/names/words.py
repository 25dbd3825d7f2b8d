"""Words that tell where names begin and end, and of what kind they are."""

from __future__ import annotations

import re

from schemas.mentions import LABELS
from tasks.extract.lexicon import words
from tasks.extract.names.gender import TITLES

NAME_LABELS = frozenset(LABELS)
ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those"})
BRACKETS = frozenset("(){}")  #: editors put square ones inside names: "[Ada] Okafor"
#: What a comma inside a name may stand before.
AFTER_COMMA = words("jr sr ii iii iv d.c dc inc ltd llc llp corp co plc")
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
#: Titles of office-holders, which also part a country from its president ("Japan PM Ishiba").
OFFICES = words(
    """
    president premier chancellor minister pm secretary senator governor ambassador king queen prince princess pope
    mayor lawmaker ceo spokesman spokeswoman spokesperson chairman chairwoman mp mep
    """
)
BEFORE_PERSONS = (
    TITLES
    | OFFICES
    | words(
        """
        cfo incoming outgoing acting by ex elect pastor sens reps baron baroness viscount countess emperor
        empress tsar sultan emir ayatollah mullah reverend inspector detective constable sheriff deputy commander
        det supt insp superintendent
        corporal sergeant brigadier marshal commissioner mademoiselle madame monsieur
        """
    )
)
#: What stands before a ship's name and belongs to it.
SHIPS = words("MV MS MT SS USS HMS HMAS HMCS HMNZS RMS INS KRI BRP ROKS USNS USCGC")
#: Titles that stand before nothing but a person's name.
FORMS_OF_ADDRESS = words("mr mrs ms miss dr sen rep gov gen lt col sgt capt sir dame prof")
SPEAKING = ("speak", "spoke", "learn", "taught", "teach", "understand")
#: Words that end the names of one kind of thing, or begin them ("Bank of …").
HEAD_WORDS = {
    **dict.fromkeys(
        words(
            """
            Party Council Ministry Group Institute University Committee Commission Agency Bank Court Department Office
            Bureau Association Federation Union Foundation Authority Corporation Company Parliament Assembly Senate
            Congress Army Navy Alliance Coalition Initiative College School Hospital Center Centre Organization
            Organisation Partners Fund PAC League Club Society Church Museum News Times Post Journal Tribune Herald
            Airlines Airways Police Force Forces Command Guard Forum Network Institution Academy Board Trust Team
            Secretariat Tribunal Movement Front Brigade Brigades Division Inc Ltd LLC LLP Corp plc
            International Services Holdings Industries Systems Technologies Solutions Motors Capital Ventures Records
            Studios Pictures Productions Pharmaceuticals Laboratories Investments Securities Consulting Electronics
            Media Communications Television Radio Newspapers Magazine Gazette Orchestra Choir Consortium Cooperative
            Chamber Cabinet Treasury Directorate Inspectorate Confederation United Wanderers Rovers Athletic
            Administration Service Bloc Battalion Regiment Lines Shipping Logistics Foods Telecom Petroleum Breweries
            Cement TV FM GmbH Tbk Bhd Berhad Ltda SARL SpA ASA Oyj Pty JSC PJSC
            """
        ),
        "ORG",
    ),
    **dict.fromkeys(
        words("Act Treaty Agreement Accord Accords Pact Convention Protocol Constitution Amendment Directive Charter"),
        "LAW",
    ),
    **dict.fromkeys(words("Prize Award Awards Medal"), "WORK_OF_ART"),
    **dict.fromkeys(
        words(
            """
            Airport Arena Bridge Observatory Palace Stadium Tower Cathedral Building Hall Cemetery Hotel Street Road
            Avenue Square Market Mall Terminal Station Prison Jail Dam Tunnel Canal Mosque Basilica Monument Memorial
            Highway Expressway Motorway
            """
        ),
        "FAC",
    ),
    **dict.fromkeys(
        words(
            """
            River Sea Ocean Mountains Islands Strait Peninsula Valley Bay Coast Lake Gulf Fault Desert Canyon Plateau
            Archipelago Glacier Volcano Reef Delta Basin
            """
        ),
        "LOC",
    ),
    **dict.fromkeys(words("Telescope Spacecraft Rover"), "PRODUCT"),
    **dict.fromkeys(words("Province County District Republic Kingdom City Oblast Governorate Prefecture"), "GPE"),
    **dict.fromkeys(
        words(
            """
            War Battle Siege Olympics Games Championship Championships Cup Festival Summit Revolution Spring Prix
            Marathon Tournament
            """
        ),
        "EVENT",
    ),
}
#: What clubs are called behind their town, and alone for short.
CLUBS = words("Albion Athletic City County Rangers Rovers Town United Wanderers")
#: Words that begin the names of one kind of thing, whatever follows.
FIRST_WORDS = {
    **dict.fromkeys(words("Mount Mt Lake Cape"), "LOC"),
    **dict.fromkeys(words("Operation Hurricane Cyclone Typhoon Storm"), "EVENT"),
}
#: The last two words of the names of protected lands: a park alone may be a person ("Park") or a street's.
PROTECTED = frozenset(
    (kind, land)
    for kind in ("National", "Nature", "State", "Marine", "Game", "Biosphere", "Wildlife")
    for land in ("Park", "Forest", "Reserve", "Sanctuary", "Refuge", "Monument")
)
#: Natural features alone, after which no body, building or city is called.
NATURE = words(
    "River Sea Ocean Mountains Fault Desert Peninsula Strait Canyon Plateau Archipelago Glacier Volcano Reef"
)
#: Relatives by the names that children call them, which capitals do not make names.
RELATIVES_ADDRESSED = words("mum mom mummy mommy dad daddy grandma grandpa granny")
#: Languages that no people is called by.
LANGUAGES = words(
    """
    Afrikaans Amharic Bengali Cantonese Dari Esperanto Farsi Gaelic Guarani Gujarati Hausa Hebrew Hindi Kannada Latin
    Malayalam Mandarin Marathi Pashto Persian Portuñol Quechua Sanskrit Sindhi Swahili Swiss-German Tagalog Telugu
    Tigrinya Urdu Yiddish
    """
)
DISEASES = words("disease syndrome lymphoma palsy sarcoma dementia ataxia")
#: Who is of these is a people, a follower or a community.
FAITHS = words(
    """
    Adventist Anglican Ahmadi Alawite Baha'i Baptist Buddhist Calvinist Catholic Christian Coptic Druze Episcopalian
    Evangelical Hindu Islamic Ismaili Jain Jewish Lutheran Maronite Mennonite Methodist Mormon Muslim Pentecostal
    Presbyterian Protestant Quaker Salafi Shia Shiite Sikh Sufi Sunni Yazidi Zoroastrian
    """
)
#: Offices and ranks that follow a name which is not their bearer's ("Energy Secretary", "Minority Leader").
ROLES = OFFICES | words(
    """
    director leader chair chief officer judge justice treasurer manager editor professor general speaker sheriff
    coach fellow envoy administrator inspector commissioner analyst representative congressman congresswoman
    colonel major captain lieutenant sergeant admiral commander marshal deputy president-elect attorney counsel
    whip lord lady dame mps meps ceos officials member members minister ministers senators sens reps spokesmen candidate
    reporter correspondent columnist writer staff madam father mother emperor regent presidency bachelor master
    doctor executive justices judges presidents chancellors premiers governors mayors generals
    """
)
#: Labels that the recogniser gives to a surname alone.
MISTAKEN_FOR_PERSONS = frozenset({"ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "NORP", "EVENT", "LAW"})
PARTICLES = frozenset({"de", "da", "di", "von", "van", "der", "den", "bin", "al", "el", "la", "le", "of", "del", "dos"})
#: Particles inside names that are no English words, or are told from them by their part of speech.
JOINING = words("de da do dos das di del della dei van von der den du des bin ibn binti zu ter ten af")
DASHES = frozenset({"—", "–", "--", "-"})
#: What follows a person's full name and belongs to it.
NAME_ENDINGS = words("jr sr ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi")
#: … what follows it, and doesn't.
HONOURS = words("kc qc mp mep msp mbe obe cbe kbe dbe frs esq")
#: After these a lone name that no person bears elsewhere is a place.
TO_PLACES = frozenset({("in",), ("near",)}) | {
    (verb, preposition)
    for verb in words(
        "returned returning travelled traveled travelling traveling travel moved flew flown sailed headed bound drove"
    )
    for preposition in ("to", "from", "for")
}
#: Labels of things whose titles may begin with an article.
TITLED_WORKS = frozenset({"WORK_OF_ART"})
POSSESSED = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "NUM", "X"})
#: Capitalised, and no names.
CAPITALISED_WORDS = words(
    """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday ph.d phd m.sc b.sc m.a b.a mba op no vol tv st
    feb apr jul aug sept sep oct nov dec
    utc gmt bst cet cest eet eest est edt cst cdt mst mdt pst pdt msk jst aest aedt
    eat wat sast pkt sgt hkt nzst nzdt acst awst brt wib pht kst
    ai dna rna hiv gdp gps epo pcr tv pc url pdf vat
    """
)
#: What stands before the state of a member of Congress → the party that it means.
PARTIES_OF_SEATS = {"D": "Democratic Party", "R": "Republican Party", "I": None}
#: A party and a state beside a legislator's name: D-Wash.
SEAT = re.compile(r"[DRI]-[A-Z]")
NEVER_NAMES = frozenset({"PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "INTJ", "PART"})
#: What ministers and ministries are of.
FIELDS = words(
    """
    agriculture culture defence defense economy education energy environment finance foreign health interior justice
    labor labour trade transport
    """
)
