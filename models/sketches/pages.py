"""The kinds that frame a site: landing page, navigation bar and button."""

import re

from models.sketches.brief import Brief
from models.sketches.kind import Kind, fill, js, jsx, rows, sentence_case, unique_slugs

_FEATURES = (
    ("Quick to start", "From the first click to the first result in a minute."), ("Made to last", "Your work stays yours, in formats that everybody can open."),
    ("Kind to teams", "Comments, roles and a history that explains itself."),
)  # fmt: skip


def _landing(brief: Brief) -> str:
    name = brief.named("Harbour")
    named = brief.listed("features", "sections")
    features = (
        tuple((sentence_case(each), "Explain it here in one calm sentence.") for each in named) or _FEATURES
    )
    lines = (f"{{ name: {js(title)}, text: {js(text)} }}" for title, text in features)
    return fill(_LANDING, brief, brand=jsx(name), features=rows(lines))


def _navbar(brief: Brief) -> str:
    links = (brief.listed_or_items("links", "pages", "tabs") or ("Product", "Pricing", "Docs", "Blog"))[:7]
    lines = (
        f"{{ id: {js(key)}, name: {js(sentence_case(each))} }}"
        for key, each in zip(unique_slugs(links), links, strict=True)
    )
    return fill(_NAVBAR, brief, title=jsx(brief.named("Harbour")), links=rows(lines))


def _button(brief: Brief) -> str:
    label = re.search(
        r"\b(?:says|saying|label(?:l?ed)?|text)\s+(\w[\w !?]{0,30}?)(?:[.,;]|$| in | with | and )",
        brief.prompt,
        re.I,
    )
    text = brief.title or (label.group(1) if label else "Save changes")
    return fill(_BUTTON, brief, title=jsx(text))


_LANDING = r"""
import { useState } from "react";
import type { FormEvent } from "react";
import { motion } from "framer-motion";
import { ArrowRight, Check } from "lucide-react";

export default function App() {
  const [email, setEmail] = useState("");
  const [joined, setJoined] = useState(false);

  return (
    <div className="min-h-screen bg-white text-zinc-900 dark:bg-zinc-950 dark:text-zinc-100">
      <header className="mx-auto flex max-w-6xl items-center justify-between px-6 py-5">
        <p className="flex items-center gap-2 text-lg font-semibold tracking-tight">
          <span aria-hidden="true" className="size-6 rounded-lg bg-gradient-to-br from-indigo-400 to-indigo-700" />
          «brand»
        </p>
        <nav aria-label="Main" className="flex items-center gap-6 text-sm">
          <a href="#features" className="hidden text-zinc-600 transition hover:text-zinc-900 sm:block dark:text-zinc-400 dark:hover:text-zinc-100">Features</a>
          <a href="#join" className="rounded-full bg-zinc-900 px-4 py-2 font-medium text-white transition hover:bg-zinc-700 dark:bg-zinc-100 dark:text-zinc-900 dark:hover:bg-zinc-300">Get started</a>
        </nav>
      </header>
      <main>
        <section id="join" className="mx-auto max-w-3xl px-6 py-20 text-center sm:py-28">
          <motion.p initial={{ opacity: 0, y: 8 }} animate={{ opacity: 1, y: 0 }} className="mx-auto w-fit rounded-full border border-indigo-200 bg-indigo-50 px-4 py-1 text-sm font-medium text-indigo-800 dark:border-indigo-500/30 dark:bg-indigo-500/10 dark:text-indigo-200">
            New: now for teams of any size
          </motion.p>
          <h1 className="mt-6 text-5xl leading-[1.05] font-semibold tracking-tight text-balance sm:text-7xl">«brand»</h1>
          <p className="mx-auto mt-6 max-w-xl text-lg leading-relaxed text-zinc-600 dark:text-zinc-400">The calm way to get it done. Everything in one place, nothing in the way, and a first result before your coffee is cold.</p>
          {joined ? (
            <p role="status" className="mx-auto mt-10 flex w-fit items-center gap-2 rounded-full bg-indigo-600 px-6 py-3 font-medium text-white">
              <Check className="size-5" aria-hidden="true" />
              You are on the list
            </p>
          ) : (
            <form onSubmit={join} className="mx-auto mt-10 flex max-w-md flex-col gap-3 sm:flex-row">
              <input
                type="email"
                required
                aria-label="Email address"
                value={email}
                placeholder="you@example.com"
                onChange={(event) => setEmail(event.target.value)}
                className="min-w-0 flex-1 rounded-full border border-zinc-300 bg-white px-5 py-3 placeholder:text-zinc-400 focus:border-indigo-500 focus:ring-4 focus:ring-indigo-500/15 focus:outline-none dark:border-zinc-700 dark:bg-zinc-900"
              />
              <button
                type="submit"
                className="group inline-flex items-center justify-center gap-2 rounded-full bg-indigo-600 px-6 py-3 font-medium text-white transition hover:bg-indigo-700 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600"
              >
                Join
                <ArrowRight className="size-4 transition group-hover:translate-x-0.5" aria-hidden="true" />
              </button>
            </form>
          )}
        </section>
        <section id="features" className="border-t border-zinc-200 bg-zinc-50 dark:border-zinc-800 dark:bg-zinc-900/50">
          <div className="mx-auto grid max-w-6xl gap-6 px-6 py-20 md:grid-cols-3">
            {FEATURES.map((feature, place) => (
              <article key={feature.name} className="rounded-2xl border border-zinc-200 bg-white p-6 transition hover:-translate-y-1 hover:shadow-lg motion-reduce:transform-none dark:border-zinc-800 dark:bg-zinc-900">
                <span aria-hidden="true" className="text-sm font-semibold text-indigo-600 tabular-nums dark:text-indigo-400">0{place + 1}</span>
                <h2 className="mt-4 text-lg font-semibold">{feature.name}</h2>
                <p className="mt-2 leading-relaxed text-zinc-600 dark:text-zinc-400">{feature.text}</p>
              </article>
            ))}
          </div>
        </section>
      </main>
      <footer className="px-6 py-10 text-center text-sm text-zinc-500 dark:text-zinc-400">Made with care, and shipped on time.</footer>
    </div>
  );

  function join(event: FormEvent) {
    event.preventDefault();
    if (email.includes("@")) setJoined(true);
  }
}

const FEATURES = [
«features»
];
"""


