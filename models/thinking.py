"""What a model thinks before it writes, and does not show: whether it does, and how many tokens that may be.

Vendors bill it as text and count it into the limit of a reply, but most tell of it only at the end: of a
reply that is stopped or breaks off before, it has to be guessed, and rather too high than too low, since
limits are held by it. Pure; times in seconds. Called by models/vendors.py, failover.py, fleet.py and bill.py.
"""

from dataclasses import dataclass, field

from models.catalog import Card
from models.contract import Purpose, Request, Thought

# Both are guesses. OpenAI's guide to reasoning says "a few hundred to tens of thousands" of tokens, no
# mean: taken are as many as a component itself has.
USUAL_TOKENS = 3_000
# Vendors promise no pace. The quickest of five models in one public measurement wrote 205 (Gemini 2.5 Flash,
# March 2026, kunalganglani.com); this is a fifth more. A quicker one thinks more than is reckoned.
MOST_TOKENS_PER_S = 250


def thinks(card: Card, purpose: Purpose) -> bool:
    """Whether it may think before this reply. Drafts, edits and the like do not where a model lets us choose:
    the user waits for the first line. Servers of one's own are told nothing of it: many refuse the word."""
    if card.thinking == "optional":
        return card.vendor == "openai-compatible" or purpose == "final"
    return card.thinking == "always"


def usual_tokens(card: Card, purpose: Purpose) -> int:
    return USUAL_TOKENS if thinks(card, purpose) else 0


@dataclass(slots=True)
class Thinking:
    """Of one reply that runs. `by_time`: what is not told of it goes by the time until the first word."""

    began_s: float
    by_time: bool = False
    most: int | None = None
    until_s: float | None = None
    told: Thought = field(default_factory=Thought)

    @classmethod
    def of(cls, card: Card, request: Request, now_s: float) -> "Thinking":
        """A server of one's own may load, or make a request wait; it shows what it thinks as it does."""
        return cls(now_s, thinks(card, request.purpose) and not card.local, request.max_output_tokens)

    def writes(self, now_s: float) -> None:
        """A word of the reply has come."""
        if self.until_s is None:
            self.until_s = now_s

    def tokens(self, now_s: float) -> int:
        if self.told.counted or not self.by_time:
            return self.told.tokens
        until_s = now_s if self.until_s is None else self.until_s
        guess = max(self.told.tokens, int((until_s - self.began_s) * MOST_TOKENS_PER_S))
        return guess if self.most is None else min(guess, self.most)
