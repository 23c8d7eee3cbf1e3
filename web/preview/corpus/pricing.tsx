'use client';

import { useState, type ReactNode } from 'react';
import { Check, X } from 'lucide-react';

export const Pricing = () => {
  const [yearly, setYearly] = useState(false);

  return (
    <section className="bg-slate-950 px-6 py-16 text-slate-100">
      <div className="mx-auto max-w-5xl">
        <h2 className="text-center text-4xl font-extrabold">Simple, fair pricing</h2>
        <p className="mt-3 text-center text-slate-400">Cancel whenever you like. No card for the trial.</p>
        <input className="mx-auto mt-4 block rounded bg-slate-800 px-3 py-1" placeholder="Coupon" data-typed />
        <Switch on={yearly} onChange={setYearly}>
          Bill yearly <span className="text-emerald-400">−20%</span>
        </Switch>
        <div className="mt-10 grid gap-6 md:grid-cols-3">
          {plans.map((plan, index) => (
            <article
              key={plan.name}
              className={
                'rounded-2xl border p-6 ' +
                (plan.featured ? 'border-emerald-400 bg-slate-900 shadow-xl' : 'border-slate-800')
              }
              style={{ animationDelay: `${index * 80}ms` }}
            >
              {plan.featured ? <Badge>Most popular</Badge> : null}
              <h3 className="text-xl font-semibold">{plan.name}</h3>
              <p className="mt-2 text-4xl font-bold">
                {money(yearly ? plan.monthly * 12 * 0.8 : plan.monthly)}
                <span className="text-base font-normal text-slate-400">/{yearly ? 'year' : 'month'}</span>
              </p>
              <ul className="mt-6 space-y-2">
                {plan.features.map(({ text, included = true }) => (
                  <Feature key={text} included={included}>
                    {text}
                  </Feature>
                ))}
              </ul>
              <button className="mt-8 w-full rounded-lg bg-emerald-500 py-2 font-medium text-slate-950 hover:bg-emerald-400">
                {plan.monthly === 0 ? 'Start free' : 'Choose ' + plan.name}
              </button>
            </article>
          ))}
        </div>
        <Faq />
      </div>
    </section>
  );
};

function Feature({ included, children }: { included: boolean; children: ReactNode }): JSX.Element {
  const Icon = included ? Check : X;
  return (
    <li className={`flex items-center gap-2 ${included ? '' : 'opacity-40'}`}>
      <Icon className="h-4 w-4 text-emerald-400" />
      {children}
    </li>
  );
}

function Badge({ children }: { children: ReactNode }) {
  return <span className="mb-3 inline-block rounded-full bg-emerald-400/10 px-3 py-1 text-xs text-emerald-300">{children}</span>;
}

function Switch({ on, onChange, children }: { on: boolean; onChange: (next: boolean) => void; children: ReactNode }) {
  return (
    <label className="mt-6 flex cursor-pointer items-center justify-center gap-3">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      <span>{children}</span>
    </label>
  );
}

const questions = new Map<string, string>([
  ['Can I change plans?', 'Yes: up or down, and we <em>prorate</em> it.'],
  ['Is there a discount?', "Students and non-profits don't pay for Team."],
]);

function Faq() {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <dl className="mt-16 space-y-3">
      {Array.from(questions, ([question, answer]) => (
        <div key={question} className="rounded-lg border border-slate-800 p-4">
          <dt>
            <button onClick={() => setOpen(open === question ? null : question)}>{question}</button>
          </dt>
          {open === question && <dd className="mt-2 text-slate-400">{answer}</dd>}
        </div>
      ))}
    </dl>
  );
}

const money = (amount: number): string =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 }).format(amount);

const plans = [
  { name: 'Hobby', monthly: 0, featured: false, features: [{ text: '1 project' }, { text: 'Community' }, { text: 'Roles', included: false }] },
  { name: 'Pro', monthly: 19, featured: true, features: [{ text: 'Unlimited projects' }, { text: 'Email support' }, { text: 'Roles' }] },
  { name: 'Team', monthly: 49, featured: false, features: [{ text: 'Everything in Pro' }, { text: 'SSO' }, { text: 'Audit log' }] },
] as const;
