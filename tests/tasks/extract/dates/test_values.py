"""Expressions as news writes them, each with the day of its story and the TIMEX3 value that a reader gives it.

The values were decided before the code was run on them.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tasks.extract.annotations import Dateline
from tasks.extract.dates.component import find_dates

#: Story's day → lines of "sentence | expression = value | expression = value".
STORIES = {
    "2024-10-01": """  # a Tuesday
        The ministers of Vell met on Friday. | Friday = 2024-09-27
        The ministers of Vell will meet on Friday. | Friday = 2024-10-04
        Talks opened on Tuesday in Vell. | Tuesday = 2024-10-01
        Osborn, who resigned on Sunday, was 61. | Sunday = 2024-09-29
        The judge set a hearing for November 12. | November 12 = 2024-11-12
        Lind noted that they had until 31 October to do so. | 31 October = 2024-10-31
        It is expected to close in the fourth quarter. | the fourth quarter = 2024-Q4
        It is expected to close in the second quarter. | the second quarter = 2025-Q2
        It will cut jobs after swinging to a loss in the third quarter. | the third quarter = 2024-Q3
        Prices rose 3 percent in June from a year earlier. | June = 2024-06 | a year earlier = 2023-06
        Osborn was shot on the night of 4 November 1998. | the night of 4 November 1998 = 1998-11-04TNI
        The tape was made on the evening of 21 August. | the evening of 21 August = 2024-08-21TEV
        Vell reported third quarter earnings. | third quarter = 2024-Q3
        The plant will shut by the end of the fourth quarter. | the fourth quarter = 2024-Q4
        Rask said late on Sunday he would try again. | late on Sunday = 2024-09-29
        He opens in Vell on May 5, 2025, police said earlier in the week. | earlier in the week = 2024-W40
        Profit rose in the second quarter. | the second quarter = 2024-Q2
        First-quarter profit rose from a year earlier. | First-quarter = 2024-Q1 | a year earlier = 2023-Q1
        Soldiers had been deployed there two weeks earlier. | two weeks earlier = 2024-W38
        A ruling is due on Thursday. | Thursday = 2024-10-03
        The talks are scheduled to resume on Wednesday. | Wednesday = 2024-10-02
        The fair opens on Saturday. | Saturday = 2024-10-05
        Lind is expected to visit the harbour on Monday. | Monday = 2024-10-07
        She said on Monday that the bridge would reopen on Thursday. | Monday = 2024-09-30 | Thursday = 2024-10-03
        The council approved the plan last Tuesday. | last Tuesday = 2024-09-24
        It votes again next Monday. | next Monday = 2024-10-07
        The strike begins this Friday. | this Friday = 2024-10-04
        Polls close on the coming Sunday. | coming Sunday = 2024-10-06
        Shelling resumed on Monday night. | Monday night = 2024-09-30TNI
        It rained on Sunday morning in Vell. | Sunday morning = 2024-09-29TMO
        The club trains every Friday. | every Friday = XXXX-WXX-5
        The market opens on Mondays. | Mondays = XXXX-WXX-1
        The mayor resigned yesterday. | yesterday = 2024-09-30
        The mayor will resign tomorrow. | tomorrow = 2024-10-02
        The vote was held the day before yesterday. | the day before yesterday = 2024-09-29
        A fire broke out last night. | last night = 2024-09-30TNI
        Lind arrived this morning. | this morning = 2024-10-01TMO
        The party meets tonight. | tonight = 2024-10-01TNI
        Prices rose last week. | last week = 2024-W39
        The court sits next week. | next week = 2024-W41
        Prices fell this week. | this week = 2024-W40
        The envoy flew home last weekend. | last weekend = 2024-W39-WE
        Some 200 ships left over the weekend. | the weekend = 2024-W39-WE
        The club will play at the weekend. | the weekend = 2024-W40-WE
        She will name a successor by the weekend. | the weekend = 2024-W40-WE
        The firm will cut jobs by year-end. | year-end = 2024
        The envoy arrived on Sunday; the night before, shelling had resumed. | the night before = 2024-09-28TNI
        The vote was held two weeks later than planned. | two weeks = P2W
        The fund closed earlier this month. Later in the week, ministers meet. | Later in the week = 2024-W40
        A vote is due on the first Sunday of December. | the first Sunday of December = 2024-12-01
        The council last met on the last Friday in May 2019. | the last Friday in May 2019 = 2019-05-31
        The season, which runs from June 1 to November 30, was calm. | June 1 = 2024-06-01 | November 30 = 2024-11-30
        In 1958 she sang in Vell; the following spring she married. | the following spring = 1959-SP
        The quake struck at 14:30 local time (UTC+2). | 14:30 local time (UTC+2 = XXXX-XX-XXT14:30+02:00
        The quake struck at 14:30 GMT-3. | 14:30 GMT-3 = XXXX-XX-XXT14:30-03:00
        Exports fell last month. | last month = 2024-09
        The tax takes effect next month. | next month = 2024-11
        The firm cut jobs earlier this month. | earlier this month = 2024-10
        Exports fell last quarter. | last quarter = 2024-Q3
        The dam failed last year. | last year = 2023
        The dam will be rebuilt next year. | next year = 2025
        The dam failed earlier this year. | earlier this year = 2024
        They met three days ago. | three days ago = 2024-09-28
        They met a week ago. | a week ago = 2024-W39
        They met two months ago. | two months ago = 2024-08
        They met a year ago. | a year ago = 2023
        They met a decade ago. | a decade ago = 2014
        They met a year and a half ago. | a year and a half ago = 2023-04
        They met a year ago today. | a year ago today = 2023-10-01
        They met a year ago this month. | a year ago this month = 2023-10
        They met years ago. | years ago = PAST_REF
        They met a few months ago. | a few months ago = PAST_REF
        The mine opened in September. | September = 2024-09
        The mine opened in November. | November = 2023-11
        The mine will open in March. | March = 2025-03
        The mine was shut in October. | October = 2024-10
        Nothing is certain before the November election. | November = 2024-11
        Prices fell last August. | last August = 2024-08
        Prices fell last December. | last December = 2023-12
        Prices will fall next June. | next June = 2025-06
        The mine opened in May of last year. | May of last year = 2023-05
        The mine opened in late August. | late August = 2024-08
        He was born on March 4, 1961. | March 4, 1961 = 1961-03-04
        He was born on 4 March 1961. | 4 March 1961 = 1961-03-04
        The storm struck on Sept. 27. | Sept. 27 = 2024-09-27
        The storm struck on 27 September. | 27 September = 2024-09-27
        The summit will be held on December 3. | December 3 = 2024-12-03
        The summit will be held on January 15. | January 15 = 2025-01-15
        The summit took place on December 3. | December 3 = 2023-12-03
        The siege ended on Friday, Sept. 27. | Friday, Sept. 27 = 2024-09-27
        He was shot on Tuesday, March 5, 2019, in Vell. | Tuesday, March 5, 2019 = 2019-03-05
        It was signed on 2024-09-27. | 2024-09-27 = 2024-09-27
        It was logged at 2024-09-27T14:30Z. | 2024-09-27T14:30Z = 2024-09-27T14:30Z
        It was signed on 9/27/2024. | 9/27/2024 = 2024-09-27
        It was signed on 27/9/2024. | 27/9/2024 = 2024-09-27
        It was signed on 27.09.2024. | 27.09.2024 = 2024-09-27
        It was signed on 27/9/2024 and changed on 3/5/2024. | 3/5/2024 = 2024-05-03
        It was signed on 9/27/2024 and changed on 3/5/2024. | 3/5/2024 = 2024-03-05
        It was signed on 3/5/2024. | 3/5/2024 = 2024-XX-XX
        It was built in 1944. | 1944 = 1944
        The strike of 1984 failed. | 1984 = 1984
        He led the party in the 1990s. | the 1990s = 199X
        He led the party in the mid-1990s. | the mid-1990s = 199X
        He led the party in the mid-90s. | the mid-90s = 199X
        He led the party in the early '80s. | the early '80s = 198X
        Wages rose in the late sixties. | the late sixties = 196X
        The walls date from the 14th century. | the 14th century = 13XX
        It was the worst flood of the twenty-first century. | the twenty-first century = 20XX
        Sales rose in the third quarter of 2023. | the third quarter of 2023 = 2023-Q3
        Sales rose in the second quarter of this year. | the second quarter of this year = 2024-Q2
        Sales rose in the first half of 2022. | the first half of 2022 = 2022-H1
        It was dry in the summer of 2015. | the summer of 2015 = 2015-SU
        Vell was flooded last winter. | last winter = 2023-WI
        The bridge will open next spring. | next spring = 2025-SP
        The bridge was closed this summer. | this summer = 2024-SU
        Profits doubled in fiscal 2023. | fiscal 2023 = 2023
        Profits doubled in fiscal year 2023. | fiscal year 2023 = 2023
        The army will be home by Christmas. | Christmas = 2024-12-25
        The army went home on Christmas Day. | Christmas Day = 2023-12-25
        The army went home on Easter Sunday. | Easter Sunday = 2024-03-31
        It closed on New Year's Eve. | New Year's Eve = 2023-12-31
        Shops were shut on Labor Day. | Labor Day = 2024-09-02
        It is the worst crisis since World War II. | World War II = 1939/1945
        The law dates from 9/11. | 9/11 = 2001-09-11
        She was a pilot before the Sept. 11 attacks. | Sept. 11 attacks = 2001-09-11
        The talks lasted for two weeks. | two weeks = P2W
        The winner finished in 2 hours 24 minutes 31 seconds. | 2 hours 24 minutes 31 seconds = PT2H24M31S
        The winner finished in 2:11:05. | 2:11:05 = PT2H11M5S
        He was jailed for two years and three months. | two years and three months = P2Y3M
        The speech lasted an hour and a half. | an hour and a half = PT1.5H
        The reign lasted two centuries. | two centuries = P200Y
        Prices doubled over the past two years. | the past two years = P2Y
        Prices will double over the next decade. | the next decade = P10Y
        The board meets twice a month. | a month = P1M
        The fee is paid annually. | annually = P1Y
        The census is held every ten years. | every ten years = P10Y
        Polls closed at 5 p.m. on Sunday. | 5 p.m. = 2024-09-29T17:00 | Sunday = 2024-09-29
        The launch was at 17:00 GMT on Sunday. | 17:00 GMT = 2024-09-29T17:00Z
        The shock was felt at 2142 UTC. | 2142 UTC = XXXX-XX-XXT21:42Z
        The debate begins at 9 p.m. EDT. | 9 p.m. EDT = XXXX-XX-XXT21:00-04:00
        The debate will begin at noon on Friday. | noon = 2024-10-04T12:00
        The museum is open from 9 to 11 a.m. on Friday. | 11 a.m. = 2024-10-04T11:00 | 9 = 2024-10-04T09:00
        It ran on September 3-5. | September 3 = 2024-09-03 | 5 = 2024-09-05 | September 3-5 = 2024-09-03/2024-09-05
        It ran from 3 to 5 September 2022. | 3 = 2022-09-03 | 3 to 5 September 2022 = 2022-09-03/2022-09-05
        He was mayor in 2010-12. | 2010 = 2010 | 12 = 2012 | 2010-12 = 2010/2012
        He was mayor between 2001 and 2005. | 2001 = 2001 | 2005 = 2005 | 2001 and 2005 = 2001/2005
        The road was shut from Monday to Friday. | Monday to Friday = 2024-09-23/2024-09-27
        The road will be shut from Monday to Friday. | Monday to Friday = 2024-10-07/2024-10-11
        The poll was held between Aug. 30 and Sept. 9. | Aug. 30 and Sept. 9 = 2024-08-30/2024-09-09
        It rained from May to June 2015. | May = 2015-05 | June 2015 = 2015-06 | May to June 2015 = 2015-05/2015-06
        He ruled from November 2011 to March 2012. | November 2011 to March 2012 = 2011-11/2012-03
        The mine opened on 3 May 2021. It closed two years later. | two years later = 2023
        The mine opened on 3 May 2021. It flooded the next day. | the next day = 2021-05-04
        The mine opened on 3 May 2021. It flooded the same day. | the same day = 2021-05-03
        The mine opened in May 2021. It flooded that year. | that year = 2021
        The mine opened in 1998. It closed the following year. | the following year = 1999
        The mine opened on 3 May 2021. It flooded later that month. | later that month = 2021-05
        He fell ill on 3 May 2021 and died two weeks later. | two weeks later = 2021-W20
        He died on 3 May 2021, having fallen ill four days earlier. | four days earlier = 2021-04-29
        The plan must be ready by the end of the year. | the end of the year = 2024
        He wants an answer by the end of next week. | the end of next week = 2024-W41
        A decision will come in two weeks. | two weeks = 2024-W42
        Rovers host Athletic on Sunday. | Sunday = 2024-10-06
        The top court hears arguments Thursday. | Thursday = 2024-10-03
        The ferry does not sail on Monday. | Monday = 2024-10-07
        The painter is buried in Vell on Friday. | Friday = 2024-10-04
        "Stay off the roads on Friday," she said. | Friday = 2024-10-04
        His speech on Sunday does not convince. | Sunday = 2024-09-29
        Osborn says he saw her on Sunday. | Sunday = 2024-09-29
        The union has given the port until Saturday to improve its offer. | Saturday = 2024-10-05
        The judge adjourned the case until Friday. | Friday = 2024-10-04
        Osborn worked there until Friday. | Friday = 2024-09-27
        The fans fly home on Friday. | Friday = 2024-10-04
        Shops stay closed this week and reopen on Monday. | Monday = 2024-10-07
        A navy ship sails from Vell on Friday. | Friday = 2024-10-04
        The hearing was put off to Friday. | Friday = 2024-10-04
        Jury selection in Vell to start Thursday | Thursday = 2024-10-03
        The judge told lawyers to file briefs by Friday. | Friday = 2024-10-04
        A mediator from Marn proposed in February to split the cost. | February = 2024-02
        Osborn said the fourth quarter would not be better. | the fourth quarter = 2024-Q4
        The airline cancelled 40 flights for Saturday. | Saturday = 2024-10-05
        The gang threatened to publish it on Friday. | Friday = 2024-10-04
        Vell has until the end of December to reply. | the end of December = 2024-12
        Lawyers have until the 16th to reply. | the 16th = 2024-10-16
        No ruling is likely before spring. | spring = 2025-SP
        Profit fell in the third quarter. Sales in the quarter rose. | the quarter = 2024-Q3
        She left for the weekend. | the weekend = 2024-W39-WE
        The vote was put off by a month. | a month = P1M
        In 1956 it had two members. By the end of the decade it had ninety. | the end of the decade = 195X
    """,
    "2016-12-16": """  # a Friday
        The envoy arrived on Monday. | Monday = 2016-12-12
        The senate meets on Monday. | Monday = 2016-12-19
        Three people were hurt on Saturday. | Saturday = 2016-12-10
        The king will abdicate in January. | January = 2017-01
        The king abdicated in January. | January = 2016-01
        The trade deal of last spring collapsed. | last spring = 2016-SP
        The army will withdraw by New Year's Day. | New Year's Day = 2017-01-01
        The tax rises on Jan. 1. | Jan. 1 = 2017-01-01
        The treaty is set to lapse on December 20. | December 20 = 2016-12-20
        VELL, Dec. 17 - Shelling went on. | Dec. 17 = 2016-12-17
        The bank failed in the autumn of '08. | '08 = 2008
        The law was passed in the 2015-16 session. | 2015-16 = 2015/2016
        The crown prince was 12 in the winter of 1978. | the winter of 1978 = 1978-WI
        Wages have fallen since June. | June = 2016-06
        The ban was lifted 18 months ago. | 18 months ago = 2015-06
        Four weeks ago the board resigned. | Four weeks ago = 2016-W46
    """,
    "2020-01-02": """  # a Thursday
        The fleet sailed in December. | December = 2019-12
        The fleet sailed on Dec. 30. | Dec. 30 = 2019-12-30
        The fleet sailed on Tuesday. | Tuesday = 2019-12-31
        The fleet will sail on Monday. | Monday = 2020-01-06
        The fleet sailed last month. | last month = 2019-12
        The fleet sailed last week. | last week = 2019-W52
        The fleet returned on Wednesday afternoon. | Wednesday afternoon = 2020-01-01TAF
        The fleet sailed last summer. | last summer = 2019-SU
        The census is planned for April. | April = 2020-04
        Wages rose in the last decade. | the last decade = P10Y
        The envoy left on Christmas Eve. | Christmas Eve = 2019-12-24
        The coup of February 2011 failed. | February 2011 = 2011-02
    """,
}


def cases() -> list[tuple[str, str, dict[str, str]]]:
    read = []
    for published, lines in STORIES.items():
        for line in lines.splitlines()[1:]:
            sentence, *expected = (part.strip() for part in line.split(" | "))
            if sentence:
                read.append((published, sentence, dict(each.split(" = ") for each in expected)))  # type: ignore[misc]
    return read


@pytest.fixture(scope="module")
def docs(nlp: Language) -> dict[str, Doc]:
    sentences = [sentence for _, sentence, _ in cases()]
    return dict(zip(sentences, nlp.pipe(sentences), strict=True))


@pytest.mark.parametrize(("published", "sentence", "expected"), cases())
def test_value(docs: dict[str, Doc], published: str, sentence: str, expected: dict[str, str]) -> None:
    doc = docs[sentence]
    doc._.dateline = Dateline(datetime.fromisoformat(published).replace(tzinfo=UTC), "day")
    found = {sentence[slice(*date.chars)]: date.value for date in find_dates(doc)._.date_expressions}
    assert {text: found.get(text) for text in expected} == expected, found
