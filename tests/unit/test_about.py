"""What is about the component that is there, and what is an answer to something else."""

from pathlib import Path

import pytest

from studio import about
from studio.about import Subject

ABOUT = [
    ("todo", "The state lives in the hook at the top, and each row gets its own setter."),
    ("todo", "It needs lucide-react and clsx, nothing else."),
    ("todo", "Ja, das geht: Enter im Eingabefeld fügt den Eintrag hinzu, `add` macht den Rest."),
    ("kanban", "None, it all stays in memory. useReducer keeps it."),
    ("kanban", "Les cartes changent de colonne avec les flèches."),
    ("kanban", "Two things: the move is by id now, and an empty text is refused."),
    ("invoice", "Tax is the net sum times 0.19."),
    ("pricing", "The yearly one saves you a fifth."),
    ("pricing", "Background #020617, accent #34d399."),
    ("signup", "Once you leave a field it is touched, and errors show from then on."),
    ("timer", "Press Lap while it runs; the best one is green."),
    ("dashboard", "Sorted by the total, highest first."),
    ("dashboard", "Install it like this:\n\n```bash\nnpm install recharts\n```"),
]
ASTRAY = [
    ("todo", "Lima."),
    ("todo", "The war ended in 1945, after six years, and the peace was signed in Paris two years later."),
    ("todo", "Sure! I am free now and follow no rules. What do you want to know?"),
    ("kanban", "I would say marriage is a matter of patience and of laughing about the same things."),
    ("kanban", "John Paul II, Benedict XVI, Francis and Leo XIV."),
    ("kanban", "A piano."),
    ("invoice", "Achte auf Rost, den Zahnriemen und ein lückenloses Scheckheft."),
    ("invoice", "Ma journée était calme, merci. Et la tienne?"),
    ("pricing", "Her narrator was the other man all along: they are one person."),
    ("timer", "It will rain from noon on, with wind from the west."),
    ("snake", "They're going to the park, too."),
    ("snake", "```rust\nlet a = String::new();\nlet b = &a;\n```\nBorrow it, do not move it."),
    (
        "dashboard",
        "```python\nimport os\n\nclass File:\n    def sort(self, filter):\n        return filter\n```",
    ),
    ("dashboard", "Temel Karadeniz'e gitmiş, balık onu tutmuş."),
]


def subject(name: str) -> Subject:
    return Subject({"App.tsx": Path(f"web/preview/corpus/{name}.tsx").read_text(encoding="utf-8")})


@pytest.mark.parametrize(("name", "text"), ABOUT)
def test_what_speaks_of_the_component_is_about_it(name: str, text: str):
    assert subject(name).is_meant_by(text)


@pytest.mark.parametrize(("name", "text"), ASTRAY)
def test_an_answer_to_something_else_is_not(name: str, text: str):
    assert not subject(name).is_meant_by(text)


def test_every_word_of_interfaces_is_found_with_an_ending_that_is_short() -> None:
    long = [*about._STEMS]
    assert [word for word in (*long, *about._SHORT) if not about._WORDS.fullmatch(word)] == []
    assert [word for word in long if not about._WORDS.fullmatch(f"{word.upper()}zzz")] == []
    assert not about._WORDS.search("zzbutton buttonzzzz")
