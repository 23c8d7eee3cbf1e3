"""The kinds around pictures and sound: gallery and music player."""

from models.sketches.brief import Brief
from models.sketches.kind import Kind, fill, js, jsx, rows, sentence_case

_PICTURES = (
    ("Dunes at noon", "Desert", "🏜️", "from-amber-200 to-orange-500"), ("Harbour", "Sea", "⛵️", "from-sky-200 to-blue-600"),
    ("Pines in fog", "Forest", "🌲", "from-emerald-200 to-emerald-700"), ("First snow", "Mountain", "🏔️", "from-slate-200 to-slate-500"),
    ("Night market", "City", "🏮", "from-rose-300 to-rose-700"), ("Tide pool", "Sea", "🐚", "from-teal-200 to-cyan-600"),
    ("Old town", "City", "🏛️", "from-stone-200 to-stone-500"), ("Fern gully", "Forest", "🌿", "from-lime-200 to-green-600"),
    ("Ridge walk", "Mountain", "🥾", "from-violet-200 to-indigo-600"),
)  # fmt: skip


_SONGS = (
    ("Slow Light", "Field Notes", 214),
    ("Paper Boats", "Anna Reyes", 187),
    ("Northbound", "Kite Season", 241),
    ("Small Hours", "The Lamplighters", 199),
)


def _gallery(brief: Brief) -> str:
    count = max(3, min(brief.count("images?", "photos?", "pictures?", "items?") or 9, 24))
    named = brief.listed("photos", "pictures", "images")
    lines: list[str] = []
    for place in range(len(named) or count):
        name, group, emoji, colours = _PICTURES[place % 9]
        label = sentence_case(named[place]) if named else name if place < 9 else f"{name} {place // 9 + 1}"
        lines.append(
            f"{{ name: {js(label)}, group: {js(group)}, emoji: {js(emoji)}, colours: {js(colours)} }}"
        )
    return fill(_GALLERY, brief, title=jsx(brief.named("Places we went")), pictures=rows(lines))


def _music(brief: Brief) -> str:
    named = brief.listed("songs", "tracks")
    songs = (
        tuple((sentence_case(name), "Unknown artist", 180 + 17 * place) for place, name in enumerate(named))
        or _SONGS
    )
    lines = (
        f"{{ title: {js(title)}, artist: {js(artist)}, seconds: {seconds} }}"
        for title, artist, seconds in songs
    )
    return fill(_MUSIC, brief, title=jsx(brief.named("Now playing")), songs=rows(lines))


