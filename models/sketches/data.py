"""The kinds that show data: dashboard and table."""

from models.sketches.brief import Brief
from models.sketches.kind import Kind, fill, js, jsx, rows, sentence_case, unique_slugs

_PEOPLE = (
    "Ada Lovelace",
    "Grace Hopper",
    "Alan Turing",
    "Katherine Johnson",
    "Edsger Dijkstra",
    "Radia Perlman",
    "Linus Pauling",
    "Mary Jackson",
)
_SAMPLES = {
    "mail": ("ada@example.com", "grace@example.com", "alan@example.com", "kate@example.com", "eds@example.com", "radia@example.com", "linus@example.com", "mary@example.com"),
    "role": ("Engineer", "Admiral", "Scientist", "Analyst", "Professor", "Architect", "Chemist", "Engineer"),
    "status": ("Active", "Invited", "Active", "Paused", "Active", "Active", "Paused", "Invited"),
    "city": ("London", "New York", "Wilmslow", "Hampton", "Nuenen", "Boston", "Portland", "Hampton"),
    "country": ("UK", "USA", "UK", "USA", "Netherlands", "USA", "USA", "USA"),
    "date": ("2026-01-12", "2026-02-03", "2026-02-21", "2026-03-08", "2026-03-30", "2026-04-14", "2026-05-02", "2026-05-19"),
    "phone": ("555 0101", "555 0148", "555 0122", "555 0190", "555 0175", "555 0133", "555 0166", "555 0117"),
    "product": ("Desk lamp", "Oak chair", "Notebook", "Teapot", "Backpack", "Keyboard", "Poster", "Candle"),
    "category": ("Light", "Furniture", "Paper", "Kitchen", "Travel", "Tech", "Art", "Home"),
}  # fmt: skip
_NUMERIC = (
    "price",
    "amount",
    "total",
    "stock",
    "quantity",
    "age",
    "score",
    "salary",
    "count",
    "revenue",
    "points",
    "rating",
    "orders",
)
_FIGURES = (48, 129, 12, 35, 89, 240, 18, 64)


def _value(column: str, row: int) -> str:
    words = column.lower()
    if any(word in words.split() for word in _NUMERIC):
        return str(_FIGURES[(row + len(words)) % 8])
    sample = next((texts for key, texts in _SAMPLES.items() if key in words), None)
    if sample is None:
        sample = _PEOPLE if "name" in words or "person" in words or "customer" in words else None
    return js(sample[row] if sample else f"{sentence_case(column)} {row + 1}")


def _table(brief: Brief) -> str:
    columns = brief.listed_or_items("columns") or ("Name", "Role", "City", "Score")
    if columns[0].lower() in {"name", "item"} and brief.says("products?", "inventory", "stock"):
        samples = ("Product",)
    else:
        samples = (columns[0],)
    keys = unique_slugs(columns)
    column_lines = (
        f"{{ key: {js(key)}, label: {js(sentence_case(name))} }}"
        for key, name in zip(keys, columns, strict=True)
    )
    row_lines: list[str] = []
    for row in range(8):
        names = (*samples, *columns[1:])
        cells = ", ".join(f"{key}: {_value(name, row)}" for key, name in zip(keys, names, strict=True))
        row_lines.append(f"{{ {cells} }}")
    title = brief.named("Products" if brief.says("products?", "inventory") else "People")
    return fill(
        _TABLE, brief, title=jsx(title), columns=rows(column_lines), rows=rows(row_lines), first=js(keys[0])
    )


def _dashboard(brief: Brief) -> str:
    names = (
        brief.listed_or_items("metrics", "kpis", "cards", "stats")
        or ("Revenue", "Orders", "New customers", "Refund rate")
    )[:6]
    figures = ("$48,290", "1,204", "312", "0.8 %", "4m 12s", "99.9 %")
    deltas = (12.4, 5.1, 8.7, -1.2, 3.3, 0.1)
    lines = (
        f"{{ label: {js(sentence_case(name))}, value: {js(figure)}, delta: {delta} }}"
        for name, figure, delta in zip(names, figures, deltas, strict=False)
    )
    title = brief.named("Sales overview" if brief.says("sales", "revenue", "shop") else "Overview")
    return fill(_DASHBOARD, brief, title=jsx(title), metrics=rows(lines))


