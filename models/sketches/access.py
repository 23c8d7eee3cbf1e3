"""The kinds that let people in: login and signup."""

from models.sketches.brief import Brief
from models.sketches.forms import field_lines, field_names
from models.sketches.kind import Kind, fill, jsx


def _login(brief: Brief) -> str:
    title = (
        f"Welcome to {brief.title}"
        if brief.title and len(brief.title.split()) < 3
        else brief.named("Welcome back")
    )
    return fill(
        _LOGIN, brief, title=jsx(title), fields=field_lines(field_names(brief) or ("Email", "Password"))
    )


def _signup(brief: Brief) -> str:
    title = (
        f"Join {brief.title}"
        if brief.title and len(brief.title.split()) < 3
        else brief.named("Create your account")
    )
    labels = field_names(brief) or ("Full name", "Email", "Password")
    return fill(_SIGNUP, brief, title=jsx(title), fields=field_lines(labels))


_LOGIN = r"""
import { useState } from "react";
import type { FormEvent } from "react";
import { Eye, EyeOff, LoaderCircle, LogIn, ShieldCheck } from "lucide-react";

export default function App() {
  const [values, setValues] = useState<Record<string, string>>({});
  const [shown, setShown] = useState(false);
  const [remember, setRemember] = useState(true);
  const [problem, setProblem] = useState("");
  const [state, setState] = useState<"idle" | "busy" | "in">("idle");

  return (
    <main className="grid min-h-screen place-items-center bg-gradient-to-b from-indigo-50 to-white px-4 py-10 text-zinc-900 dark:from-zinc-900 dark:to-zinc-950 dark:text-zinc-100">
      <section className="w-full max-w-sm rounded-2xl border border-zinc-200 bg-white p-8 shadow-lg shadow-zinc-900/5 dark:border-zinc-800 dark:bg-zinc-900">
        <span className="grid size-11 place-items-center rounded-xl bg-indigo-600 text-white">
          <ShieldCheck className="size-6" aria-hidden="true" />
        </span>
        <h1 className="mt-5 text-2xl font-semibold tracking-tight">«title»</h1>
        <p className="mt-1 text-sm text-zinc-500 dark:text-zinc-400">Log in to go on where you left off.</p>
        {state === "in" ? (
          <div role="status" className="mt-6 rounded-xl bg-indigo-50 p-4 text-sm text-indigo-900 dark:bg-indigo-500/10 dark:text-indigo-200">
            <p className="font-medium">You are logged in.</p>
            <button type="button" onClick={() => setState("idle")} className="mt-2 font-medium underline underline-offset-4">
              Log out
            </button>
          </div>
        ) : (
          <form onSubmit={submit} noValidate className="mt-6 space-y-4">
            {FIELDS.map((field) => (
              <div key={field.id}>
                <label htmlFor={field.id} className="text-sm font-medium">
                  {field.label}
                </label>
                <div className="relative mt-1.5">
                  <input
                    id={field.id}
                    type={field.type === "password" && shown ? "text" : field.type}
                    value={values[field.id] ?? ""}
                    placeholder={field.placeholder}
                    onChange={(event) => setValues({ ...values, [field.id]: event.target.value })}
                    className="w-full rounded-lg border border-zinc-300 bg-white px-3 py-2 text-sm placeholder:text-zinc-400 focus:border-indigo-500 focus:ring-4 focus:ring-indigo-500/15 focus:outline-none dark:border-zinc-700 dark:bg-zinc-950"
                  />
                  {field.type === "password" && (
                    <button
                      type="button"
                      aria-label={shown ? "Hide password" : "Show password"}
                      onClick={() => setShown(!shown)}
                      className="absolute inset-y-0 right-0 grid w-10 place-items-center text-zinc-400 hover:text-zinc-600 dark:hover:text-zinc-200"
                    >
                      {shown ? <EyeOff className="size-4" /> : <Eye className="size-4" />}
                    </button>
                  )}
                </div>
              </div>
            ))}
            <label className="flex items-center gap-2 text-sm text-zinc-600 dark:text-zinc-300">
              <input type="checkbox" checked={remember} onChange={() => setRemember(!remember)} className="size-4 accent-indigo-600" />
              Remember me on this device
            </label>
            <p role="alert" className="text-sm text-red-600 empty:hidden dark:text-red-400">{problem}</p>
            <button
              type="submit"
              disabled={state === "busy"}
              className="inline-flex w-full items-center justify-center gap-2 rounded-lg bg-indigo-600 px-4 py-2.5 text-sm font-medium text-white transition hover:bg-indigo-700 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600 disabled:opacity-70"
            >
              {state === "busy" ? <LoaderCircle className="size-4 animate-spin" /> : <LogIn className="size-4" />}
              Log in
            </button>
          </form>
        )}
      </section>
    </main>
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    const missing = FIELDS.find((field) => !(values[field.id] ?? "").trim());
    setProblem(missing ? `Please fill in: ${missing.label}` : "");
    if (missing) return;
    setState("busy");
    setTimeout(() => setState("in"), 900);
  }
}

type Field = { id: string; label: string; type: string; placeholder: string };

const FIELDS: Field[] = [
«fields»
];
"""

