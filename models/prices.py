"""What a usage costs: by the price list that ships with genai-prices, or by the operator's price of a local
model. Called by models/fleet.py, models/bill.py and models/access.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from models.contract import CountedUsage, Request
from studio.prompt import estimate_usage, most_input_tokens
from studio.protocol import ModelInfo, Usage

LOCAL_PRICE = "ATELIER_LOCAL_PRICE"
MTOK = Decimal(1_000_000)
REPLY_CHARS = 12_000  # about 300 lines: what a reply is taken to be before it is there

_MUCH = 100_000

_PRICE_LIST = {"anthropic": "anthropic", "openai": "openai", "gemini": "google"}


@dataclass(frozen=True, slots=True)
class LocalPrice:
    """Dollars for a million tokens of a model that runs on the operator's own machines."""

    input_usd: Decimal = Decimal(0)
    output_usd: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class AtMost:
    """What a request costs at most: dollars for its input, and for each token of the reply."""

    input_usd: float
    token_usd: float

    @property
    def free(self) -> bool:
        return not self.input_usd and not self.token_usd

    def usd(self, tokens: int) -> float:
        return self.input_usd + tokens * self.token_usd

    def tokens(self, usd: float) -> int:
        """How many `usd` buys, behind the input; none, or fewer, if not even that."""
        left = usd - self.input_usd
        return int(left / self.token_usd) if self.token_usd else (_MUCH if left >= 0 else 0)


class Prices:
    """`cost_usd` of a model's usage; None where no list names the model."""

    def __init__(self, local: LocalPrice | None = None) -> None:
        self._local = local or LocalPrice()

    def cost_usd(self, info: ModelInfo, usage: Usage) -> float | None:
        if info.built_in:
            return 0.0
        if info.vendor == "openai-compatible":
            read, written = usage.input_tokens, usage.output_tokens
            return float((read * self._local.input_usd + written * self._local.output_usd) / MTOK)
        import genai_prices  # takes half a second

        counted = genai_prices.Usage(
            input_tokens=usage.input_tokens,
            cache_read_tokens=usage.cached_tokens,
            cache_write_tokens=usage.cache_write_tokens,
            output_tokens=usage.output_tokens,
        )
        if isinstance(usage, CountedUsage):
            counted.cache_write_1h_tokens = usage.cache_write_1h_tokens
        vendor = _PRICE_LIST.get(info.vendor)
        if vendor is None:
            return None
        try:
            price = genai_prices.calc_price(counted, model_ref=info.name, provider_id=vendor)
        except LookupError:
            return None
        return float(price.total_price)

    def typical_usd(self, info: ModelInfo, told_chars: int = 0, thought_tokens: int = 0) -> float | None:
        """Of a reply of usual length to a prompt of usual length, with so much of files and the like: what
        models are compared by."""
        told = Request("react", "x" * (told_chars + 1))
        return self.cost_usd(info, estimate_usage(told, REPLY_CHARS, thought_tokens))

    def likely_usd(self, info: ModelInfo, request: Request, thought_tokens: int = 0) -> float:
        """Of this request, with a reply of usual length; 0 where no list names the model."""
        return self.cost_usd(info, estimate_usage(request, REPLY_CHARS, thought_tokens)) or 0.0

    def at_most(self, info: ModelInfo, request: Request) -> AtMost | None:
        """By the tier that the input falls into at most, all of it put into the vendor's cache. None where no
        list names the model."""
        tokens = most_input_tokens(request)
        usages = (Usage(tokens), Usage(tokens, cache_write_tokens=tokens))
        read = [self.cost_usd(info, usage) for usage in usages]
        both = self.cost_usd(info, Usage(tokens, 0, _MUCH))
        if read[0] is None or read[1] is None or both is None:
            return None
        return AtMost(max(read[0], read[1]), (both - read[0]) / _MUCH)

    def per_million(self, info: ModelInfo) -> tuple[float, float] | None:
        """Dollars for a million tokens in and out, below the tier where long contexts cost more."""
        read = self.cost_usd(info, Usage(input_tokens=100_000))
        written = self.cost_usd(info, Usage(output_tokens=100_000))
        return None if read is None or written is None else (10 * read, 10 * written)


def local_price(env: Mapping[str, str]) -> LocalPrice:
    """ATELIER_LOCAL_PRICE: `input,output`, dollars for a million tokens. Raises ValueError with one line."""
    text = env.get(LOCAL_PRICE, "").strip()
    if not text:
        return LocalPrice()
    try:
        read, written = (Decimal(part.strip()) for part in text.split(","))
        if not (read.is_finite() and written.is_finite() and read >= 0 and written >= 0):
            raise ValueError
    except (ArithmeticError, ValueError):
        raise ValueError(
            f"{LOCAL_PRICE}={text!r}: write dollars for a million tokens in and out, as in 0.05,0.20"
        ) from None
    return LocalPrice(read, written)
