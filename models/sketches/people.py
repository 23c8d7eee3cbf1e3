"""The kinds about a person: settings, profile and card."""

from models.sketches.brief import Brief
from models.sketches.kind import Kind, fill, js, jsx, rows, sentence_case, unique_slugs

_OPTIONS = (
    ("Email summary", "One mail on Monday with what happened"), ("Push messages", "On this device, when somebody mentions you"),
    ("Sounds", "A soft chime for new messages"), ("Public profile", "People outside your team can find you"),
)  # fmt: skip


def _settings(brief: Brief) -> str:
    named = brief.listed_or_items("options", "toggles", "switches", "settings")
    options = tuple((sentence_case(name), "On or off, saved at once") for name in named) or _OPTIONS
    keys = unique_slugs(name for name, _ in options)
    lines = (
        f"{{ id: {js(key)}, name: {js(name)}, note: {js(note)}, on: {'true' if place % 2 == 0 else 'false'} }}"
        for place, (key, (name, note)) in enumerate(zip(keys, options, strict=True))
    )
    return fill(_SETTINGS, brief, title=jsx(brief.named("Settings")), options=rows(lines))


def _profile(brief: Brief) -> str:
    name = brief.named("Mira Okafor")
    stats = (brief.listed("stats") or ("Projects", "Followers", "Following"))[:4]
    lines = (
        f"{{ name: {js(sentence_case(each))}, value: {value} }}"
        for each, value in zip(stats, (24, 1830, 312, 7), strict=False)
    )
    return fill(_PROFILE, brief, title=jsx(name), letter=jsx(name[:1].upper()), stats=rows(lines))


def _card(brief: Brief) -> str:
    facts = (
        brief.listed_or_items("facts", "details") or ("Two bedrooms", "Sea view", "Ten minutes to the beach")
    )[:6]
    return fill(
        _CARD,
        brief,
        title=jsx(brief.named("A house by the sea")),
        facts=rows(js(sentence_case(each)) for each in facts),
    )


_SETTINGS = r"""
import { useState } from "react";
import clsx from "clsx";
import { Bell, Check, Palette, User } from "lucide-react";

export default function App() {
  const [tab, setTab] = useState("Notifications");
  const [options, setOptions] = useState(OPTIONS);
  const [name, setName] = useState("Mira Okafor");
  const [theme, setTheme] = useState("System");
  const [saved, setSaved] = useState(true);

  return (
    <main className="min-h-screen bg-zinc-50 px-4 py-10 text-zinc-900 dark:bg-zinc-950 dark:text-zinc-100">
      <div className="mx-auto max-w-4xl">
        <h1 className="text-3xl font-semibold tracking-tight">«title»</h1>
        <div className="mt-8 grid gap-8 md:grid-cols-[13rem_1fr]">
          <nav aria-label="Sections" className="flex gap-1 overflow-x-auto md:flex-col">
            {TABS.map((each) => (
              <button
                key={each.name}
                type="button"
                aria-current={tab === each.name}
                onClick={() => setTab(each.name)}
                className={clsx("flex items-center gap-2 rounded-lg px-3 py-2 text-sm font-medium transition", tab === each.name ? "bg-indigo-100 text-indigo-900 dark:bg-indigo-500/20 dark:text-indigo-100" : "text-zinc-600 hover:bg-zinc-100 dark:text-zinc-400 dark:hover:bg-zinc-900")}
              >
                <each.icon className="size-4" aria-hidden="true" />
                {each.name}
              </button>
            ))}
          </nav>
          <section aria-label={tab} className="rounded-2xl border border-zinc-200 bg-white shadow-xs dark:border-zinc-800 dark:bg-zinc-900">
            <div className="divide-y divide-zinc-100 px-6 dark:divide-zinc-800">
              {tab === "Notifications" && options.map((option) => <OptionRow key={option.id} option={option} onToggle={() => toggle(option.id)} />)}
              {tab === "Profile" && (
                <label className="block py-5 text-sm font-medium">
                  Display name
                  <input value={name} onChange={(event) => change(() => setName(event.target.value))} className="mt-1.5 w-full rounded-lg border border-zinc-300 bg-white px-3 py-2 font-normal focus:border-indigo-500 focus:ring-4 focus:ring-indigo-500/15 focus:outline-none dark:border-zinc-700 dark:bg-zinc-950" />
                </label>
              )}
              {tab === "Appearance" && (
                <div role="radiogroup" aria-label="Theme" className="grid grid-cols-3 gap-3 py-5">
                  {THEMES.map((each) => (
                    <button key={each} type="button" role="radio" aria-checked={theme === each} onClick={() => change(() => setTheme(each))} className="rounded-xl border-2 border-zinc-200 p-4 text-sm font-medium transition hover:border-zinc-300 aria-checked:border-indigo-600 dark:border-zinc-700 dark:aria-checked:border-indigo-500">
                      {each}
                    </button>
                  ))}
                </div>
              )}
            </div>
            <footer className="flex items-center justify-end gap-4 rounded-b-2xl border-t border-zinc-200 bg-zinc-50 px-6 py-4 dark:border-zinc-800 dark:bg-zinc-950/40">
              <p role="status" className="text-sm text-zinc-500 dark:text-zinc-400">{saved ? "Everything is saved" : "You have changes"}</p>
              <button
                type="button"
                disabled={saved}
                onClick={() => setSaved(true)}
                className="inline-flex items-center gap-2 rounded-lg bg-indigo-600 px-4 py-2 text-sm font-medium text-white transition hover:bg-indigo-700 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600 disabled:opacity-40"
              >
                <Check className="size-4" aria-hidden="true" />
                Save
              </button>
            </footer>
          </section>
        </div>
      </div>
    </main>
  );

  function change(apply: () => void) {
    apply();
    setSaved(false);
  }

  function toggle(id: string) {
    change(() => setOptions(options.map((option) => (option.id === id ? { ...option, on: !option.on } : option))));
  }
}

function OptionRow({ option, onToggle }: { option: Option; onToggle: () => void }) {
  return (
    <div className="flex items-center justify-between gap-6 py-5">
      <div>
        <p id={option.id} className="font-medium">{option.name}</p>
        <p className="text-sm text-zinc-500 dark:text-zinc-400">{option.note}</p>
      </div>
      <button
        type="button"
        role="switch"
        aria-checked={option.on}
        aria-labelledby={option.id}
        onClick={onToggle}
        className={clsx("relative h-6 w-11 shrink-0 rounded-full transition focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600", option.on ? "bg-indigo-600" : "bg-zinc-300 dark:bg-zinc-700")}
      >
        <span className={clsx("absolute top-0.5 left-0.5 size-5 rounded-full bg-white shadow transition", option.on && "translate-x-5")} />
      </button>
    </div>
  );
}

type Option = { id: string; name: string; note: string; on: boolean };

const OPTIONS: Option[] = [
«options»
];

const TABS = [
  { name: "Notifications", icon: Bell },
  { name: "Profile", icon: User },
  { name: "Appearance", icon: Palette },
];

const THEMES = ["System", "Light", "Dark"];
"""

