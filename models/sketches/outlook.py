"""The kinds to look things up: file list and weather."""

from models.sketches.brief import Brief
from models.sketches.kind import Kind, fill, js, jsx, rows, sentence_case

_FILES = (
    ("Budget 2026.xlsx", "sheet", 84, "2026-05-02"), ("Launch plan.md", "text", 12, "2026-05-19"), ("Team photo.jpg", "image", 2400, "2026-03-11"),
    ("Interview.mp3", "audio", 18200, "2026-04-27"), ("Contract.pdf", "text", 340, "2026-01-30"), ("Logo.svg", "image", 9, "2026-05-21"),
)  # fmt: skip


_CITIES = (("Lisbon", 23), ("Oslo", 9), ("Kyoto", 18))


def _files(brief: Brief) -> str:
    lines = (
        f"{{ name: {js(name)}, kind: {js(kind)}, size: {size}, changed: {js(day)} }}"
        for name, kind, size, day in _FILES
    )
    return fill(_FILE_LIST, brief, title=jsx(brief.named("My files")), files=rows(lines))


def _weather(brief: Brief) -> str:
    named = brief.listed("cities", "places") or ((brief.title,) if brief.title else ())
    cities = tuple((sentence_case(name), 12 + 5 * place) for place, name in enumerate(named)) or _CITIES
    lines = (f"{{ name: {js(name)}, degrees: {degrees} }}" for name, degrees in cities)
    return fill(_WEATHER, brief, cities=rows(lines))


_FILE_LIST = r"""
import { useState } from "react";
import clsx from "clsx";
import { FileSpreadsheet, FileText, Image, Music, Search, Trash2 } from "lucide-react";

export default function App() {
  const [files, setFiles] = useState(FILES);
  const [query, setQuery] = useState("");
  const [order, setOrder] = useState<"name" | "size" | "changed">("name");
  const shown = files
    .filter((file) => file.name.toLowerCase().includes(query.toLowerCase()))
    .sort((a, b) => (order === "size" ? b.size - a.size : a[order].localeCompare(b[order])));

  return (
    <main className="min-h-screen bg-zinc-50 px-4 py-10 text-zinc-900 dark:bg-zinc-950 dark:text-zinc-100">
      <section className="mx-auto max-w-3xl">
        <div className="flex flex-wrap items-end justify-between gap-4">
          <h1 className="text-3xl font-semibold tracking-tight">«title»</h1>
          <p aria-live="polite" className="text-sm text-zinc-500 dark:text-zinc-400">{shown.length} files, {size(shown.reduce((sum, file) => sum + file.size, 0))}</p>
        </div>
        <div className="mt-6 flex flex-wrap gap-3">
          <label className="relative min-w-52 flex-1">
            <span className="sr-only">Search files</span>
            <Search className="absolute top-2.5 left-3 size-4 text-zinc-400" aria-hidden="true" />
            <input value={query} placeholder="Search files" onChange={(event) => setQuery(event.target.value)} className="w-full rounded-lg border border-zinc-300 bg-white py-2 pr-3 pl-9 text-sm placeholder:text-zinc-400 focus:border-indigo-500 focus:ring-4 focus:ring-indigo-500/15 focus:outline-none dark:border-zinc-700 dark:bg-zinc-900" />
          </label>
          <div role="group" aria-label="Order" className="flex rounded-lg border border-zinc-200 bg-white p-1 text-sm dark:border-zinc-800 dark:bg-zinc-900">
            {ORDERS.map((name) => (
              <button key={name} type="button" aria-pressed={order === name} onClick={() => setOrder(name)} className={clsx("rounded-md px-3 py-1 font-medium capitalize transition", order === name ? "bg-indigo-600 text-white" : "text-zinc-500 hover:text-zinc-900 dark:text-zinc-400 dark:hover:text-zinc-100")}>
                {name}
              </button>
            ))}
          </div>
        </div>
        <ul className="mt-6 divide-y divide-zinc-100 overflow-hidden rounded-2xl border border-zinc-200 bg-white shadow-xs dark:divide-zinc-800 dark:border-zinc-800 dark:bg-zinc-900">
          {shown.map((file) => (
            <FileRow key={file.name} file={file} onRemove={() => setFiles(files.filter((each) => each !== file))} />
          ))}
        </ul>
        {shown.length === 0 && <p className="mt-10 text-center text-zinc-500 dark:text-zinc-400">No file to show.</p>}
      </section>
    </main>
  );
}

function FileRow({ file, onRemove }: { file: FileEntry; onRemove: () => void }) {
  const Icon = { sheet: FileSpreadsheet, image: Image, audio: Music }[file.kind] ?? FileText;
  return (
    <li className="group flex items-center gap-4 px-4 py-3 transition hover:bg-zinc-50 dark:hover:bg-zinc-800/50">
      <span className="grid size-10 place-items-center rounded-xl bg-indigo-50 text-indigo-600 dark:bg-indigo-500/10 dark:text-indigo-300">
        <Icon className="size-5" aria-hidden="true" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{file.name}</p>
        <p className="text-xs text-zinc-500 dark:text-zinc-400">{size(file.size)}, changed {file.changed}</p>
      </div>
      <button type="button" aria-label={`Delete ${file.name}`} onClick={onRemove} className="rounded-md p-2 text-zinc-400 transition hover:text-red-600">
        <Trash2 className="size-4" />
      </button>
    </li>
  );
}

function size(kilobytes: number): string {
  return kilobytes < 1000 ? `${kilobytes} KB` : `${(kilobytes / 1000).toFixed(1)} MB`;
}

type FileEntry = { name: string; kind: string; size: number; changed: string };

const ORDERS = ["name", "size", "changed"] as const;

const FILES: FileEntry[] = [
«files»
];
"""