_GALLERY = r"""
import { useState } from "react";
import clsx from "clsx";
import { AnimatePresence, motion } from "framer-motion";
import { Heart, X } from "lucide-react";

export default function App() {
  const [group, setGroup] = useState("All");
  const [liked, setLiked] = useState<string[]>([]);
  const [open, setOpen] = useState<Picture | null>(null);
  const groups = ["All", ...new Set(PICTURES.map((picture) => picture.group))];
  const shown = PICTURES.filter((picture) => group === "All" || picture.group === group);

  return (
    <main className="min-h-screen bg-white px-4 py-10 text-zinc-900 sm:px-8 dark:bg-zinc-950 dark:text-zinc-100">
      <div className="mx-auto max-w-5xl">
        <h1 className="text-4xl font-semibold tracking-tight">«title»</h1>
        <div role="group" aria-label="Filter" className="mt-6 flex flex-wrap gap-2 text-sm">
          {groups.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={group === name}
              onClick={() => setGroup(name)}
              className={clsx("rounded-full px-4 py-1.5 font-medium transition", group === name ? "bg-indigo-600 text-white" : "bg-zinc-100 text-zinc-600 hover:bg-zinc-200 dark:bg-zinc-900 dark:text-zinc-300 dark:hover:bg-zinc-800")}
            >
              {name}
            </button>
          ))}
        </div>
        <ul className="mt-6 grid grid-cols-2 gap-4 md:grid-cols-3">
          {shown.map((picture) => (
            <motion.li key={picture.name} layout className="group relative overflow-hidden rounded-2xl">
              <button type="button" aria-label={`Open ${picture.name}`} onClick={() => setOpen(picture)} className="block w-full focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-indigo-600">
                <Art picture={picture} className="aspect-4/5 text-6xl transition duration-500 group-hover:scale-105 motion-reduce:transform-none" />
                <span className="absolute inset-x-0 bottom-0 bg-gradient-to-t from-black/60 p-4 pt-12 text-left text-sm font-medium text-white">{picture.name}</span>
              </button>
              <button
                type="button"
                aria-label={`Like ${picture.name}`}
                aria-pressed={liked.includes(picture.name)}
                onClick={() => like(picture.name)}
                className="absolute top-3 right-3 grid size-9 place-items-center rounded-full bg-white/80 text-zinc-700 backdrop-blur transition hover:bg-white aria-pressed:text-red-600"
              >
                <Heart className={clsx("size-4", liked.includes(picture.name) && "fill-current")} />
              </button>
            </motion.li>
          ))}
        </ul>
      </div>
      <AnimatePresence>
        {open && (
          <motion.div role="dialog" aria-modal="true" aria-label={open.name} initial={{ opacity: 0 }} animate={{ opacity: 1 }} exit={{ opacity: 0 }} onClick={() => setOpen(null)} className="fixed inset-0 grid place-items-center bg-black/70 p-6 backdrop-blur-sm">
            <figure className="w-full max-w-xl overflow-hidden rounded-3xl bg-white dark:bg-zinc-900">
              <Art picture={open} className="aspect-4/3 text-9xl" />
              <figcaption className="flex items-center justify-between p-5 font-medium">
                {open.name}
                <button type="button" aria-label="Close" className="rounded-full p-2 hover:bg-zinc-100 dark:hover:bg-zinc-800">
                  <X className="size-5" />
                </button>
              </figcaption>
            </figure>
          </motion.div>
        )}
      </AnimatePresence>
    </main>
  );

  function like(name: string) {
    setLiked(liked.includes(name) ? liked.filter((each) => each !== name) : [...liked, name]);
  }
}

function Art({ picture, className }: { picture: Picture; className: string }) {
  return (
    <span aria-hidden="true" className={clsx("grid place-items-center bg-gradient-to-br", picture.colours, className)}>
      {picture.emoji}
    </span>
  );
}

type Picture = { name: string; group: string; emoji: string; colours: string };

const PICTURES: Picture[] = [
«pictures»
];
"""


