"""Stances on invented sentences: (stance, target); mentions stand in for the chains of a whole pipeline."""

from dataclasses import replace

import pytest
from spacy.tokens import Doc

from tasks.extract.annotations import Attribution, Chain, Chars, Mention
from tasks.extract.stances.component import Stances
from tests.tasks.extract.claims.test_component import claim

CHAINS = ("Bell", "Nord Council", "Hansen")
PEOPLE = {"Bell": 0, "Nord Council": 1, "Hansen": 2, "he": 0, "his": 0, "the mayor": None, "his rivals": None}


def stances(nlp, marked: str) -> list[tuple[str, str, bool]]:
    """(stance, target, whether it is an entity) of the one claim that `marked` holds."""
    text = "".join(c for c in marked if c not in "{}[]<>")
    mentions = []
    for name, chain in PEOPLE.items():
        at = text.find(f" {name} ") + 1 or (0 if text.startswith(name) else -1)
        if at >= 0:
            kind = "pronoun" if name.startswith("h") else "nominal" if chain is None else "name"
            label = "ORG" if name == "Nord Council" else "PERSON"
            mentions.append(Mention(Chars(at, at + len(name)), kind=kind, label=label, chain=chain))
    chains = [Chain(name, "PERSON", "person", f"local:{name}") for name in CHAINS]
    doc, _ = claim(nlp, marked, mentions=mentions, chains=chains)
    found = Stances()(doc)._.stances
    assert all((s.score > 0) - (s.score < 0) == {"support": 1, "oppose": -1, "neutral": 0}[s.stance] for s in found)
    return [(s.stance, doc.text[s.target.start : s.target.end], s.target_mention is not None) for s in found]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{Bell} [endorsed] <Hansen for the post>.", ("support", "Hansen", True)),
        ("{Bell} [dismissed] <the idea as premature>.", ("oppose", "the idea", False)),
        ("{Bell} [called for] <a ban on fireworks>.", ("support", "a ban on fireworks", False)),
        ("{Bell} [accused] <the board of hiding losses>.", ("oppose", "the board", False)),
        (
            "{Bell} [dismissed] <the notion of a Nord Council as premature>.",
            ("oppose", "the notion of a Nord Council", True),
        ),
        ("{Bell} [was critical of] <the proposal>.", ("oppose", "the proposal", False)),
        ("{Bell} [voiced support for] <the proposal>.", ("support", "the proposal", False)),
        ("{Bell} [expressed] <admiration for the proposal>.", ("support", "the proposal", False)),
        ("{Bell} [does not support] <the proposal>.", ("oppose", "the proposal", False)),
        ("<The proposal> [was condemned by] {Bell}.", ("oppose", "The proposal", False)),
        ('<"We oppose the tax,"> {Bell} [said].', ("oppose", "the tax", False)),
        ("{Bell} [said] <that he opposed the tax>.", ("oppose", "the tax", False)),
        ("{Bell} [refused to take sides on] <the tax>.", ("neutral", "the tax", False)),
        ("{Bell} [was neutral on] <the tax>.", ("neutral", "the tax", False)),
        ("{Bell} [attacked] <the plan> on Monday.", ("oppose", "the plan", False)),
        ("{Bell} [was angry with] <the board>.", ("oppose", "the board", False)),
        ("{Bell} [ruled out] <raising rents>.", ("oppose", "raising rents", False)),
        ("{Bell} [called] <Hansen a disgrace>.", ("oppose", "Hansen", True)),
        ("{Bell} [described] <the deal as a great success>.", ("support", "the deal", False)),
        ("{Bell} [held] <Hansen responsible for the fire>.", ("oppose", "Hansen", True)),
        ("{Bell} [mocked] <his rivals > again.", ("oppose", "his rivals", False)),
        ("{Bell} [said] <that his proposed bridge would unite us>.", ("support", "his proposed bridge", False)),
        ("{His} [vision includes] <a bridge>.", ("support", "a bridge", False)),
    ],
)
def test_a_side_taken_in_so_many_words(nlp, marked: str, expected: tuple[str, str, bool]):
    assert stances(nlp, marked) == [expected]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{Bell} [vowed] <to lower rents>.", ("support", "to lower rents", False)),
        ('{Bell} [vowed] <to "clean up the town">.', ("support", 'to "clean up the town"', False)),
        ("{Bell} [called for] <Hansen to resign>.", ("support", "Hansen to resign", False)),
        ("{Bell} [urged] the council <to publish its minutes>.", ("support", "to publish its minutes", False)),
        ("{Bell} [vowed] <to rename Nord Council >.", ("support", "to rename Nord Council", False)),
        ("{Bell} [vowed] <to abolish Nord Council >.", ("oppose", "Nord Council", True)),
        ("{Bell} [promised] <to protect Nord Council >.", ("support", "Nord Council", True)),
        ("{Bell} [stressed] <the need to cut rents>.", ("support", "to cut rents", False)),
    ],
)
def test_what_is_to_be_done_is_wanted(nlp, marked: str, expected: tuple[str, str, bool]):
    assert stances(nlp, marked) == [expected]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{Bell} [said] <the plan was reckless>.", ("oppose", "the plan", False)),
        ("{Bell} [said] <the plan was not a good idea>.", ("oppose", "the plan", False)),
        ("{Bell} [said] <the plan was too timid>.", ("oppose", "the plan", False)),
        ("{Bell} [said] <Hansen lied to the voters>.", ("oppose", "Hansen", True)),
        ("{Bell} [said] <Hansen stood up for tenants>.", ("support", "Hansen", True)),
        (
            "{Bell} [said] <the council should publish its minutes>.",
            ("support", "the council should publish its minutes", False),
        ),
        ("{Bell} [said] <the council must not raise rents>.", ("support", "the council must not raise rents", False)),
        ("{Bell} [said] <it was wrong to raise rents>.", ("oppose", "to raise rents", False)),
        ('<"I don\'t think that the plan is fair,"> {Bell} [said].', ("oppose", "the plan", False)),
        ('<"I see the plan as a mistake,"> {Bell} [said].', ("oppose", "the plan", False)),
        ('<"We will build new homes,"> {Bell} [said].', ("support", "We will build new homes", False)),
    ],
)
def test_words_of_value_in_what_is_said(nlp, marked: str, expected: tuple[str, str, bool]):
    assert stances(nlp, marked) == [expected]


