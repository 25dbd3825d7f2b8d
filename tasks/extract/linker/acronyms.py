"""What an acronym in brackets stands for."""

from __future__ import annotations


def abbreviates(acronym: str, name: str) -> bool:
    """Whether the capitals of `acronym` can be taken from `name`, beside which it stands in brackets.

    The letters are looked for from the last to the first, the first at the start of a word (Schwartz and Hearst 2003):
    NASA is the National Super Alliance, CDC the Centers for Disease Control and Prevention. One word has none,
    so that "Clinton (CNN)" stays two.
    """
    letters = [letter.casefold() for letter in acronym if letter.isupper()]
    if len(letters) < 2 or " " in acronym or len(name.split()) < 2:
        return False
    at = len(name) - 1
    for place, letter in reversed(list(enumerate(letters))):
        while at >= 0 and (name[at].casefold() != letter or (place == 0 and at > 0 and name[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return False
        at -= 1
    return True