_PROFILE = r"""
import { useState } from "react";
import clsx from "clsx";
import { Check, Mail, MapPin, UserPlus } from "lucide-react";

export default function App() {
  const [following, setFollowing] = useState(false);
  const [tab, setTab] = useState("About");

  return (
    <main className="grid min-h-screen place-items-center bg-zinc-100 px-4 py-10 text-zinc-900 dark:bg-zinc-950 dark:text-zinc-100">
      <article className="w-full max-w-md overflow-hidden rounded-3xl border border-zinc-200 bg-white shadow-sm dark:border-zinc-800 dark:bg-zinc-900">
        <div aria-hidden="true" className="h-32 bg-gradient-to-r from-indigo-300 via-indigo-500 to-indigo-700" />
        <div className="px-6 pb-6">
          <div className="-mt-12 flex items-end justify-between">
            <span aria-hidden="true" className="grid size-24 place-items-center rounded-full border-4 border-white bg-indigo-100 text-4xl font-semibold text-indigo-800 dark:border-zinc-900 dark:bg-indigo-900 dark:text-indigo-100">
              «letter»
            </span>
            <button
              type="button"
              aria-pressed={following}
              onClick={() => setFollowing(!following)}
              className={clsx(
                "inline-flex items-center gap-2 rounded-full px-5 py-2 text-sm font-medium transition focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600",
                following ? "border border-zinc-300 hover:bg-zinc-100 dark:border-zinc-700 dark:hover:bg-zinc-800" : "bg-indigo-600 text-white hover:bg-indigo-700",
              )}
            >
              {following ? <Check className="size-4" aria-hidden="true" /> : <UserPlus className="size-4" aria-hidden="true" />}
              {following ? "Following" : "Follow"}
            </button>
          </div>
          <h1 className="mt-4 text-2xl font-semibold tracking-tight">«title»</h1>
          <p className="text-zinc-500 dark:text-zinc-400">Product designer who codes</p>
          <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm text-zinc-500 dark:text-zinc-400">
            <li className="flex items-center gap-1.5">
              <MapPin className="size-4" aria-hidden="true" />
              Lisbon
            </li>
            <li className="flex items-center gap-1.5">
              <Mail className="size-4" aria-hidden="true" />
              hello@example.com
            </li>
          </ul>
          <dl className="mt-6 flex justify-between rounded-2xl bg-zinc-50 p-4 text-center dark:bg-zinc-800/50">
            {STATS.map((stat) => (
              <div key={stat.name} className="flex-1">
                <dt className="text-xs text-zinc-500 dark:text-zinc-400">{stat.name}</dt>
                <dd className="text-lg font-semibold tabular-nums">{(stat.value + (following && stat.name === "Followers" ? 1 : 0)).toLocaleString("en")}</dd>
              </div>
            ))}
          </dl>
          <div role="tablist" className="mt-6 flex gap-6 border-b border-zinc-200 text-sm dark:border-zinc-800">
            {TABS.map((each) => (
              <button
                key={each.name}
                type="button"
                role="tab"
                aria-selected={tab === each.name}
                onClick={() => setTab(each.name)}
                className="-mb-px border-b-2 border-transparent pb-3 font-medium text-zinc-500 transition hover:text-zinc-900 aria-selected:border-indigo-600 aria-selected:text-zinc-900 dark:text-zinc-400 dark:hover:text-zinc-100 dark:aria-selected:text-zinc-100"
              >
                {each.name}
              </button>
            ))}
          </div>
          <p role="tabpanel" className="mt-4 min-h-20 text-sm leading-relaxed text-zinc-600 dark:text-zinc-300">{TABS.find((each) => each.name === tab)?.text}</p>
        </div>
      </article>
    </main>
  );
}

const STATS = [
«stats»
];

const TABS = [
  { name: "About", text: "I make small tools for people who work with their hands. Before that: maps, museums and a bakery." },
  { name: "Work", text: "Currently: a booking book for a harbour. Lately: a quiet reader, and signs for two hospitals." },
  { name: "Links", text: "Write to me first. I answer on Tuesdays and Fridays." },
];
"""

