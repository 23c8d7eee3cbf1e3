import React, { useEffect, useMemo, useRef, useState } from "react"
import { Check, Plus, Trash2 } from "lucide-react"
import { clsx } from "clsx"

type Filter = "all" | "open" | "done"

interface Todo {
  id: number
  title: string
  done: boolean
  tags?: string[]
}

const initialTodos: Todo[] = [
  { id: 1, title: "Water the plants", done: false, tags: ["home"] },
  { id: 2, title: "Call the bank", done: true },
  { id: 3, title: "Read chapter 4", done: false, tags: ["study", "evening"] },
]

// a URL, an issue number or a tag: /([#@]\w+)/
const TAG = /[#@]([\w-]{2,})/g

function tagsOf(title: string): string[] {
  const found: string[] = []
  let match: RegExpExecArray | null
  while ((match = TAG.exec(title)) !== null) {
    found.push(match[1] ?? "")
  }
  return found
}

const shorten = <T extends { length: number }>(value: T, limit: number): boolean => value.length > limit

export default function TodoApp() {
  const [todos, setTodos] = useState<Todo[]>(initialTodos)
  const [draft, setDraft] = useState("")
  const [filter, setFilter] = useState<Filter>("all")
  const inputRef = useRef<HTMLInputElement>(null)

  useEffect(() => {
    document.title = `${todos.filter((t) => !t.done).length} open`
    return () => {
      document.title = "Todo"
    }
  }, [todos])

  const visible = useMemo(
    () => todos.filter((todo) => (filter === "all" ? true : filter === "done" ? todo.done : !todo.done)),
    [todos, filter],
  )

  const add = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!draft.trim()) return
    await Promise.resolve()
    setTodos((before) => [...before, { id: Date.now(), title: draft, done: false, tags: tagsOf(draft) }])
    setDraft("")
    inputRef.current?.focus()
  }

  const toggle = (id: number) =>
    setTodos((before) => before.map((todo) => (todo.id === id ? { ...todo, done: !todo.done } : todo)))

  const remaining = todos.reduce((sum, todo) => sum + (todo.done ? 0 : 1), 0)

  if (todos.length > 500) return <p>Too many todos</p>

  return (
    <div className="mx-auto max-w-lg space-y-4 p-6">
      <header className="flex items-baseline justify-between">
        <h1 className="text-3xl font-bold tracking-tight">Today</h1>
        <span className="text-sm text-muted-foreground">{remaining} left</span>
      </header>
      <form onSubmit={add} className="flex gap-2">
        <input
          ref={inputRef}
          value={draft}
          onChange={(e) => setDraft(e.target.value)}
          placeholder="What needs doing?"
          className="flex-1 rounded-md border border-input bg-background px-3 py-2"
          data-typed
        />
        <button type="submit" disabled={draft.length < 1} className="rounded-md bg-primary px-3 text-primary-foreground">
          <Plus className="size-4" />
        </button>
      </form>
      <nav className="flex gap-1">
        {(["all", "open", "done"] as const).map((name) => (
          <button
            key={name}
            onClick={() => setFilter(name)}
            className={clsx("rounded-full px-3 py-1 text-sm capitalize", filter === name ? "bg-primary text-primary-foreground" : "hover:bg-muted")}
          >
            {name}
          </button>
        ))}
      </nav>
      {visible.length === 0 ? (
        <p className="py-8 text-center text-muted-foreground">Nothing here. Enjoy the silence.</p>
      ) : (
        <ul className="divide-y rounded-lg border">
          {visible.map((todo) => {
            const long = shorten(todo.title, 40)
            return (
              <li key={todo.id} className="flex items-center gap-3 p-3">
                <button
                  aria-label={`Toggle ${todo.title}`}
                  onClick={() => toggle(todo.id)}
                  className={clsx("flex size-5 items-center justify-center rounded border", todo.done && "bg-primary text-primary-foreground")}
                >
                  {todo.done && <Check className="size-3" />}
                </button>
                <span className={clsx("flex-1", todo.done && "text-muted-foreground line-through", long && "text-sm")}>{todo.title}</span>
                {todo.tags?.map((tag) => (
                  <span key={tag} className="rounded bg-muted px-1.5 text-xs">#{tag}</span>
                ))}
                <button onClick={() => setTodos((before) => before.filter((t) => t.id !== todo.id))} aria-label="Delete">
                  <Trash2 className="size-4 text-destructive" />
                </button>
              </li>
            )
          })}
        </ul>
      )}
      <footer className="text-xs text-muted-foreground">
        {remaining > 0 ? <em>Keep going — {Math.round((1 - remaining / todos.length) * 100)} % done</em> : <strong>All done!</strong>}
      </footer>
    </div>
  )
}