_TABLE = r"""
import { useState } from "react";
import clsx from "clsx";
import { ArrowDown, ArrowUp, ArrowUpDown, Search } from "lucide-react";

export default function App() {
  const [query, setQuery] = useState("");
  const [sort, setSort] = useState({ key: «first», down: false });
  const [picked, setPicked] = useState<Row[]>([]);
  const shown = sorted(ROWS.filter((row) => Object.values(row).join(" ").toLowerCase().includes(query.toLowerCase())), sort);

  return (
    <main className="min-h-screen bg-zinc-50 px-4 py-10 text-zinc-900 sm:px-8 dark:bg-zinc-950 dark:text-zinc-100">
      <section className="mx-auto max-w-5xl">
        <header className="flex flex-wrap items-center justify-between gap-4">
          <div>
            <h1 className="text-2xl font-semibold tracking-tight">«title»</h1>
            <p aria-live="polite" className="mt-1 text-sm text-zinc-500 dark:text-zinc-400">
              {shown.length} of {ROWS.length} rows{picked.length > 0 && `, ${picked.length} selected`}
            </p>
          </div>
          <label className="relative w-full sm:w-72">
            <span className="sr-only">Filter rows</span>
            <Search className="absolute top-2.5 left-3 size-4 text-zinc-400" aria-hidden="true" />
            <input
              value={query}
              placeholder="Filter rows"
              onChange={(event) => setQuery(event.target.value)}
              className="w-full rounded-lg border border-zinc-300 bg-white py-2 pr-3 pl-9 text-sm placeholder:text-zinc-400 focus:border-indigo-500 focus:ring-4 focus:ring-indigo-500/15 focus:outline-none dark:border-zinc-700 dark:bg-zinc-900"
            />
          </label>
        </header>
        <div className="mt-6 overflow-x-auto rounded-xl border border-zinc-200 bg-white shadow-xs dark:border-zinc-800 dark:bg-zinc-900">
          <table className="w-full text-left text-sm">
            <thead className="border-b border-zinc-200 bg-zinc-50 dark:border-zinc-800 dark:bg-zinc-900/50">
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column.key} scope="col" aria-sort={sort.key !== column.key ? "none" : sort.down ? "descending" : "ascending"} className="p-0 font-medium">
                    <button
                      type="button"
                      onClick={() => setSort({ key: column.key, down: sort.key === column.key && !sort.down })}
                      className="flex w-full items-center gap-1.5 px-4 py-3 whitespace-nowrap text-zinc-500 hover:text-zinc-900 focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-indigo-600 dark:text-zinc-400 dark:hover:text-zinc-100"
                    >
                      {column.label}
                      <SortIcon active={sort.key === column.key} down={sort.down} />
                    </button>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-y divide-zinc-100 dark:divide-zinc-800">
              {shown.map((row) => (
                <tr
                  key={ROWS.indexOf(row)}
                  onClick={() => setPicked(picked.includes(row) ? picked.filter((each) => each !== row) : [...picked, row])}
                  className={clsx("cursor-pointer transition", picked.includes(row) ? "bg-indigo-50 dark:bg-indigo-500/10" : "hover:bg-zinc-50 dark:hover:bg-zinc-800/50")}
                >
                  {COLUMNS.map((column, place) => (
                    <td key={column.key} className={clsx("px-4 py-3 tabular-nums", place === 0 ? "font-medium" : "text-zinc-600 dark:text-zinc-300")}>
                      {row[column.key] ?? "–"}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {shown.length === 0 && <p className="px-4 py-12 text-center text-sm text-zinc-500 dark:text-zinc-400">No row contains “{query}”.</p>}
        </div>
      </section>
    </main>
  );
}

function SortIcon({ active, down }: { active: boolean; down: boolean }) {
  if (!active) return <ArrowUpDown className="size-3.5 opacity-40" aria-hidden="true" />;
  const Icon = down ? ArrowDown : ArrowUp;
  return <Icon className="size-3.5 text-indigo-600 dark:text-indigo-400" aria-hidden="true" />;
}

function sorted(rows: Row[], sort: { key: string; down: boolean }): Row[] {
  const direction = sort.down ? -1 : 1;
  return [...rows].sort((left, right) => {
    const a = left[sort.key] ?? "";
    const b = right[sort.key] ?? "";
    return direction * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b)));
  });
}

type Row = Record<string, string | number>;

const COLUMNS = [
«columns»
];

const ROWS: Row[] = [
«rows»
];
"""

