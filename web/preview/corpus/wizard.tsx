import { useState } from "react"
import { Check, ChevronLeft, ChevronRight } from "lucide-react"

export default function Wizard() {
  const [at, setAt] = useState(0)
  const [answers, setAnswers] = useState<Answers>(blank)

  return (
    <div className="mx-auto max-w-xl rounded-3xl bg-white p-8 shadow-lg ring-1 ring-slate-200">
      <h1 className="text-xl font-semibold text-slate-900">Set up your workspace</h1>
      <ol className="mt-4 flex gap-2" aria-label="Steps">
        {steps.map((step, i) => (
          <li key={step.name} className="flex-1">
            <span className={`block h-1.5 rounded-full ${i <= at ? "bg-sky-500" : "bg-slate-200"}`} />
            <span className="mt-1 flex items-center gap-1 text-xs text-slate-500">
              {i < at && <Check className="size-3 text-sky-500" />}
              {step.name}
            </span>
          </li>
        ))}
      </ol>
      <fieldset className="mt-6 min-h-40 space-y-3">
        <legend className="text-sm font-medium text-slate-700">{steps[at]?.asks ?? "That is all."}</legend>
        {at === 0 && <Text label="Name" value={answers.name} onChange={name => setAnswers({ ...answers, name })} />}
        {at === 1 && <Sizes value={answers.size} onChange={size => setAnswers({ ...answers, size })} />}
        {at === 2 && <Summary answers={answers} />}
      </fieldset>
      <footer className="mt-6 flex justify-between">
        <button disabled={at === 0} onClick={() => setAt(at - 1)} className="inline-flex items-center gap-1 text-sm disabled:opacity-40">
          <ChevronLeft className="size-4" /> Back
        </button>
        <button
          disabled={!steps[at]?.done(answers)}
          onClick={() => setAt(at + 1)}
          className="inline-flex items-center gap-1 rounded-full bg-sky-600 px-4 py-2 text-sm text-white disabled:bg-slate-300"
        >
          {at < steps.length - 1 ? "Next" : "Finish"} <ChevronRight className="size-4" />
        </button>
      </footer>
    </div>
  )
}

function Text({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label className="block text-sm">
      {label}
      <input value={value} onChange={e => onChange(e.target.value)} className="mt-1 w-full rounded-lg border border-slate-300 px-3 py-2" />
    </label>
  )
}

function Sizes({ value, onChange }: { value: Size | null; onChange: (value: Size) => void }) {
  return (
    <div className="grid grid-cols-3 gap-3">
      {sizes.map(size => (
        <button
          key={size}
          onClick={() => onChange(size)}
          aria-pressed={size === value}
          className={`rounded-xl border p-4 text-sm ${size === value ? "border-sky-500 bg-sky-50" : "border-slate-200"}`}
        >
          {size}
        </button>
      ))}
    </div>
  )
}

function Summary({ answers }: { answers: Answers }) {
  return (
    <dl className="grid grid-cols-2 gap-2 text-sm">
      {Object.entries(answers).map(([key, value]) => (
        <div key={key} className="contents">
          <dt className="text-slate-500">{key}</dt>
          <dd className="font-medium">{value ?? "none"}</dd>
        </div>
      ))}
    </dl>
  )
}

type Size = "1 to 9" | "10 to 49" | "50 and more"

interface Answers {
  name: string
  size: Size | null
}

const blank: Answers = { name: "", size: null }
const sizes: Size[] = ["1 to 9", "10 to 49", "50 and more"]

const steps: { name: string; asks: string; done: (answers: Answers) => boolean }[] = [
  { name: "Name", asks: "What is it called?", done: answers => answers.name.trim().length > 1 },
  { name: "People", asks: "How many are you?", done: answers => answers.size !== null },
  { name: "Check", asks: "Is this right?", done: () => true },
]