@pytest.mark.parametrize(
    "marked",
    [
        "{Bell} [said] <that rents fell>.",
        "{Bell} [might endorse] <the proposal>.",
        "{Bell} [expressed] <skepticism>.",
        "{Bell} [expressed] <admiration in Hansen 's hall>.",
        "{Bell} [did not endorse] <the proposal>.",
        "{Bell} [declined to endorse] <Hansen for the post>.",
        "{Bell} [said] <that Hansen opposed the tax>.",
        "{Bell} [asked] <whether he supports the tax>.",
        "{Bell} [condemned] <it>.",
        "{Bell} [condemned] <the mayor > again.",
        "{Bell} [praised] <his own plan>.",
        "{Bell} [said] <the plan might be reckless>.",
        "{Bell} [said] <that Lind called the plan reckless>.",
        "{Bell} [denied] <that Hansen lied to the voters>.",
        "{Bell} [planned] <to visit Hansen >.",
        "{Bell} [said] <it would not be appropriate to comment>.",
        "{Bell} [said] <an attempt to enter the hall had failed>.",
        "{Bell} [said] <the problem was not the only problem>.",
        "{Bell} [suggested] <the plan may be like the old one>.",
        '<"Is the plan fair?"> {Bell} [asked].',
        '<"If they had won, people would lie,"> {Bell} [said].',
        "The tax [is opposed].",
    ],
)
def test_no_side_is_guessed(nlp, marked: str):
    marked = marked if "<" in marked else f"<{marked[:8]}>{marked[8:]}"
    assert stances(nlp, marked) == []


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{Bell} [threw her weight behind] <the plan>.", ("support", "the plan", False)),
        ("{Bell} [took issue with] <the plan>.", ("oppose", "the plan", False)),
        ("{Bell} [was outraged by] <the ruling>.", ("oppose", "the ruling", False)),
        ("{Bell} [was worried about] <the takeover>.", ("oppose", "the takeover", False)),
        ("{Bell} [was outraged] <when Hansen sold the port>.", ("oppose", "Hansen", True)),
        (
            "{Bell} [was pleased] <that the council lowered rents>.",
            ("support", "the council lowered rents", False),
        ),
        ("{Bell} [complained] <that Hansen ignored the letters>.", ("oppose", "Hansen", True)),
        ("{Bell} [backed away from] <the merger>.", ("oppose", "the merger", False)),
        ("<The ruling> [angered] {the unions}.", ("oppose", "The ruling", False)),
        ("{Bell} [spoke highly of] <the plan>.", ("support", "the plan", False)),
        ("{Bell} [called] <the verdict a travesty of justice>.", ("oppose", "the verdict", False)),
        ("{Bell} [took no position on] <the tax>.", ("neutral", "the tax", False)),
        ("{Bell} [is on the fence about] <the tax>.", ("neutral", "the tax", False)),
        ("{Bell} [named] <Hansen as a running mate>.", ("support", "Hansen", True)),
        ("{Bell} [rejected] <the notion that rents fall>.", ("oppose", "the notion that rents fall", False)),
    ],
)
def test_idioms_and_feelings_of_the_cue(nlp, marked: str, expected: tuple[str, str, bool]):
    assert stances(nlp, marked) == [expected]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{Bell} [demanded] <that the ministers resign>.", ("support", "the ministers resign", False)),
        ("{Bell} [agreed] <to cut rents>.", ("support", "to cut rents", False)),
        ("{Bell} [told] the council <to publish its minutes>.", ("support", "to publish its minutes", False)),
        ("{Bell} [wants] <to repeal the tax>.", ("support", "to repeal the tax", False)),
        ("{Bell} [vowed] <to keep fighting for tenants>.", ("support", "to keep fighting for tenants", False)),
        (
            "{Bell} [called for] <a tax on sugar to pay for schools>.",
            ("support", "a tax on sugar", False),
        ),
        ("{Bell} [called for] <the ministers to be dismissed>.", ("support", "the ministers to be dismissed", False)),
        ("{Bell} [urged] the council <not to close the port>.", ("support", "not to close the port", False)),
        ("{Bell} [said] <Hansen deserves to be dismissed>.", ("support", "to be dismissed", False)),
        (
            "{Bell} [said] <it is important that the council publish its minutes>.",
            ("support", "the council publish its minutes", False),
        ),
        ("{Bell} [wants] <a referendum>.", ("support", "a referendum", False)),
        ("{Bell} [refused] <to ratify the treaty>.", ("oppose", "to ratify the treaty", False)),
        ("{Bell} [hopes] <that the bill passes>.", ("support", "the bill", False)),
        ("{Bell} [hopes] <that the council will lower rents>.", ("support", "the council will lower rents", False)),
        ("{Bell} [said] <it is time to lower rents>.", ("support", "to lower rents", False)),
        ("{Bell} [said] <the council needs to stop>.", ("support", "to stop", False)),
        ('<"Stop the war,"> {Bell} [said].', ("support", "Stop the war", False)),
        (
            '<"We cannot allow this deal to go ahead,"> {Bell} [said].',
            ("support", "We cannot allow this deal to go ahead", False),
        ),
        ("{Bell} [said] <he had voted to repeal the law>.", ("support", "to repeal the law", False)),
    ],
)
def test_demands_wishes_and_refusals(nlp, marked: str, expected: tuple[str, str, bool]):
    assert stances(nlp, marked) == [expected]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{Bell} [said] <the plan was better than the old one>.", ("support", "the plan", False)),
        ("{Bell} [said] <the plan is in our interest>.", ("support", "the plan", False)),
        ("{Bell} [said] <the plan makes no sense>.", ("oppose", "the plan", False)),
        ("{Bell} [said] <the plan makes us safer>.", ("support", "the plan", False)),
        ("{Bell} [said] <the plan is not the answer>.", ("oppose", "the plan", False)),
        ("{Bell} [said] <the plan would destroy jobs>.", ("oppose", "the plan", False)),
        ("{Bell} [warned] <that the plan could hurt workers>.", ("oppose", "the plan", False)),
        ("{Bell} [said] <the plan will reduce poverty>.", ("support", "the plan", False)),
        ("{Bell} [said] <there was no excuse for the delay>.", ("oppose", "the delay", False)),
        ("{Bell} [said] <there is nothing wrong with the plan>.", ("support", "the plan", False)),
        ("{Bell} [said] <Hansen is a man who lied to the voters>.", ("oppose", "Hansen", True)),
        ("{Bell} [said] <Hansen is a leader of integrity>.", ("support", "Hansen", True)),
        ("{Bell} [said] <Hansen lacks courage>.", ("oppose", "Hansen", True)),
        ("{Bell} [said] <Hansen has no right to close the port>.", ("oppose", "Hansen", True)),
        ("{Bell} [said] <Hansen cannot be trusted>.", ("oppose", "Hansen", True)),
        ("{Bell} [said] <Hansen is to blame for the fire>.", ("oppose", "Hansen", True)),
        ("{Bell} [said] <Hansen wants to divide us>.", ("oppose", "Hansen", True)),
        ("{Bell} [said] <the treaty kept us safe>.", ("support", "the treaty", False)),
        ("{Bell} [said] <Hansen does not care>.", ("oppose", "Hansen", True)),
        ("{Bell} [said] <Hansen has zero skills>.", ("oppose", "Hansen", True)),
        ("{Bell} [said] <the attack was an act of cowardice>.", ("oppose", "the attack", False)),
        ("{The court} [found] <that Hansen had misled the voters>.", ("oppose", "Hansen", True)),
        ("{Bell} [said] <Hansen made a terrible mistake>.", ("oppose", "Hansen", True)),
        ("{Bell} [said] <it is these policies that hurt the poor>.", ("oppose", "these policies", False)),
        ("{Bell} [said] <it was a disgrace that children went hungry>.", ("oppose", "children went hungry", False)),
        ("{Bell} [said] <the truth is that the plan is reckless>.", ("oppose", "the plan", False)),
        ('<"I am proud to endorse Hansen ,"> {Bell} [said].', ("support", "Hansen", True)),
        ('<"No to the tax!"> {Bell} [shouted].', ("oppose", "the tax", False)),
    ],
)
def test_verdicts(nlp, marked: str, expected: tuple[str, str, bool]):
    assert stances(nlp, marked) == [expected]