_CARD = r"""
import { useState } from "react";
import clsx from "clsx";
import { ArrowRight, Check, Heart, Star } from "lucide-react";

export default function App() {
  const [saved, setSaved] = useState(false);
  const [rating, setRating] = useState(4);
  const [more, setMore] = useState(false);

  return (
    <main className="grid min-h-screen place-items-center bg-zinc-100 px-4 py-10 text-zinc-900 dark:bg-zinc-950 dark:text-zinc-100">
      <article className="group w-full max-w-sm overflow-hidden rounded-3xl border border-zinc-200 bg-white shadow-sm transition duration-300 hover:shadow-xl dark:border-zinc-800 dark:bg-zinc-900">
        <div className="relative h-52 overflow-hidden bg-gradient-to-br from-indigo-200 via-indigo-400 to-indigo-700">
          <span aria-hidden="true" className="absolute -right-8 -bottom-10 size-44 rounded-full bg-white/25 transition duration-500 group-hover:scale-125" />
          <span aria-hidden="true" className="absolute top-8 left-8 size-20 rounded-full bg-white/20 transition duration-500 group-hover:scale-110" />
          <button
            type="button"
            aria-label="Save"
            aria-pressed={saved}
            onClick={() => setSaved(!saved)}
            className="absolute top-4 right-4 grid size-10 place-items-center rounded-full bg-white/90 text-zinc-700 transition hover:scale-105 aria-pressed:text-red-600"
          >
            <Heart className={clsx("size-5", saved && "fill-current")} />
          </button>
        </div>
        <div className="p-6">
          <h1 className="text-xl font-semibold tracking-tight">«title»</h1>
          <p className="mt-2 text-sm leading-relaxed text-zinc-600 dark:text-zinc-400">Light on both sides, a long table, and a garden that looks after itself.</p>
          <div role="radiogroup" aria-label="Rating" className="mt-4 flex gap-1">
            {STARS.map((star) => (
              <button key={star} type="button" role="radio" aria-checked={rating === star} aria-label={`${star} of 5`} onClick={() => setRating(star)} className="text-indigo-600 transition hover:scale-110 dark:text-indigo-400">
                <Star className={clsx("size-5", star <= rating && "fill-current")} />
              </button>
            ))}
          </div>
          {more && (
            <ul className="mt-4 space-y-2 text-sm">
              {FACTS.map((fact) => (
                <li key={fact} className="flex gap-2">
                  <Check className="size-4 text-indigo-600 dark:text-indigo-400" aria-hidden="true" />
                  {fact}
                </li>
              ))}
            </ul>
          )}
          <button
            type="button"
            aria-expanded={more}
            onClick={() => setMore(!more)}
            className="mt-6 inline-flex w-full items-center justify-center gap-2 rounded-xl bg-indigo-600 px-4 py-2.5 text-sm font-medium text-white transition hover:bg-indigo-700 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600"
          >
            {more ? "Show less" : "Show details"}
            <ArrowRight className={clsx("size-4 transition", more && "-rotate-90")} aria-hidden="true" />
          </button>
        </div>
      </article>
    </main>
  );
}

const STARS = [1, 2, 3, 4, 5];

const FACTS = [
«facts»
];
"""

KINDS = (
    Kind("settings", {"settings": 8, "settings page": 10, "preferences": 7, "toggles": 5, "account page": 5, "switches": 4, "einstellungen": 8},
         "A settings page with sections, switches and a save bar.", "Next you could ask for another option, for example: add an option Newsletter.", _settings, accent="sky"),
    Kind("profile", {"profile": 8, "profile page": 10, "profile card": 10, "user card": 8, "bio": 4, "user profile": 10, "team member": 6, "business card": 7, "profil": 7},
         "A profile card with tabs and a follow button that counts.", "Next you could ask me to change the title to another name.", _profile, accent="orange"),
    Kind("card", {"card": 3, "product card": 6, "product": 3, "product page": 6, "recipe": 5, "info card": 5, "karte": 3},
         "A card with a rating, a heart and details that fold open.", "Next you could ask for other facts, for example: add a fact Free parking.", _card, accent="teal"),
)  # fmt: skip