_MUSIC = r"""
import { useEffect, useState } from "react";
import clsx from "clsx";
import { Heart, Pause, Play, SkipBack, SkipForward } from "lucide-react";

export default function App() {
  const [place, setPlace] = useState(0);
  const [at, setAt] = useState(48);
  const [playing, setPlaying] = useState(false);
  const [liked, setLiked] = useState(false);
  const song = SONGS[place];

  useEffect(() => {
    if (!playing) return;
    const tick = setInterval(() => setAt((seconds) => Math.min(seconds + 1, song.seconds)), 1000);
    return () => clearInterval(tick);
  }, [playing, song]);

  return (
    <main className="grid min-h-screen place-items-center bg-gradient-to-br from-indigo-200 to-zinc-100 px-4 py-10 text-zinc-900 dark:from-indigo-950 dark:to-zinc-950 dark:text-zinc-100">
      <section className="w-full max-w-sm rounded-3xl border border-white/60 bg-white/80 p-6 shadow-xl shadow-zinc-900/10 backdrop-blur dark:border-zinc-800 dark:bg-zinc-900/80">
        <h1 className="text-center text-sm font-medium text-zinc-500 dark:text-zinc-400">«title»</h1>
        <div aria-hidden="true" className="mx-auto mt-5 grid aspect-square w-56 place-items-center rounded-2xl bg-gradient-to-br from-indigo-400 to-indigo-700 shadow-lg">
          <div className={clsx("grid size-36 place-items-center rounded-full bg-zinc-950 ring-8 ring-black/10", playing && "animate-spin [animation-duration:4s] motion-reduce:animate-none")}>
            <div className="size-10 rounded-full bg-gradient-to-b from-indigo-300 to-indigo-600" />
          </div>
        </div>
        <div className="mt-6 flex items-center justify-between">
          <div className="min-w-0">
            <p aria-live="polite" className="truncate text-xl font-semibold">{song.title}</p>
            <p className="truncate text-zinc-500 dark:text-zinc-400">{song.artist}</p>
          </div>
          <button type="button" aria-label="Like" aria-pressed={liked} onClick={() => setLiked(!liked)} className="p-2 text-zinc-400 transition hover:text-red-500 aria-pressed:text-red-600">
            <Heart className={clsx("size-5", liked && "fill-current")} />
          </button>
        </div>
        <input type="range" aria-label="Position" min={0} max={song.seconds} value={at} onChange={(event) => setAt(Number(event.target.value))} className="mt-4 w-full accent-indigo-600" />
        <p className="flex justify-between text-xs text-zinc-500 tabular-nums dark:text-zinc-400">
          <span>{clock(at)}</span>
          <span>-{clock(song.seconds - at)}</span>
        </p>
        <div className="mt-4 flex items-center justify-center gap-4">
          <button type="button" aria-label="Previous" onClick={() => go(place - 1)} className="rounded-full p-3 transition hover:bg-zinc-900/5 dark:hover:bg-white/10">
            <SkipBack className="size-6 fill-current" />
          </button>
          <button type="button" aria-label={playing ? "Pause" : "Play"} onClick={() => setPlaying(!playing)} className="grid size-16 place-items-center rounded-full bg-indigo-600 text-white shadow-lg transition hover:bg-indigo-700 active:scale-95 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-indigo-600">
            {playing ? <Pause className="size-7 fill-current" /> : <Play className="ml-1 size-7 fill-current" />}
          </button>
          <button type="button" aria-label="Next" onClick={() => go(place + 1)} className="rounded-full p-3 transition hover:bg-zinc-900/5 dark:hover:bg-white/10">
            <SkipForward className="size-6 fill-current" />
          </button>
        </div>
        <ol className="mt-6 space-y-1 text-sm">
          {SONGS.map((each, number) => (
            <li key={each.title}>
              <button type="button" aria-current={number === place} onClick={() => go(number)} className={clsx("flex w-full justify-between rounded-lg px-3 py-2 text-left transition", number === place ? "bg-indigo-600/10 font-medium text-indigo-800 dark:text-indigo-200" : "hover:bg-zinc-900/5 dark:hover:bg-white/5")}>
                {each.title}
                <span className="tabular-nums opacity-60">{clock(each.seconds)}</span>
              </button>
            </li>
          ))}
        </ol>
      </section>
    </main>
  );

  function go(to: number) {
    setPlace((to + SONGS.length) % SONGS.length);
    setAt(0);
  }
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

const SONGS = [
«songs»
];
"""


KINDS = (
    Kind("gallery", {"gallery": 8, "photo gallery": 10, "image gallery": 10, "photos": 5, "portfolio": 5, "lightbox": 7, "image grid": 7, "galerie": 7, "fotos": 5},
         "A gallery with filters, likes and a large view.", "Next you could ask me to remove a picture or to sort by name.", _gallery, accent="orange"),
    Kind("music", {"music": 6, "music player": 10, "player": 5, "audio player": 9, "playlist": 7, "song": 4, "songs": 4, "spotify": 7, "musik": 6},
         "A music player with a record that turns, a position slider and a playlist.", "Next you could ask for another colour or to rename a song.", _music, accent="rose"),
)  # fmt: skip