@pytest.mark.parametrize(
    "marked",
    [
        "{Bell} [used to support] <the plan>.",
        "{Bell} [has yet to endorse] <Hansen >.",
        "{Bell} [could very well endorse] <Hansen >.",
        "{Bell} [is free to support] <either plan>.",
        "{Bell} [avoided criticism of] <Hansen >.",
        "{Bell} [reversed his opposition to] <the plan>.",
        "{Bell} [was assailed for] <raising rents>.",
        "{Bell} [sentenced] <Hansen to five years>.",
        "{Bell} [called it] <a rough week for Hansen >.",
        "{Bell} [voiced her support] <on Tuesday>.",
        "{Bell} [vowed] <to win the title>.",
        "{Bell} [wants] <to extend his lead>.",
        "{Bell} [hoped] <that this was only a phase>.",
        "{Bell} [hopes] <to publish next year>.",
        "{Bell} [sees] <the gains as evidence that the losses were tricks>.",
        "{Bell} [said] <the talks had failed>.",
        "{Bell} [said] <the victory should give them momentum>.",
        "{Bell} [said] <it was a fair guess that Hansen would come>.",
        "{Bell} [said] <she would not have the judgment>.",
        "{Bell} [said] <the lead was great>.",
        "{Bell} [said] <Hansen was responsible for the budget>.",
        "Bell left. {An ally} [said] <he would fight for the treaty>.",
        "{Bell} [would be asking] <the council to lower rents>.",
        "{Bell} [seeks] <to increase turnout>.",
        "{Bell} [needs] <to rest>.",
        "{Bell} [agreed] <to meet reporters>.",
        "{Bell} [refused] <to endorse Hansen >.",
        "{Bell} [was worried about] <the weather>.",
        "{Bell} [found] <that the drug was more effective>.",
        "{Bell} [said] <floods had destroyed the harvest>.",
        "{Bell} [said] <smoking causes cancer>.",
        "{Bell} [said] <the economy was in a terrible mess>.",
        "{Bell} [said] <the council had to raise rents>.",
        "{Bell} [said] <Hansen needs to win the north>.",
        "{Bell} [said] <Hansen did not lie>.",
        "{Bell} [said] <there was a place for everybody>.",
        "{Bell} [said] <the nurses have a problem>.",
        "{Bell} [called a debate on] <whether to ban the sale>.",
        '<"Look at the numbers,"> {Bell} [said].',
        '<"I love music,"> {Bell} [said].',
    ],
)
def test_facts_tactics_and_private_plans_take_no_side(nlp, marked: str):
    assert stances(nlp, marked) == []