_NAVBAR = r"""
import { useState } from "react";
import clsx from "clsx";
import { Bell, Menu, Search, X } from "lucide-react";

export default function App() {
  const [current, setCurrent] = useState(() => LINKS[0]?.id ?? "");
  const [open, setOpen] = useState(false);
  const [unread, setUnread] = useState(3);

  return (
    <div className="min-h-screen bg-zinc-50 text-zinc-900 dark:bg-zinc-950 dark:text-zinc-100">
      <header className="sticky top-0 z-10 border-b border-zinc-200 bg-white/80 backdrop-blur dark:border-zinc-800 dark:bg-zinc-900/80">
        <div className="mx-auto flex h-16 max-w-6xl items-center gap-6 px-4 sm:px-6">
          <h1 className="flex items-center gap-2 text-lg font-semibold tracking-tight">«title»</h1>
          <nav aria-label="Main" className="hidden flex-1 gap-1 md:flex">
            {LINKS.map((link) => (
              <NavLink key={link.id} name={link.name} active={current === link.id} onClick={() => setCurrent(link.id)} />
            ))}
          </nav>
          <div className="ml-auto flex items-center gap-1">
            <button type="button" aria-label="Search" className="rounded-lg p-2 text-zinc-500 transition hover:bg-zinc-100 dark:text-zinc-400 dark:hover:bg-zinc-800">
              <Search className="size-5" />
            </button>
            <button type="button" aria-label={`Notifications, ${unread} unread`} onClick={() => setUnread(0)} className="relative rounded-lg p-2 text-zinc-500 transition hover:bg-zinc-100 dark:text-zinc-400 dark:hover:bg-zinc-800">
              <Bell className="size-5" />
              {unread > 0 && <span className="absolute top-1 right-1 grid size-4 place-items-center rounded-full bg-indigo-600 text-[10px] font-medium text-white">{unread}</span>}
            </button>
            <button
              type="button"
              className="ml-2 hidden rounded-lg bg-indigo-600 px-4 py-2 text-sm font-medium text-white transition hover:bg-indigo-700 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600 sm:block"
            >
              Get started
            </button>
            <button type="button" aria-label={open ? "Close menu" : "Open menu"} aria-expanded={open} onClick={() => setOpen(!open)} className="rounded-lg p-2 transition hover:bg-zinc-100 md:hidden dark:hover:bg-zinc-800">
              {open ? <X className="size-5" /> : <Menu className="size-5" />}
            </button>
          </div>
        </div>
        {open && (
          <nav aria-label="Main, small screens" className="grid gap-1 border-t border-zinc-200 p-4 md:hidden dark:border-zinc-800">
            {LINKS.map((link) => (
              <NavLink
                key={link.id}
                name={link.name}
                active={current === link.id}
                onClick={() => {
                  setCurrent(link.id);
                  setOpen(false);
                }}
              />
            ))}
          </nav>
        )}
      </header>
      <main className="mx-auto max-w-6xl px-4 py-16 sm:px-6">
        <h2 className="text-4xl font-semibold tracking-tight">{LINKS.find((link) => link.id === current)?.name}</h2>
        <p className="mt-3 max-w-prose text-zinc-600 dark:text-zinc-400">The bar stays at the top while the page scrolls, and folds into a menu on small screens.</p>
        <div aria-hidden="true" className="mt-10 grid gap-4 sm:grid-cols-3">
          <div className="h-40 rounded-2xl bg-zinc-200/70 dark:bg-zinc-900" />
          <div className="h-40 rounded-2xl bg-zinc-200/70 dark:bg-zinc-900" />
          <div className="h-40 rounded-2xl bg-zinc-200/70 dark:bg-zinc-900" />
        </div>
      </main>
    </div>
  );
}

function NavLink({ name, active, onClick }: { name: string; active: boolean; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-current={active ? "page" : undefined}
      onClick={onClick}
      className={clsx(
        "rounded-lg px-3 py-2 text-left text-sm font-medium transition focus-visible:outline-2 focus-visible:outline-indigo-600",
        active ? "bg-indigo-50 text-indigo-800 dark:bg-indigo-500/15 dark:text-indigo-200" : "text-zinc-600 hover:bg-zinc-100 dark:text-zinc-400 dark:hover:bg-zinc-800",
      )}
    >
      {name}
    </button>
  );
}

const LINKS = [
«links»
];
"""


