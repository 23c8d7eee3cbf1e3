"""The kinds around buying: pricing and checkout."""

from models.sketches.brief import Brief
from models.sketches.kind import Kind, fill, js, jsx, rows, sentence_case, slug

_PLANS = ("Starter", "Team", "Business", "Enterprise", "Unlimited")
_FEATURES = (
    ("3 projects", "Community support", "1 GB of storage"),
    ("Unlimited projects", "Support within a day", "50 GB of storage", "Shared workspaces"),
    ("Everything before", "Single sign-on", "Audit log", "Support within an hour"),
    ("Everything before", "Your own region", "A named engineer", "99.99 % uptime"),
    ("Everything before", "Unlimited seats", "On your own servers"),
)
_PRICES = (0, 18, 49, 120, 300)
_GOODS = (
    ("Linen shirt", "👕", 48),
    ("Walnut tray", "🪵", 36),
    ("Ceramic mug", "☕️", 18),
    ("Wool blanket", "🧣", 89),
)


def _pricing(brief: Brief) -> str:
    count = brief.count("plans?", "tiers?", "columns?", "options?", "prices", "cards?") or 3
    names = brief.listed_or_items("plans", "tiers") or _PLANS[: max(2, min(count, 5))]
    lines: list[str] = []
    for place, name in enumerate(names[:5]):
        features = ", ".join(js(feature) for feature in _FEATURES[place])
        lines.append(
            f"{{ name: {js(sentence_case(name))}, price: {_PRICES[place]}, best: {'true' if place == 1 else 'false'}, features: [{features}] }}"
        )
    columns = {2: "md:grid-cols-2", 3: "md:grid-cols-3"}.get(len(lines), "sm:grid-cols-2 xl:grid-cols-4")
    title = brief.named("Simple pricing, no surprises")
    return fill(_PRICING, brief, title=jsx(title), plans=rows(lines), columns=columns)


def _checkout(brief: Brief) -> str:
    given = brief.listed("items", "products", "goods")
    goods = tuple((name, "📦", 24 + 9 * place) for place, name in enumerate(given)) or _GOODS[:3]
    lines = (
        f"{{ id: {js(slug(name) + str(place))}, name: {js(sentence_case(name))}, emoji: {js(emoji)}, price: {price}, count: 1 }}"
        for place, (name, emoji, price) in enumerate(goods)
    )
    return fill(_CHECKOUT, brief, title=jsx(brief.named("Checkout")), goods=rows(lines))


