import * as React from 'react'
import { memo, useCallback, useReducer } from 'react'
import { cn } from '@/lib/utils'

export type ColumnId = 'todo' | 'doing' | 'done'

export interface Card {
  id: string
  text: string
  column: ColumnId
  points?: 1 | 2 | 3 | 5 | 8
}

type Action =
  | { type: 'move'; id: string; to: ColumnId }
  | { type: 'add'; text: string }
  | { type: 'clear' }

const order: ReadonlyArray<ColumnId> = ['todo', 'doing', 'done']

const titles: Map<ColumnId, string> = new Map([
  ['todo', 'To do'],
  ['doing', 'In progress'],
  ['done', 'Done'],
])

const seed = (): Array<Card> =>
  Array.from({ length: 6 }, (_, i) => ({
    id: `c${i}`,
    text: ['Sketch', 'Write', 'Review', 'Test', 'Ship', 'Rest'][i] ?? '?',
    column: order[i % 3]!,
    points: i << 1 > 4 ? 5 : 2,
  }))

function reducer(state: Card[], action: Action): Card[] {
  switch (action.type) {
    case 'move':
      return state.map(card => (card.id === action.id ? { ...card, column: action.to } : card))
    case 'add': {
      const id = 'c' + Math.random().toString(36).slice(2)
      return [...state, { id, text: action.text, column: 'todo' }]
    }
    default:
      return []
  }
}

const CardView = memo(function CardView({ card, onMove }: { card: Card; onMove: (id: string, by: -1 | 1) => void }) {
  return (
    <li className="rounded-lg border bg-white p-3 shadow-sm">
      <p>{card.text}</p>
      <div className="mt-2 flex justify-between text-xs text-slate-500">
        <button onClick={() => onMove(card.id, -1)}>{'<'}</button>
        {card.points != null && <span>{card.points} pt{card.points > 1 ? 's' : ''}</span>}
        <button onClick={() => onMove(card.id, +1)}>{'>'}</button>
      </div>
    </li>
  )
})

const Field = React.forwardRef<HTMLInputElement, React.InputHTMLAttributes<HTMLInputElement>>(({ className, ...props }, ref) => (
  <input ref={ref} className={cn('w-full rounded border px-2 py-1', className)} {...props} />
))
Field.displayName = 'Field'

export default function Board() {
  const [cards, dispatch] = useReducer(reducer, undefined, seed)
  const field = React.useRef<HTMLInputElement>(null)

  const move = useCallback(
    (id: string, by: -1 | 1) => {
      const card = cards.find(c => c.id === id)
      if (!card) return
      const to = order[order.indexOf(card.column) + by]
      if (to) dispatch({ type: 'move', id, to })
    },
    [cards]
  )

  const add = () => {
    const text = field.current?.value.trim()
    if (text) {
      dispatch({ type: 'add', text })
      field.current!.value = ''
    }
  }

  let points = 0
  for (const card of cards) {
    if (card.column === 'done') points += card.points ?? 0
  }

  return (
    <div className="flex min-h-screen flex-col gap-4 bg-slate-100 p-6">
      <header className="flex items-center justify-between">
        <h1 className="text-xl font-bold">Sprint board</h1>
        <span className="text-sm">{points} points done</span>
      </header>
      <div className="flex gap-2">
        <Field ref={field} placeholder="New card" data-typed onKeyDown={e => e.key === 'Enter' && add()} />
        <button onClick={add} className="rounded bg-slate-900 px-3 text-white">Add</button>
      </div>
      <div className="grid flex-1 gap-4 md:grid-cols-3">
        {order.map(column => {
          const own = cards.filter(card => card.column === column)
          const full = own.length >= 4
          if (column === 'done' && own.length === 0) {
            return <section key={column} className="rounded-xl border-2 border-dashed p-4">Nothing done yet</section>
          }
          return (
            <section key={column} className={cn('rounded-xl bg-slate-200 p-4', full && 'ring-2 ring-red-400')}>
              <h2 className="mb-3 font-semibold">
                {titles.get(column)} <small>({own.length})</small>
              </h2>
              <ul className="space-y-2">
                {own.map(card => <CardView key={card.id} card={card} onMove={move} />)}
              </ul>
            </section>
          )
        })}
      </div>
    </div>
  )
}
