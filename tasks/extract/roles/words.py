"""Words for offices and occupations, and those that say whether somebody still has one."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.extract.lexicon import words

ROLES = words(
    """
    abbot academic accountant activist actor actress administrator adviser advisor advocate agent aide alderman
    alderwoman ambassador analyst anchor anthropologist archaeologist archbishop architect archivist artist
    assemblyman assemblywoman assistant associate astronaut astronomer astrophysicist athlete attorney auditor
    author ayatollah baker ballerina banker barrister bartender bassist batsman biochemist biophysicist bishop
    blogger boss bowler boxer brigadier broadcaster broker builder businessman businessperson businesswoman butcher
    cameraman campaigner candidate captain cardinal caretaker carpenter cartoonist cellist ceo cfo chair chairholder
    chairman chairperson chairwoman chancellor chaplain chef chemist chief chieftain choreographer cinematographer
    cleaner cleric co-chair co-founder coach cofounder colonel columnist comedian commander commentator commissioner
    commodore composer comptroller conductor congressman congresswoman conservationist constable consultant
    coordinator coroner corporal correspondent cosmonaut councillor councilman councilor councilwoman counsel
    cricketer curate curator cyclist dancer deacon dean defender delegate demographer dentist deputy designer
    detective developer diarist diplomat director dissident doctor dramatist dressmaker driver drummer duchess duke
    economist editor electrician embryologist emperor employee engineer engraver entrepreneur envoy epidemiologist
    essayist executive expert explorer farmer farmhand fellow filmmaker financier firefighter fisherman footballer
    forester founder friar gardener general geologist geophysicist goalkeeper golfer governor guard guitarist
    gymnast head herder herpetologist historian host illustrator imam immunologist incumbent industrialist
    influencer inspector instructor interpreter inventor investigator investor ironworker janitor jeweller jockey
    journalist judge justice king lawmaker lawyer leader lecturer legislator lexicographer librarian librettist
    lieutenant linguist lobbyist lyricist machinist magistrate major manager marshal mathematician mayor mechanic
    medic merchant meteorologist midfielder midshipman midwife militant miner minister ministress missionary monk
    mountaineer mufti musician naturalist negotiator neuroscientist nominee novelist nun nurse nutritionist
    oceanographer officer official ombudsman ombudswoman operative optician organiser organist organizer owner
    painter paramedic parliamentarian partner pastor pathologist patriarch pharmacist philanthropist philosopher
    photographer physician physicist pianist pilot pitcher planner playwright plumber podcaster poet policeman
    policewoman politician pollster pope potter preacher prefect premier presenter president priest prime-minister
    prince princess principal printmaker producer professor programmer prosecutor provost psychiatrist psychoanalyst
    psychologist publisher quarterback quartermaster queen rabbi racer ranger rapper rapporteur rector referee
    reporter representative researcher reverend rower sailor salesman saxophonist scholar scientist screenwriter
    scout sculptor secretary seismologist senator sergeant shaman sheikh shepherd sheriff shopkeeper singer skier
    skipper sociologist soldier solicitor songwriter speaker specialist spokesman spokesperson spokeswoman sprinter
    staffer statistician strategist streamer striker stylist sultan superintendent supervisor surgeon swimmer tailor
    teacher technologist theologian therapist trader trainer translator treasurer trooper trucker trustee tutor
    umpire undersecretary vaccinologist vet veterinarian vicar vice-president violinist virologist vlogger vocalist
    waiter waitress warden warlord weaver webmaster welder whip winemaker winger worker wrestler writer zoologist
    """
)
#: What an article may call somebody who has no office by it.
DESCRIPTIONS = words(
    """
    ally billionaire critic front-runner frontrunner member millionaire player resident student successor tycoon user
    veteran witness
    """
)
PARTISANS = words("conservative democrat liberal libertarian republican socialist tory")
_ABBREVIATED = words("adm amb atty capt cllr cmdr cpl col del gen gov lt maj mep mp prof rep rev sen sgt supt")
_ROLE_SUFFIXES = (
    *("ologist", "ographer", "ician", "chemist", "spokesperson"),
    *("secretary", "minister", "president", "chairman", "director"),
)
#: Who works for a person: "Osborn's spokesman", "Osborn spokesman Henry Vell".
STAFF = words(
    """
    adviser advisor agent aide assistant attorney chief coach consultant coordinator counsel deputy director lawyer
    manager publicist secretary spokesman spokesperson spokeswoman strategist surrogate trainer
    """
)
#: Who owns or made an organisation, or stands for it, need not work for it.
OWNERS = words("candidate co-founder cofounder founder investor nominee owner trustee")
FORMER = words(
    """
    former ex late onetime one-time ousted fired sacked deposed then ex- retired erstwhile formerly previously once
    """
)
PROPOSED = words("proposed would-be potential possible prospective next incoming elect designate future")


def is_role(token: Token) -> bool:
    """Whether a noun is a word for an office or an occupation, or for what else somebody may be called."""
    lemma = token.lemma_.casefold()
    return token.pos_ in ("NOUN", "PROPN") and (
        lemma in ROLES
        or token.lower_ in ROLES
        or lemma in DESCRIPTIONS
        or lemma in PARTISANS
        or token.lower_.removesuffix(".") in _ABBREVIATED
        or (token.lower_.endswith(_ROLE_SUFFIXES) and not is_plural(token))
    )


def is_plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS")