_PRICING = r"""
import { useState } from "react";
import clsx from "clsx";
import { Check, Sparkles } from "lucide-react";

export default function App() {
  const [yearly, setYearly] = useState(true);
  const [chosen, setChosen] = useState("");

  return (
    <main className="min-h-screen bg-zinc-50 px-4 py-16 text-zinc-900 dark:bg-zinc-950 dark:text-zinc-100">
      <header className="mx-auto max-w-2xl text-center">
        <h1 className="text-4xl font-semibold tracking-tight text-balance sm:text-5xl">«title»</h1>
        <p className="mt-4 text-lg text-zinc-500 dark:text-zinc-400">Start for free. Change or stop whenever you like.</p>
        <div role="group" aria-label="Billing period" className="mt-8 inline-flex rounded-full border border-zinc-200 bg-white p-1 text-sm dark:border-zinc-800 dark:bg-zinc-900">
          <PeriodButton label="Monthly" active={!yearly} onClick={() => setYearly(false)} />
          <PeriodButton label="Yearly, save 20 %" active={yearly} onClick={() => setYearly(true)} />
        </div>
      </header>
      <div className="mx-auto mt-12 grid max-w-6xl items-start gap-6 «columns»">
        {PLANS.map((plan) => (
          <PlanCard key={plan.name} plan={plan} yearly={yearly} chosen={chosen === plan.name} onChoose={() => setChosen(plan.name)} />
        ))}
      </div>
      <p role="status" className="mt-8 min-h-6 text-center text-sm text-zinc-500 dark:text-zinc-400">
        {chosen && `${chosen} it is. You will not be charged today.`}
      </p>
    </main>
  );
}

function PeriodButton({ label, active, onClick }: { label: string; active: boolean; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={active}
      onClick={onClick}
      className={clsx(
        "rounded-full px-4 py-1.5 font-medium transition focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600",
        active ? "bg-indigo-600 text-white" : "text-zinc-600 hover:text-zinc-900 dark:text-zinc-400 dark:hover:text-zinc-100",
      )}
    >
      {label}
    </button>
  );
}

function PlanCard({ plan, yearly, chosen, onChoose }: { plan: Plan; yearly: boolean; chosen: boolean; onChoose: () => void }) {
  const price = yearly ? Math.round(plan.price * 0.8) : plan.price;
  return (
    <article
      className={clsx(
        "relative rounded-2xl border bg-white p-6 transition duration-200 hover:-translate-y-1 hover:shadow-lg motion-reduce:transform-none dark:bg-zinc-900",
        plan.best ? "border-indigo-600 shadow-md dark:border-indigo-500" : "border-zinc-200 dark:border-zinc-800",
      )}
    >
      {plan.best && (
        <span className="absolute -top-3 left-6 inline-flex items-center gap-1 rounded-full bg-indigo-600 px-3 py-1 text-xs font-medium text-white">
          <Sparkles className="size-3" aria-hidden="true" />
          Most popular
        </span>
      )}
      <h2 className="text-lg font-semibold">{plan.name}</h2>
      <p className="mt-4 flex items-baseline gap-1">
        <span className="text-4xl font-semibold tracking-tight tabular-nums">${price}</span>
        <span className="text-sm text-zinc-500 dark:text-zinc-400">per seat and month</span>
      </p>
      <button
        type="button"
        onClick={onChoose}
        className={clsx(
          "mt-6 w-full rounded-lg px-4 py-2.5 text-sm font-medium transition focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600",
          plan.best || chosen ? "bg-indigo-600 text-white hover:bg-indigo-700" : "bg-zinc-100 hover:bg-zinc-200 dark:bg-zinc-800 dark:hover:bg-zinc-700",
        )}
      >
        {chosen ? "Chosen" : plan.price === 0 ? "Start for free" : `Choose ${plan.name}`}
      </button>
      <ul className="mt-6 space-y-3 text-sm">
        {plan.features.map((feature) => (
          <li key={feature} className="flex gap-2">
            <Check className="mt-0.5 size-4 shrink-0 text-indigo-600 dark:text-indigo-400" aria-hidden="true" />
            {feature}
          </li>
        ))}
      </ul>
    </article>
  );
}

type Plan = { name: string; price: number; best: boolean; features: string[] };

const PLANS: Plan[] = [
«plans»
];
"""