_SIGNUP = r"""
import { useState } from "react";
import type { FormEvent } from "react";
import { Check, PartyPopper, UserPlus } from "lucide-react";

export default function App() {
  const [values, setValues] = useState<Record<string, string>>({});
  const [agreed, setAgreed] = useState(false);
  const [done, setDone] = useState(false);
  const password = FIELDS.find((field) => field.type === "password");
  const strength = RULES.filter((rule) => rule.test.test(password ? (values[password.id] ?? "") : "")).length;
  const complete = FIELDS.every((field) => (values[field.id] ?? "").trim() !== "");
  const ready = complete && agreed && (!password || strength >= 2);

  return (
    <main className="grid min-h-screen bg-white text-zinc-900 lg:grid-cols-2 dark:bg-zinc-950 dark:text-zinc-100">
      <aside className="hidden flex-col justify-end bg-gradient-to-br from-indigo-600 to-indigo-900 p-12 text-white lg:flex">
        <p className="max-w-md text-3xl leading-snug font-semibold">“We moved our whole week in here on a Monday. By Friday nobody remembered the old way.”</p>
        <p className="mt-6 text-sm text-indigo-200">Mira Okafor, operations lead</p>
      </aside>
      <section className="grid place-items-center px-4 py-10">
        {done ? (
          <div role="status" className="max-w-sm text-center">
            <PartyPopper className="mx-auto size-12 text-indigo-600 dark:text-indigo-400" aria-hidden="true" />
            <p className="mt-4 text-2xl font-semibold">You are in.</p>
            <p className="mt-1 text-zinc-500 dark:text-zinc-400">We sent a link to confirm your address.</p>
            <button type="button" onClick={() => setDone(false)} className="mt-6 text-sm font-medium text-indigo-600 hover:underline dark:text-indigo-400">
              Back to the form
            </button>
          </div>
        ) : (
          <form onSubmit={submit} className="w-full max-w-sm">
            <h1 className="text-3xl font-semibold tracking-tight">«title»</h1>
            <p className="mt-2 text-sm text-zinc-500 dark:text-zinc-400">Free for 14 days, no card needed.</p>
            <div className="mt-8 space-y-4">
              {FIELDS.map((field) => (
                <label key={field.id} className="block text-sm font-medium">
                  {field.label}
                  <input
                    type={field.type}
                    value={values[field.id] ?? ""}
                    placeholder={field.placeholder}
                    onChange={(event) => setValues({ ...values, [field.id]: event.target.value })}
                    className="mt-1.5 w-full rounded-lg border border-zinc-300 bg-white px-3 py-2 font-normal placeholder:text-zinc-400 focus:border-indigo-500 focus:ring-4 focus:ring-indigo-500/15 focus:outline-none dark:border-zinc-700 dark:bg-zinc-900"
                  />
                </label>
              ))}
            </div>
            {password && <Strength score={strength} value={values[password.id] ?? ""} />}
            <label className="mt-5 flex items-start gap-2 text-sm text-zinc-600 dark:text-zinc-300">
              <input type="checkbox" checked={agreed} onChange={() => setAgreed(!agreed)} className="mt-0.5 size-4 accent-indigo-600" />
              I agree to the terms and the privacy notice
            </label>
            <button
              type="submit"
              disabled={!ready}
              className="mt-6 inline-flex w-full items-center justify-center gap-2 rounded-lg bg-indigo-600 px-4 py-2.5 font-medium text-white transition hover:bg-indigo-700 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600 disabled:cursor-not-allowed disabled:opacity-40"
            >
              <UserPlus className="size-4" aria-hidden="true" />
              Create account
            </button>
          </form>
        )}
      </section>
    </main>
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    if (ready) setDone(true);
  }
}

function Strength({ score, value }: { score: number; value: string }) {
  return (
    <div className="mt-3" aria-live="polite">
      <div className="flex gap-1.5" aria-hidden="true">
        {RULES.map((rule, place) => (
          <span key={rule.label} className={`h-1 flex-1 rounded-full ${place < score ? "bg-indigo-600" : "bg-zinc-200 dark:bg-zinc-800"}`} />
        ))}
      </div>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-zinc-500 dark:text-zinc-400">
        {RULES.map((rule) => (
          <li key={rule.label} className="flex items-center gap-1">
            <Check className={`size-3 ${rule.test.test(value) ? "text-indigo-600 dark:text-indigo-400" : "opacity-25"}`} aria-hidden="true" />
            {rule.label}
          </li>
        ))}
      </ul>
    </div>
  );
}

type Field = { id: string; label: string; type: string; placeholder: string };

const FIELDS: Field[] = [
«fields»
];

const RULES = [
  { label: "8 characters", test: /.{8,}/ },
  { label: "a number", test: /\d/ },
  { label: "a capital letter", test: /[A-Z]/ },
];
"""

KINDS = (
    Kind(
        "login",
        {
            "login": 7,
            "log in": 7,
            "sign in": 7,
            "signin": 7,
            "login form": 9,
            "password form": 5,
            "anmeldung": 6,
        },
        "A login card with a password toggle, checks and a loading state.",
        "Next you could ask me to make the button another colour or to add a field.",
        _login,
    ),
    Kind(
        "signup",
        {
            "signup": 7,
            "sign up": 7,
            "register": 6,
            "registration": 6,
            "create account": 7,
            "onboarding": 5,
            "join": 2,
        },
        "A signup page with a live password check beside a quote panel.",
        "Next you could ask for another field, for example: add a field company.",
        _signup,
        accent="teal",
    ),
)