def test_a_claim_without_a_source_has_nobody_to_hold_a_stance(nlp):
    assert stances(nlp, "[Criticism of] <the proposal> grew.") == []


def test_names_that_stand_together_are_targets_each(nlp):
    assert stances(nlp, "{Bell} [praised] < Hansen and Nord Council >.") == [
        ("support", "Hansen", True),
        ("support", "Nord Council", True),
    ]


def test_one_target_has_one_stance_a_claim(nlp):
    assert stances(nlp, "{Bell} [voiced support] <for the plan>.") == [("support", "the plan", False)]


def test_no_claims_no_stances(nlp):
    assert Stances()(Doc(nlp.vocab, words=["No", "claims"]))._.stances == []


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{Bell} [said] <the deal amounted to theft>.", [("oppose", "the deal", False)]),
        ("{Bell} [said] <the bill did not go far enough>.", [("oppose", "the bill", False)]),
        ("{Bell} [said] <the bill goes nowhere near far enough>.", [("oppose", "the bill", False)]),
        ("{Bell} [said] <the bill would go to the council>.", []),
        ("{Bell} [said] <the bill would lead to shortages>.", [("oppose", "the bill", False)]),
        ("{Bell} [said] <the bill would lead to a vote>.", []),
        ("{Bell} [said] <the storm caused damage>.", []),
        ("{Bell} [asked] Hansen <to explain the plan>.", []),
        ("{Bell} [requested] <anonymity>.", []),
        ("{Bell} [requested] <an inquiry>.", [("support", "an inquiry", False)]),
        ("{Bell} [said] <the bill amounted to 300 pounds>.", []),
        ("{Bell} [was against] <closing the school>.", [("oppose", "closing the school", False)]),
        ('<"We need new homes,"> {Bell} [said].', [("support", "new homes", False)]),
        (
            '<"We urge the council to publish its minutes,"> {Bell} [said].',
            [("support", "to publish its minutes", False)],
        ),
        (
            "{Bell} [promised] <that the council would lower rents>.",
            [("support", "the council would lower rents", False)],
        ),
        ("{Bell} [said] <rents rose sharply>.", []),
    ],
)
def test_sides_taken_in_other_constructions_and_their_neighbours(nlp, marked: str, expected: list):
    assert stances(nlp, marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{Bell} [voted to end] <the blockade>.", ("oppose", "the blockade", False)),
        ("{Bell} [condemned] <what he called the council 's greed>.", ("oppose", "the council 's greed", False)),
        (
            "{Bell} [reacted with anger to] <the decision to close the port>.",
            ("oppose", "the decision to close the port", False),
        ),
        ("{Bell} [greeted] <the budget> with relief.", ("support", "the budget", False)),
        ("{Bell} [has come around to] <the plan>.", ("support", "the plan", False)),
        ("{Bell} [showed little support for] <the plan>.", ("oppose", "the plan", False)),
        ("{Bell} [blamed] <the defeat on poor planning>.", ("oppose", "poor planning", False)),
        ("{Bell} [complained] <that officials were trying to protect banks>.", ("oppose", "officials", False)),
        ("{Bell} [said] <the decline necessitates a new pact>.", ("support", "a new pact", False)),
        ("{Bell} [said] <the plan would act as a deterrent>.", ("support", "the plan", False)),
        ("{Bell} [said] <the bill is an attempt to silence critics>.", ("oppose", "the bill", False)),
        ("{Bell} [said] <the minister has been a poor steward of the fund>.", ("oppose", "the minister", False)),
        ("{Bell} [said] <the simplistic plan was inadequate>.", ("oppose", "the simplistic plan", False)),
        ("{The union} [said] <it opposes the tax>.", ("oppose", "the tax", False)),
        ("{Bell} [pledged] <to work for peace>.", ("support", "to work for peace", False)),
        ("{Bell} [has no confidence in] <the board>.", ("oppose", "the board", False)),
        ("{Bell} [said] <the plan is a step in the right direction>.", ("support", "the plan", False)),
        ("{Bell} [said] <the board had failed investors>.", ("oppose", "the board", False)),
        ("{Bell} [said] <what the council did was shameful>.", ("oppose", "what the council did", False)),
        ("{Bell} [said] <the council should be ashamed>.", ("oppose", "the council", False)),
        ("{Bell} [said] <cheaper vaccines were needed>.", ("support", "cheaper vaccines", False)),
        ("{Bell} [said] <the market needs the merger>.", ("support", "the merger", False)),
        ("{Bell} [said] <the vote had been marred by fraud>.", ("oppose", "the vote", False)),
        ('<"I doubt that the plan will work,"> {Bell} [said].', ("oppose", "the plan", False)),
        ('<"I am not convinced that tariffs work,"> {Bell} [said].', ("oppose", "tariffs", False)),
        ('<"I am all for the plan,"> {Bell} [said].', ("support", "the plan", False)),
        ("{Bell} [expressed] <hope that the bill would pass>.", ("support", "the bill", False)),
        ("{Bell} [signed a petition against] <the hotel>.", ("oppose", "the hotel", False)),
        ("{Bell} [neither supports nor opposes] <the plan>.", ("neutral", "the plan", False)),
        ("{Bell} [said] <ministers had a duty to lower rents>.", ("support", "to lower rents", False)),
        ('<"I would urge the council to publish it,"> {Bell} [said].', ("support", "to publish it", False)),
        ('<"The minister has my full support,"> {Bell} [said].', ("support", "The minister", False)),
        ("{Bell} [said] <it was time for a change>.", ("support", "a change", False)),
        ("{Bell} [said] <the law protects criminals>.", ("oppose", "the law", False)),
        (
            "{Bell} [said] <it is unacceptable that families have to wait>.",
            ("oppose", "families have to wait", False),
        ),
        ("{Bell} [suggested] <reducing fuel taxes>.", ("support", "reducing fuel taxes", False)),
        ("{Bell} [lashed out at] <what he characterized as a smear campaign>.", ("oppose", "a smear campaign", False)),
        ("{Bell} [has no doubts about] <the vaccine>.", ("support", "the vaccine", False)),
        ("{Bell} [vowed] <to abolish it>.", ("support", "to abolish it", False)),
        ('<"We cannot accept this deal,"> {Bell} [said].', ("oppose", "this deal", False)),
        ("{Bell} [voiced concern] <regarding the plan>.", ("oppose", "the plan", False)),
        ("{Bell} [suggested] <that the pact could include a bridge>.", ("support", "a bridge", False)),
    ],
)
def test_sides_told_around_a_word(nlp, marked: str, expected: tuple[str, str, bool]):
    assert stances(nlp, marked) == [expected]