_CHECKOUT = r"""
import { useState } from "react";
import type { FormEvent } from "react";
import { CreditCard, Lock, Minus, Plus } from "lucide-react";

export default function App() {
  const [items, setItems] = useState(ITEMS);
  const [card, setCard] = useState("");
  const [paid, setPaid] = useState(false);
  const subtotal = items.reduce((sum, item) => sum + item.price * item.count, 0);
  const shipping = subtotal === 0 || subtotal > 100 ? 0 : 6;
  const ready = subtotal > 0 && card.replace(/\D/g, "").length === 16;

  return (
    <main className="min-h-screen bg-zinc-50 px-4 py-10 text-zinc-900 dark:bg-zinc-950 dark:text-zinc-100">
      <div className="mx-auto grid max-w-4xl gap-6 md:grid-cols-[1fr_22rem]">
        <section>
          <h1 className="text-3xl font-semibold tracking-tight">«title»</h1>
          <ul className="mt-6 divide-y divide-zinc-200 rounded-2xl border border-zinc-200 bg-white dark:divide-zinc-800 dark:border-zinc-800 dark:bg-zinc-900">
            {items.map((item) => (
              <li key={item.id} className="flex items-center gap-4 p-4">
                <span aria-hidden="true" className="grid size-14 place-items-center rounded-xl bg-indigo-50 text-2xl dark:bg-indigo-500/10">
                  {item.emoji}
                </span>
                <div className="min-w-0 flex-1">
                  <p className="truncate font-medium">{item.name}</p>
                  <p className="text-sm text-zinc-500 tabular-nums dark:text-zinc-400">{money(item.price)} each</p>
                </div>
                <Stepper name={item.name} count={item.count} onChange={(count) => change(item.id, count)} />
                <p className="hidden w-20 text-right font-medium tabular-nums sm:block">{money(item.price * item.count)}</p>
              </li>
            ))}
          </ul>
        </section>
        <form onSubmit={pay} className="h-fit rounded-2xl border border-zinc-200 bg-white p-6 shadow-sm dark:border-zinc-800 dark:bg-zinc-900">
          <h2 className="font-semibold">Summary</h2>
          <dl className="mt-4 space-y-2 text-sm">
            <Line label="Subtotal" value={money(subtotal)} />
            <Line label="Shipping" value={shipping === 0 ? "Free" : money(shipping)} />
            <div className="flex justify-between border-t border-zinc-200 pt-3 text-base font-semibold dark:border-zinc-800">
              <dt>Total</dt>
              <dd className="tabular-nums">{money(subtotal + shipping)}</dd>
            </div>
          </dl>
          <label className="mt-6 block text-sm font-medium">
            Card number
            <span className="relative mt-1.5 block">
              <CreditCard className="absolute top-2.5 left-3 size-4 text-zinc-400" aria-hidden="true" />
              <input
                inputMode="numeric"
                value={card}
                placeholder="4242 4242 4242 4242"
                onChange={(event) => setCard(grouped(event.target.value))}
                className="w-full rounded-lg border border-zinc-300 bg-white py-2 pr-3 pl-9 font-normal tabular-nums placeholder:text-zinc-400 focus:border-indigo-500 focus:ring-4 focus:ring-indigo-500/15 focus:outline-none dark:border-zinc-700 dark:bg-zinc-950"
              />
            </span>
          </label>
          <button
            type="submit"
            disabled={!ready || paid}
            className="mt-4 inline-flex w-full items-center justify-center gap-2 rounded-lg bg-indigo-600 px-4 py-2.5 font-medium text-white transition hover:bg-indigo-700 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600 disabled:cursor-not-allowed disabled:opacity-40"
          >
            <Lock className="size-4" aria-hidden="true" />
            {paid ? "Order placed" : `Pay ${money(subtotal + shipping)}`}
          </button>
          <p role="status" className="mt-3 text-center text-xs text-zinc-500 dark:text-zinc-400">
            {paid ? "Thank you. This is a demo: nothing was charged." : "A demo: no payment is made."}
          </p>
        </form>
      </div>
    </main>
  );

  function change(id: string, count: number) {
    setPaid(false);
    setItems(items.map((item) => (item.id === id ? { ...item, count: Math.max(0, count) } : item)));
  }

  function pay(event: FormEvent) {
    event.preventDefault();
    setPaid(true);
  }
}

function Stepper({ name, count, onChange }: { name: string; count: number; onChange: (count: number) => void }) {
  const button = "grid size-8 place-items-center rounded-lg border border-zinc-200 transition hover:bg-zinc-100 dark:border-zinc-700 dark:hover:bg-zinc-800";
  return (
    <div className="flex items-center gap-2">
      <button type="button" aria-label={`One ${name} less`} onClick={() => onChange(count - 1)} className={button}>
        <Minus className="size-3.5" />
      </button>
      <span className="w-5 text-center tabular-nums">{count}</span>
      <button type="button" aria-label={`One ${name} more`} onClick={() => onChange(count + 1)} className={button}>
        <Plus className="size-3.5" />
      </button>
    </div>
  );
}

function Line({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex justify-between text-zinc-500 dark:text-zinc-400">
      <dt>{label}</dt>
      <dd className="tabular-nums">{value}</dd>
    </div>
  );
}

function grouped(text: string): string {
  return text.replace(/\D/g, "").slice(0, 16).replace(/(.{4})(?=.)/g, "$1 ");
}

function money(amount: number): string {
  return `$${amount.toFixed(2)}`;
}

const ITEMS = [
«goods»
];
"""

KINDS = (
    Kind(
        "pricing",
        {"pricing": 7, "pricing page": 9, "pricing table": 9, "price table": 8, "price plans": 8, "subscription": 4, "plans": 3, "preise": 5, "tiers": 3},
        "A pricing page with a monthly and yearly switch; one plan stands out.",
        "Next you could ask to put one plan before another, or to rename one.",
        _pricing,
    ),
    Kind(
        "checkout",
        {"checkout": 8, "cart": 6, "shopping cart": 9, "payment": 5, "payment form": 8, "credit card": 6, "basket": 6, "warenkorb": 6},
        "A checkout with a live total, steppers and a card field; it charges nothing.",
        "Next you could ask me to add an item or to change the title.",
        _checkout,
        accent="emerald",
    ),
)  # fmt: skip
