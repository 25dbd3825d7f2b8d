from tasks.ingest.head import read_head

BODY = "The ferry company said on Friday that it would not buy the two ships, ending months of talks with the yard."


def test_title_byline_date_and_dateline():
    head = read_head(["Ferry deal sinks", "By Ana Ruiz", "27 September 2024", f"LISBON – {BODY}", BODY], False)
    assert (head.title, head.authors, head.dateline) == ("Ferry deal sinks", ("Ana Ruiz",), "LISBON")
    assert head.published is not None
    assert head.published.at.isoformat() == "2024-09-27T00:00:00+00:00"


def test_published_counts_and_updated_does_not():
    published = read_head(
        ["Ferry deal sinks", "Published: 27 September 2024 10:15 GMT | Updated 28 September 2024", BODY], False
    )
    updated = read_head(["Ferry deal sinks", "Updated 28 September 2024", BODY], False)
    assert published.published is not None
    assert published.published.at.isoformat() == "2024-09-27T10:15:00+00:00"
    assert updated.published is None


def test_a_date_alone_may_close_the_article():
    closed = read_head(["Ferry deal sinks", *[BODY] * 6, "Sept 27, 2024"], False)
    assert closed.published is not None
    assert closed.published.at.isoformat() == "2024-09-27T00:00:00+00:00"
    assert read_head(["Ferry deal sinks", *[BODY] * 6, "The yard closed on Sept 27, 2024"], False).published is None


def test_a_date_in_the_byline():
    head = read_head(["Ferry deal sinks", "By Ana Ruiz | September 27, 2024", BODY], False)
    assert head.authors == ("Ana Ruiz",)
    assert head.published is not None


def test_a_date_in_a_sentence_is_not_the_articles():
    head = read_head(["Ferry deal sinks", "The ships were ordered on 27 September 2019 by the old owner.", BODY], False)
    assert head.published is None


def test_the_first_line_of_a_story_without_a_headline_is_no_title():
    assert read_head([f"LISBON – {BODY}", BODY], False).title is None
    assert read_head([BODY * 3, BODY], False).title is None
    assert read_head([BODY], False).title is None


def test_a_capital_word_and_a_colon_open_a_headline_not_a_dateline():
    head = read_head(["REVEALED: Ferry deal sinks", BODY, BODY], False)
    assert (head.title, head.dateline) == ("REVEALED: Ferry deal sinks", None)


def test_a_dateline_with_a_colon_opens_a_story_whose_title_is_known():
    assert read_head([f"LISBON: {BODY}", BODY], True).dateline == "LISBON"