_DASHBOARD = r"""
import { useState } from "react";
import type { ReactNode } from "react";
import clsx from "clsx";
import { TrendingDown, TrendingUp } from "lucide-react";
import { Area, AreaChart, Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";

export default function App() {
  const [months, setMonths] = useState(12);
  const data = SERIES.slice(-months);

  return (
    <main className="min-h-screen bg-zinc-50 px-4 py-8 text-zinc-900 sm:px-8 dark:bg-zinc-950 dark:text-zinc-100">
      <div className="mx-auto max-w-6xl space-y-6">
        <header className="flex flex-wrap items-center justify-between gap-4">
          <h1 className="text-2xl font-semibold tracking-tight">«title»</h1>
          <div role="group" aria-label="Period" className="flex rounded-lg border border-zinc-200 bg-white p-1 text-sm dark:border-zinc-800 dark:bg-zinc-900">
            {PERIODS.map((period) => (
              <button
                key={period}
                type="button"
                aria-pressed={months === period}
                onClick={() => setMonths(period)}
                className={clsx("rounded-md px-3 py-1 font-medium transition", months === period ? "bg-indigo-600 text-white" : "text-zinc-500 hover:text-zinc-900 dark:text-zinc-400 dark:hover:text-zinc-100")}
              >
                {period} months
              </button>
            ))}
          </div>
        </header>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          {METRICS.map((metric) => (
            <MetricCard key={metric.label} metric={metric} />
          ))}
        </div>
        <div className="grid gap-4 lg:grid-cols-3">
          <Panel title="Revenue" note="thousands of dollars" wide>
            <AreaChart data={data} margin={{ top: 8, right: 8, bottom: 0, left: -20 }}>
              <CartesianGrid vertical={false} stroke="currentColor" strokeOpacity={0.15} />
              <XAxis dataKey="month" tickLine={false} axisLine={false} fontSize={12} />
              <YAxis tickLine={false} axisLine={false} fontSize={12} />
              <Tooltip contentStyle={{ borderRadius: 12, border: "1px solid #e4e4e7", color: "#18181b" }} />
              <Area className="text-indigo-600 dark:text-indigo-400" type="monotone" dataKey="revenue" stroke="currentColor" strokeWidth={2} fill="currentColor" fillOpacity={0.15} isAnimationActive={false} />
            </AreaChart>
          </Panel>
          <Panel title="Orders" note="per month">
            <BarChart data={data} margin={{ top: 8, right: 0, bottom: 0, left: -20 }}>
              <XAxis dataKey="month" tickLine={false} axisLine={false} fontSize={12} />
              <YAxis tickLine={false} axisLine={false} fontSize={12} />
              <Tooltip cursor={{ fillOpacity: 0.1 }} contentStyle={{ borderRadius: 12, border: "1px solid #e4e4e7", color: "#18181b" }} />
              <Bar className="text-indigo-500" dataKey="orders" fill="currentColor" radius={[6, 6, 0, 0]} isAnimationActive={false} />
            </BarChart>
          </Panel>
        </div>
        <section className="rounded-2xl border border-zinc-200 bg-white p-5 shadow-xs dark:border-zinc-800 dark:bg-zinc-900">
          <h2 className="font-semibold">Latest activity</h2>
          <ul className="mt-3 divide-y divide-zinc-100 text-sm dark:divide-zinc-800">
            {ACTIVITY.map((entry) => (
              <li key={entry.who} className="flex items-center gap-3 py-3">
                <span aria-hidden="true" className="grid size-9 place-items-center rounded-full bg-indigo-100 font-medium text-indigo-800 dark:bg-indigo-500/20 dark:text-indigo-200">{entry.who[0]}</span>
                <span className="min-w-0 flex-1 truncate"><b className="font-medium">{entry.who}</b> {entry.what}</span>
                <span className="text-zinc-500 dark:text-zinc-400">{entry.when}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </main>
  );
}

function MetricCard({ metric }: { metric: Metric }) {
  const Icon = metric.delta >= 0 ? TrendingUp : TrendingDown;
  return (
    <article className="rounded-2xl border border-zinc-200 bg-white p-5 shadow-xs transition hover:shadow-md dark:border-zinc-800 dark:bg-zinc-900">
      <h2 className="text-sm text-zinc-500 dark:text-zinc-400">{metric.label}</h2>
      <p className="mt-2 text-3xl font-semibold tracking-tight tabular-nums">{metric.value}</p>
      <p className={clsx("mt-2 flex items-center gap-1 text-sm", metric.delta >= 0 ? "text-green-700 dark:text-green-400" : "text-red-700 dark:text-red-400")}>
        <Icon className="size-4" aria-hidden="true" />
        {Math.abs(metric.delta)} % since last month
      </p>
    </article>
  );
}

function Panel({ title, note, wide, children }: { title: string; note: string; wide?: boolean; children: ReactNode }) {
  return (
    <section className={clsx("rounded-2xl border border-zinc-200 bg-white p-5 shadow-xs dark:border-zinc-800 dark:bg-zinc-900", wide && "lg:col-span-2")}>
      <h2 className="font-semibold">{title} <span className="text-sm font-normal text-zinc-500 dark:text-zinc-400">{note}</span></h2>
      <div className="mt-4 h-64 text-zinc-500 dark:text-zinc-400">
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 560, height: 256 }}>{children}</ResponsiveContainer>
      </div>
    </section>
  );
}

type Metric = { label: string; value: string; delta: number };

const METRICS: Metric[] = [
«metrics»
];

const PERIODS = [3, 6, 12];

const SERIES = [
  { month: "Jan", revenue: 22, orders: 310 },
  { month: "Feb", revenue: 26, orders: 342 },
  { month: "Mar", revenue: 24, orders: 328 },
  { month: "Apr", revenue: 31, orders: 401 },
  { month: "May", revenue: 29, orders: 377 },
  { month: "Jun", revenue: 36, orders: 452 },
  { month: "Jul", revenue: 34, orders: 430 },
  { month: "Aug", revenue: 39, orders: 489 },
  { month: "Sep", revenue: 37, orders: 468 },
  { month: "Oct", revenue: 43, orders: 541 },
  { month: "Nov", revenue: 41, orders: 515 },
  { month: "Dec", revenue: 48, orders: 604 },
];

const ACTIVITY = [
  { who: "Noor", what: "upgraded to Business", when: "2 min" },
  { who: "Tomas", what: "placed an order of $420", when: "14 min" },
  { who: "Yuki", what: "invited three colleagues", when: "1 h" },
  { who: "Lena", what: "asked for a refund", when: "3 h" },
];
"""

KINDS = (
    Kind(
        "table",
        {"table": 5, "data table": 8, "sortable table": 8, "spreadsheet": 5, "data grid": 7, "tabelle": 5, "inventory": 4, "user list": 5, "directory": 4},
        "A table that sorts by every column, filters as you type and selects rows.",
        "Next you could ask for another column, for example: add a column phone.",
        _table,
    ),
    Kind(
        "dashboard",
        {"dashboard": 8, "analytics": 6, "analytics dashboard": 10, "charts": 4, "chart": 4, "graph": 3, "kpi": 5, "kpis": 5, "metrics": 4, "statistics": 4, "admin panel": 5, "expense tracker": 6, "expenses": 4, "tracker": 3, "stats": 3},
        "A dashboard: key figures, two charts with a period switch, and the latest activity.",
        "Next you could ask me to change the title or to rename one of the figures.",
        _dashboard,
    ),
)  # fmt: skip