@pytest.mark.parametrize(
    "marked",
    [
        "{Bell} [stopped short of endorsing] <the plan>.",
        "{Bell} [has neither confirmed nor denied] <the report>.",
        "{Bell} [responded to criticism of] <the plan>.",
        "{Bell} [withheld support from] <the plan>.",
        '<"We shall see what the council says,"> {Bell} [said].',
        "{Bell} [said] <there is no reason to panic>.",
        "{Bell} [said] <voters have valid reasons>.",
        "{Bell} [did not oppose] <the bill>.",
        "{Bell} [brushed aside concerns about] <the cost>.",
        "{Bell} [faced criticism for] <the trip>.",
    ],
)
def test_what_is_not_done_takes_no_side(nlp, marked: str):
    assert stances(nlp, marked) == []


def test_each_of_several_names_is_a_target(nlp):
    found = stances(nlp, "{Bell} [said] <he is partial to Hansen and to Nord Council >.")
    assert found == [("support", "Hansen", True), ("support", "Nord Council", True)]


def test_a_spokesman_speaks_for_the_body(nlp):
    marked = "{Bell} [said] <the company opposes the tax>."
    doc, found = claim(nlp, marked)
    doc._.attributions = [replace(found, speaker_role="spokesman")]
    assert [stance.stance for stance in Stances()(doc)._.stances] == ["oppose"]
    assert stances(nlp, marked) == []


def test_a_pronoun_means_nobody_who_only_speaks(nlp):
    """Of "Hansen said …" and "She is a liar", said by Bell, the second is not about Hansen if nothing else is."""
    doc, found = claim(nlp, 'Hansen waited. <"She is a liar,"> {Bell} [said].')
    names = [Mention(Chars(0, 6), "name", "PERSON", chain=0), Mention(Chars(16, 19), "pronoun", "PERSON", chain=0)]
    doc._.mentions, doc._.chains = names, [Chain("Hansen", "PERSON", "person", "local:Hansen")]
    assert [stance.target_mention for stance in Stances()(doc)._.stances] == [1]
    doc._.attributions = [found, Attribution((Chars(7, 13),), (), (Chars(0, 6),))]
    assert not Stances()(doc)._.stances
