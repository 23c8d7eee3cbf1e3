import { useEffect, useRef, useState } from 'react'

enum Phase { Idle, Running, Paused }

abstract class Clock {
  #started = 0
  abstract get label(): string
  start() { this.#started = performance.now() }
  get elapsed() { return this.#started ? performance.now() - this.#started : 0 }
}

class Stopwatch extends Clock {
  get label() { return 'Stopwatch' }
}

const pad = (n: number, width = 2) => String(n).padStart(width, '0')

const format = (ms: number) => {
  const minutes = Math.floor(ms / 60_000), seconds = Math.floor((ms / 1000) % 60)
  const cents = Math.floor((ms % 1000) / 10)
  return `${pad(minutes)}:${pad(seconds)}.${pad(cents)}${ms > 3.6e6 ? ` (${Math.floor(ms / 3.6e6)} h)` : ''}`
}

function useInterval(callback: () => void, delay: number | null) {
  const saved = useRef(callback)
  saved.current = callback
  useEffect(() => {
    if (delay === null) return
    const id = setInterval(() => saved.current(), delay)
    return () => clearInterval(id)
  }, [delay])
}

const Lap = ({ index, ms, best }: { index: number; ms: number; best: boolean }) => (
  <li className={'flex justify-between py-1 font-mono' + (best ? ' text-green-600' : '')}>
    <span>Lap {index + 1}</span>
    <span>{format(ms)}</span>
  </li>
)

const Ring: React.FC<{ share: number }> = ({ share }) => {
  const radius = 90
  const around = 2 * Math.PI * radius
  return (
    <svg viewBox="0 0 200 200" className="size-56 -rotate-90">
      <circle cx="100" cy="100" r={radius} fill="none" stroke="#e5e7eb" strokeWidth="12" />
      <circle cx="100" cy="100" r={radius} fill="none" stroke="#10b981" strokeWidth="12"
        strokeDasharray={around} strokeDashoffset={around * (1 - share)} strokeLinecap="round" />
    </svg>
  )
}

const Timer = () => {
  const watch = useRef<Stopwatch | null>(null)
  if (!watch.current) watch.current = new Stopwatch()
  const [phase, setPhase] = useState(Phase.Idle)
  const [ms, setMs] = useState(0)
  const [laps, setLaps] = useState<number[]>([])
  const [name, setName] = useState('')

  useInterval(() => setMs(before => before + 50), phase === Phase.Running ? 50 : null)

  const best = laps.length > 1 ? Math.min(...laps) : -1
  const title = name || watch.current.label

  return (
    <div className="mx-auto flex max-w-sm flex-col items-center gap-6 p-10">
      <input value={name} onChange={e => setName(e.target.value)} placeholder="Name this timer" className="w-full border-b text-center" data-typed />
      <h1 className="text-lg text-gray-500">{title}</h1>
      <div className="relative">
        <Ring share={(ms % 60000) / 60000} />
        <p className="absolute inset-0 flex items-center justify-center font-mono text-3xl">{format(ms)}</p>
      </div>
      <div className="flex gap-3">
        {phase === Phase.Running ? (
          <>
            <button className="rounded-full bg-amber-500 px-5 py-2 text-white" onClick={() => setPhase(Phase.Paused)}>Pause</button>
            <button className="rounded-full border px-5 py-2" onClick={() => setLaps([...laps, ms])}>Lap</button>
          </>
        ) : (
          <>
            <button
              className="rounded-full bg-emerald-500 px-5 py-2 text-white"
              onClick={() => {
                watch.current!.start()
                setPhase(Phase.Running)
              }}
            >
              {phase === Phase.Idle ? 'Start' : 'Resume'}
            </button>
            <button className="rounded-full border px-5 py-2" onClick={() => { setMs(0); setLaps([]); setPhase(Phase.Idle) }}>
              Reset
            </button>
          </>
        )}
      </div>
      <ol className="w-full divide-y">
        {laps.map((lap, i) => <Lap key={i} index={i} ms={lap} best={lap === best} />)}
      </ol>
    </div>
  )
}

export { Timer as default }
