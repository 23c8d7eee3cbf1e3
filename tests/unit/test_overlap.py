"""The prompt's words among others, or in another order, are seen; honest text of the same subject is not."""

import random
from pathlib import Path

import pytest

from studio.prompt.letters import Letters, spelled
from studio.prompt.overlap import GAP_WORDS, Overlap, overlaps
from studio.prompt.system import system_prompt

WORDS = system_prompt("react").split()
PLACES = range(40, 700, 60)
FILLERS = ("well", "then", "so", "here", "quite", "really", "often", "blue", "green", "walking", "again")


def part(at: int) -> list[str]:
    return WORDS[at : at + 80]


def filled(at: int) -> str:
    chance = random.Random(at)
    return " ".join(f"{word} {' '.join(chance.sample(FILLERS, chance.randrange(4)))}" for word in part(at))


@pytest.mark.parametrize("at", PLACES)
def test_words_with_others_between_are_seen_wherever_they_are_from(at: int):
    assert overlaps(filled(at)) or any(word.startswith("-") for word in part(at))


@pytest.mark.parametrize("at", PLACES)
def test_words_in_another_order_are_seen(at: int):
    pairs = [word for one, two in zip(part(at)[::2], part(at)[1::2], strict=True) for word in (two, one)]
    columns = [part(at)[column + 20 * row] for column in range(20) for row in range(4)]
    for told in (pairs, columns, part(at)[::-1]):
        assert overlaps(" ".join(told)) or any(word.startswith("-") for word in part(at))


@pytest.mark.parametrize("step", [1, 7, 1000])
def test_it_is_seen_however_the_text_comes(step: int):
    reader, told = Overlap(), filled(40)
    assert any(reader.feed(told[at : at + step]) for at in range(0, len(told), step))


def test_what_has_begun_is_told_and_forgotten():
    reader = Overlap()
    words = part(100)
    begun = 0
    while not begun:
        assert not reader.feed(f"{words.pop(0)} ")
        begun = reader.begun
    assert begun <= 30
    reader.feed("now something else " * GAP_WORDS)
    assert reader.begun == 0


def test_documents_of_the_same_subject_are_none():
    paths = [Path("README.md"), *Path("docs").rglob("*.md"), *Path("web/preview/corpus").glob("*.tsx")]
    assert len(paths) > 30
    assert [path for path in paths if overlaps(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("step", [1, 7, 40])
@pytest.mark.parametrize("way", ["lines", "words", "tags"])
def test_letters_apart_are_seen_however_the_text_comes(way: str, step: int):
    letters = [char for char in "".join(part(40)).lower() if char.isalpha()]
    told = {
        "lines": "\n".join(f"- {letter}ome thing" for letter in letters),
        "words": " ".join(f"{letter}ome" for letter in letters),
        "tags": "".join(f'<span className="x">{letter}</span>' for letter in letters),
    }[way]
    reader = Letters()
    assert any(reader.feed(told[at : at + step]) for at in range(0, len(told), step))
    assert not spelled(told[: len(told) // 20])