_BUTTON = r"""
import { useState } from "react";
import clsx from "clsx";
import { Check, LoaderCircle } from "lucide-react";

export default function App() {
  const [state, setState] = useState<"idle" | "busy" | "done">("idle");

  return (
    <main className="grid min-h-screen place-items-center bg-zinc-50 p-6 text-zinc-900 dark:bg-zinc-950 dark:text-zinc-100">
      <div className="grid justify-items-center gap-6">
        <button
          type="button"
          disabled={state === "busy"}
          onClick={press}
          className="inline-flex items-center gap-2 rounded-xl bg-indigo-600 px-6 py-3 text-base font-medium text-white shadow-lg shadow-indigo-600/25 transition hover:-translate-y-0.5 hover:bg-indigo-700 active:translate-y-0 focus-visible:outline-2 focus-visible:outline-offset-4 focus-visible:outline-indigo-600 disabled:opacity-80"
        >
          {state === "busy" && <LoaderCircle className="size-5 animate-spin" aria-hidden="true" />}
          {state === "done" && <Check className="size-5" aria-hidden="true" />}
          «title»
        </button>
        <p role="status" className={clsx("text-sm transition", state === "done" ? "text-indigo-700 dark:text-indigo-300" : "text-zinc-500 dark:text-zinc-400")}>
          {STATUS[state]}
        </p>
        <div className="flex gap-3">
          {VARIANTS.map((variant) => (
            <button key={variant.name} type="button" onClick={press} className={clsx("rounded-xl px-4 py-2 text-sm font-medium transition focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600", variant.style)}>
              {variant.name}
            </button>
          ))}
        </div>
      </div>
    </main>
  );

  function press() {
    setState("busy");
    setTimeout(() => setState("done"), 900);
    setTimeout(() => setState("idle"), 2800);
  }
}

const STATUS = {
  idle: "Press it, or use Tab and Enter",
  busy: "One moment…",
  done: "Done",
};

const VARIANTS = [
  { name: "Outline", style: "border border-zinc-300 hover:bg-zinc-100 dark:border-zinc-700 dark:hover:bg-zinc-900" },
  { name: "Soft", style: "bg-indigo-100 text-indigo-800 hover:bg-indigo-200 dark:bg-indigo-500/20 dark:text-indigo-200" },
  { name: "Plain", style: "text-indigo-700 hover:bg-indigo-50 dark:text-indigo-300 dark:hover:bg-indigo-500/10" },
];
"""


KINDS = (
    Kind("landing", {"landing": 7, "landing page": 10, "homepage": 7, "home page": 7, "hero": 6, "hero section": 8, "website": 3, "startup page": 7, "marketing page": 8, "webseite": 4},
         "A landing page with a waiting list and a row of features.", "Next you could ask me to add a feature or to rename one.", _landing, accent="orange"),
    Kind("navbar", {"navbar": 9, "navigation": 6, "nav bar": 9, "menu bar": 7, "navigation bar": 9, "header": 4, "top bar": 6, "menu": 3},
         "A navigation bar that sticks to the top and folds into a menu on small screens.", "Next you could ask for another link, for example: add a link About.", _navbar),
    Kind("button", {"button": 3, "cta": 4, "call to action": 4, "knopf": 3, "loading button": 5},
         "A button that shows what it does: idle, busy, done; with three quieter ones beside it.", "Next you could ask for it in another colour, or bigger.", _button),
)  # fmt: skip