_WEATHER = r"""
import { useState } from "react";
import { Cloud, CloudRain, CloudSun, Droplets, Sun, Wind } from "lucide-react";
import { Area, AreaChart, ResponsiveContainer, XAxis } from "recharts";

export default function App() {
  const [place, setPlace] = useState(0);
  const [fahrenheit, setFahrenheit] = useState(false);
  const city = CITIES[place] ?? CITIES[0];
  const hours = HOURS.map((hour) => ({ ...hour, degrees: shown(city.degrees + hour.offset) }));

  return (
    <main className="grid min-h-screen place-items-center bg-gradient-to-b from-indigo-300 to-indigo-50 px-4 py-10 text-zinc-900 dark:from-indigo-950 dark:to-zinc-950 dark:text-zinc-100">
      <section className="w-full max-w-md rounded-3xl border border-white/50 bg-white/75 p-6 shadow-xl shadow-indigo-900/10 backdrop-blur dark:border-white/10 dark:bg-zinc-900/75">
        <div className="flex items-center justify-between gap-4">
          <select aria-label="City" value={place} onChange={(event) => setPlace(Number(event.target.value))} className="-ml-1 rounded-lg bg-transparent p-1 text-lg font-semibold focus-visible:outline-2 focus-visible:outline-indigo-600">
            {CITIES.map((each, number) => (
              <option key={each.name} value={number} className="text-zinc-900">{each.name}</option>
            ))}
          </select>
          <button type="button" aria-label="Change the unit" onClick={() => setFahrenheit(!fahrenheit)} className="rounded-full border border-zinc-900/15 px-3 py-1 text-sm font-medium transition hover:bg-white/60 dark:border-white/20 dark:hover:bg-white/10">
            {fahrenheit ? "°F" : "°C"}
          </button>
        </div>
        <div className="mt-6 flex items-center gap-6">
          <CloudSun className="size-24 text-indigo-600 dark:text-indigo-300" strokeWidth={1.25} aria-hidden="true" />
          <div>
            <h1 className="text-7xl font-extralight tracking-tighter tabular-nums">{shown(city.degrees)}°</h1>
            <p className="text-zinc-600 dark:text-zinc-300">Mostly sunny, light wind</p>
          </div>
        </div>
        <dl className="mt-6 grid grid-cols-2 gap-3 text-sm">
          <div className="flex items-center gap-2 rounded-2xl bg-white/60 p-3 dark:bg-white/5">
            <Wind className="size-4" aria-hidden="true" />
            <dt>Wind</dt>
            <dd className="ml-auto font-medium">14 km/h</dd>
          </div>
          <div className="flex items-center gap-2 rounded-2xl bg-white/60 p-3 dark:bg-white/5">
            <Droplets className="size-4" aria-hidden="true" />
            <dt>Humidity</dt>
            <dd className="ml-auto font-medium">62 %</dd>
          </div>
        </dl>
        <div className="mt-6 h-28 text-zinc-600 dark:text-zinc-300">
          <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 400, height: 112 }}>
            <AreaChart data={hours} margin={{ top: 8, right: 12, bottom: 0, left: 12 }}>
              <XAxis dataKey="hour" tickLine={false} axisLine={false} fontSize={12} />
              <Area className="text-indigo-600 dark:text-indigo-300" type="monotone" dataKey="degrees" stroke="currentColor" strokeWidth={2} fill="currentColor" fillOpacity={0.15} isAnimationActive={false} />
            </AreaChart>
          </ResponsiveContainer>
        </div>
        <ul className="mt-4 grid grid-cols-5 gap-2 text-center text-sm">
          {DAYS.map((day) => (
            <li key={day.name} className="rounded-2xl bg-white/60 py-3 dark:bg-white/5">
              <p className="text-zinc-600 dark:text-zinc-300">{day.name}</p>
              <day.icon className="mx-auto my-2 size-5 text-indigo-600 dark:text-indigo-300" aria-hidden="true" />
              <p className="font-medium tabular-nums">{shown(city.degrees + day.offset)}°</p>
            </li>
          ))}
        </ul>
      </section>
    </main>
  );

  function shown(celsius: number): number {
    return fahrenheit ? Math.round(celsius * 1.8 + 32) : celsius;
  }
}

const CITIES = [
«cities»
];

const HOURS = [
  { hour: "6", offset: -6 },
  { hour: "9", offset: -3 },
  { hour: "12", offset: 1 },
  { hour: "15", offset: 2 },
  { hour: "18", offset: -1 },
  { hour: "21", offset: -4 },
];

const DAYS = [
  { name: "Tue", icon: Sun, offset: 2 },
  { name: "Wed", icon: Sun, offset: 3 },
  { name: "Thu", icon: Cloud, offset: -1 },
  { name: "Fri", icon: CloudRain, offset: -4 },
  { name: "Sat", icon: CloudSun, offset: 0 },
];
"""


KINDS = (
    Kind("files", {"files": 5, "file list": 9, "file manager": 9, "file browser": 9, "documents": 4, "drive": 4, "upload": 3, "folder": 4, "dateien": 6},
         "A file list with search, three orders and delete.", "Next you could ask me to add a file or to change the title.", _files, accent="amber"),
    Kind("weather", {"weather": 9, "weather app": 10, "forecast": 6, "temperature": 4, "wetter": 8, "clima": 5},
         "A weather card: three cities, a curve for the day and the next five days.", "Next you could ask me to add a city, for example: add a city Berlin.", _weather, accent="sky"),
)  # fmt: skip
