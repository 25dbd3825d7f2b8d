import numpy as np

from tasks.ingest.minhash import PERMUTATIONS, signature
from tests.tasks.ingest.room import BODY, body


def similarity(first: str, second: str) -> float:
    return float(np.mean(signature(first) == signature(second)))


def test_signatures_never_change():
    # Published signatures are compared with those of later versions: a change here makes every copy an original.
    first = signature("The minister said that the plan would not work.")[:4]
    assert first.tolist() == [671400672, 129340342, 837008803, 2507787581]


def test_estimates_the_jaccard_similarity_of_five_word_shingles():
    words = [f"word{n}" for n in range(1000)]
    first, second = " ".join(words[:800]), " ".join(words[200:])
    assert abs(similarity(first, second) - 600 / 1000) < 0.1


def test_case_punctuation_and_white_space_make_no_difference():
    assert similarity("The plan, he said, won’t work!", "the plan  he said won't WORK") == 1


def test_other_texts_share_nothing():
    assert similarity(body("bridge"), BODY) == 0


def test_texts_without_words_and_very_long_ones():
    assert signature("").shape == signature("— …").shape == signature("one two").shape == (PERMUTATIONS,)
    assert signature(" ".join(f"w{n}" for n in range(20_000))).dtype == np.uint32
