import { useState } from 'react';
import { MapPin, Mail, Link as LinkIcon, Github, Star } from 'lucide-react';

interface Stat {
  label: string;
  value: number | string;
}

type Tone = 'calm' | 'warm' | 'loud';

const STATS: Stat[] = [
  { label: 'Projects', value: 42 },
  { label: 'Followers', value: '1.2k' },
  { label: 'Stars', value: 318 },
];

const tones: Record<Tone, string> = {
  calm: 'bg-sky-100 text-sky-800',
  warm: 'bg-amber-100 text-amber-800',
  loud: 'bg-rose-100 text-rose-800',
};

/* One small number with its label. */
function StatCard({ label, value }: Stat) {
  return (
    <div className="rounded-xl border p-4 text-center">
      <p className="text-2xl font-semibold">{value}</p>
      <p className="text-sm text-muted-foreground">{label}</p>
    </div>
  );
}

export default function Profile() {
  const [following, setFollowing] = useState<boolean>(false);
  const [tone, setTone] = useState<Tone>('calm');

  const toggle = () => {
    setFollowing((before) => !before);
  };

  return (
    <main className="min-h-screen bg-gradient-to-b from-slate-50 to-slate-200 p-8">
      <section className="mx-auto max-w-xl rounded-3xl bg-white p-8 shadow-lg">
        <div className="flex items-center gap-4">
          <div className="flex h-16 w-16 items-center justify-center rounded-full bg-indigo-600 text-xl text-white">AL</div>
          <div className="flex-1">
            <h1 className="text-2xl font-bold">Ada Lovelace</h1>
            <p className="text-slate-500">Writes programs &amp; letters — &ldquo;the analyst&rdquo;</p>
          </div>
          <button
            onClick={toggle}
            className={`rounded-full px-4 py-2 text-sm font-medium ${following ? 'bg-slate-200' : 'bg-indigo-600 text-white'}`}
          >
            {following ? 'Following' : 'Follow'}
          </button>
        </div>

        {/* contact */}
        <ul className="mt-6 space-y-2 text-sm text-slate-600">
          <li className="flex items-center gap-2"><MapPin className="h-4 w-4" /> London, UK</li>
          <li className="flex items-center gap-2"><Mail className="h-4 w-4" /> ada@example.org</li>
          <li className="flex items-center gap-2"><LinkIcon className="h-4 w-4" /> example.org/ada</li>
          <li className="flex items-center gap-2"><Github className="h-4 w-4" /> @ada</li>
        </ul>

        <label className="mt-6 block text-sm">
          Note
          <input className="mt-1 w-full rounded-md border px-3 py-2" placeholder="Write a note" data-typed />
        </label>

        <div className="mt-6 grid grid-cols-3 gap-3">
          {STATS.map((stat) => (
            <StatCard key={stat.label} {...stat} />
          ))}
        </div>

        <div className="mt-6 flex gap-2">
          {(Object.keys(tones) as Tone[]).map((name) => (
            <button key={name} onClick={() => setTone(name)} className={`rounded-full px-3 py-1 text-xs ${tones[name]}`}>
              {name === tone && <Star className="mr-1 inline h-3 w-3" />}
              {name}
            </button>
          ))}
        </div>
      </section>
    </main>
  );
}
