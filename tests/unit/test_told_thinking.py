import pytest

from models.told_thinking import ToldThinking


def shown(pieces: list[str]) -> str:
    told = ToldThinking()
    return "".join(map(told.feed, pieces)) + told.close()


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 50, 1000])
@pytest.mark.parametrize(
    ("reply", "says"),
    [
        ("<think>\nA list, with </ul> at its end.\n</think>\n\nHere is a list.", "Here is a list."),
        ("\n<think></think>\n\n  Here.", "Here."),
        ("<thinker> is a tag.", "<thinker> is a tag."),
        ("<thi", "<thi"),
        ("  indented", "  indented"),
        ("Here: <think>not</think> this", "Here: <think>not</think> this"),
        ("<think>It never ends", ""),
        ("<think>One</think>\n<think>Two</think>\nThree", "<think>Two</think>\nThree"),
        ("", ""),
    ],
)
def test_it_is_left_out_however_the_text_comes(reply: str, says: str, size: int) -> None:
    assert shown([reply[at : at + size] for at in range(0, len(reply), size)]) == says


def test_it_is_counted() -> None:
    told = ToldThinking()
    assert told.feed("<think>abc</think>\n") == ""
    assert told.feed("x") == "x"
    assert told.dropped >= len("<think>abc</think>")
