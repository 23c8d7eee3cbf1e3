"""Letters that stand for others read as what they stand for."""

import pytest

from studio.folding import folded


@pytest.mark.parametrize(
    "written",
    [
        "Ｗｒｉｔｅｒ",
        "𝕎𝕣𝕚𝕥𝕖𝕣",
        "ⓦⓡⓘⓣⓔⓡ",
        "🅆🅁🄸🅃🄴🅁",
        "🆆🆁🅸🆃🅴🆁",
        "🇼🇷🇮🇹🇪🇷",
        "ᴡʀɪᴛᴇʀ",
        "wrіtеr",
        "ʍɹᴉʇǝɹ",
        "w̶r̶i̶t̶e̶r̶",
        "wrïtér",
        "w\u200br\u2060iter",
        "ʷʳⁱᵗᵉʳ",
    ],
)
def test_letters_read_as_what_they_look_like(written: str):
    assert folded(written) == "writer"


def test_other_scripts_stay_words():
    assert folded("GRÖSSE 页面") == "grosse 页面"
