import { useId, useState, createContext, useContext, FormEvent, ReactNode } from 'react';

interface Values { name: string; email: string; password: string; plan: 'free' | 'pro' }
type Errors = Partial<Record<keyof Values, string>>;

const FormContext = createContext<{ errors: Errors; touched: Set<keyof Values> }>({ errors: {}, touched: new Set() });

const EMAIL = /^[^\s@/]+@[^\s@]+\.[a-z]{2,}$/i;

const rules: { [K in keyof Values]?: (value: Values[K]) => string | undefined } = {
  name: (value) => (value.trim().length < 2 ? 'Tell us your name' : undefined),
  email: (value) => (EMAIL.test(value) ? undefined : 'That does not look like an e-mail'),
  password: (value) => {
    if (value.length < 8) return 'At least 8 characters';
    if (!/\d/.test(value)) return 'Add a digit';
    return undefined;
  },
};

function useForm<T extends object>(initial: T) {
  const [values, setValues] = useState<T>(initial);
  const set = <K extends keyof T>(key: K, value: T[K]) => setValues((before) => ({ ...before, [key]: value }));
  return [values, set] as const;
}

function strength(password: string): 0 | 1 | 2 | 3 {
  let score = 0;
  if (password.length >= 8) score++;
  if (/[A-Z]/.test(password) && /[a-z]/.test(password)) score++;
  if (/\d/.test(password) || /[^\w]/.test(password)) score++;
  return score as 0 | 1 | 2 | 3;
}

function Field({ label, name, children }: { label: string; name: keyof Values; children: (id: string) => ReactNode }) {
  const id = useId();
  const { errors, touched } = useContext(FormContext);
  const error = touched.has(name) ? errors[name] : undefined;
  return (
    <div className="space-y-1">
      <label htmlFor={id} className="text-sm font-medium">{label}</label>
      {children(id)}
      {error ? (
        <p role="alert" className="text-sm text-red-600">{error}</p>
      ) : (
        <p className="text-sm text-transparent">.</p>
      )}
    </div>
  );
}

export default function Signup() {
  const [values, set] = useForm<Values>({ name: '', email: '', password: '', plan: 'free' });
  const [touched, setTouched] = useState(new Set<keyof Values>());
  const [step, setStep] = useState<'form' | 'sent'>('form');
  const [busy, setBusy] = useState(false);

  const errors: Errors = {};
  for (const key of Object.keys(rules) as (keyof Values)[]) {
    const problem = rules[key]?.(values[key] as never);
    if (problem) errors[key] = problem;
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTouched(new Set(['name', 'email', 'password']));
    if (Object.keys(errors).length > 0) return;
    setBusy(true);
    try {
      await new Promise<void>((resolve) => setTimeout(resolve, 300));
      setStep('sent');
    } catch (error) {
      console.error(`failed: ${(error as Error).message}`);
    } finally {
      setBusy(false);
    }
  }

  if (step === 'sent') {
    return (
      <div className="p-12 text-center">
        <h1 className="text-3xl font-bold">Check your inbox</h1>
        <p className="mt-2 text-slate-600">We wrote to {values.email}.</p>
        <button className="mt-4 underline" onClick={() => setStep('form')}>Back</button>
      </div>
    );
  } else if (busy && values.plan === 'pro') {
    return <p>Hold on…</p>;
  }

  const score = strength(values.password);

  return (
    <FormContext.Provider value={{ errors, touched }}>
      <form onSubmit={submit} noValidate className="mx-auto max-w-md space-y-4 rounded-2xl bg-white p-8 shadow">
        <h1 className="text-2xl font-bold">Create an account</h1>
        <Field label="Name" name="name">
          {(id) => <input id={id} value={values.name} onChange={(e) => set('name', e.target.value)} className="w-full rounded border px-3 py-2" data-typed />}
        </Field>
        <Field label="E-mail" name="email">
          {(id) => (
            <input
              id={id}
              type="email"
              value={values.email}
              onBlur={() => setTouched((before) => new Set([...before, 'email']))}
              onChange={(e) => set('email', e.target.value)}
              className="w-full rounded border px-3 py-2"
            />
          )}
        </Field>
        <Field label="Password" name="password">
          {(id) => <input id={id} type="password" value={values.password} onChange={(e) => set('password', e.target.value)} className="w-full rounded border px-3 py-2" />}
        </Field>
        <div className="flex gap-1" aria-hidden>
          {[1, 2, 3].map((level) => (
            <span key={level} className={`h-1 flex-1 rounded ${score >= level ? (score < 2 ? 'bg-red-400' : 'bg-green-500') : 'bg-slate-200'}`} />
          ))}
        </div>
        <fieldset className="flex gap-4">
          {(['free', 'pro'] as const).map((plan) => (
            <label key={plan} className="flex items-center gap-2">
              <input type="radio" name="plan" checked={values.plan === plan} onChange={() => set('plan', plan)} />
              {plan === 'free' ? 'Free' : 'Pro, $9'}
            </label>
          ))}
        </fieldset>
        <button disabled={busy} className="w-full rounded-lg bg-black py-2 text-white disabled:opacity-50">
          {busy ? 'Sending…' : 'Sign up'}
        </button>
      </form>
    </FormContext.Provider>
  );
}
