import { useState } from 'react';
import { Send, Sparkles } from 'lucide-react';

export default function Chat() {
  const [open, setOpen] = useState(people[0].id);
  const [sent, setSent] = useState<Message[]>(history);
  const [draft, setDraft] = useState('');

  return (
    <main className="mx-auto flex h-[36rem] max-w-3xl overflow-hidden rounded-2xl border border-zinc-200 bg-white">
      <nav aria-label="People" className="w-56 shrink-0 border-r border-zinc-200 bg-zinc-50 p-3">
        <h1 className="flex items-center gap-2 px-2 pb-3 text-sm font-semibold">
          <Sparkles className="size-4 text-violet-500" /> Messages
        </h1>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} open={person.id === open} onOpen={() => setOpen(person.id)} />
        ))}
      </nav>
      <section className="flex min-w-0 flex-1 flex-col">
        <ol className="flex-1 space-y-3 overflow-auto p-4" aria-live="polite">
          {sent.filter((message) => message.with === open).map((message) => (
            <Bubble key={message.id} {...message} />
          ))}
          {sent.every((message) => message.with !== open) && <li className="text-sm text-zinc-400">Say hello.</li>}
        </ol>
        <form
          className="flex gap-2 border-t border-zinc-200 p-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (draft.trim() === '') return;
            setSent((before) => [...before, { id: before.length + 1, with: open, mine: true, text: draft.trim(), at: now() }]);
            setDraft('');
          }}
        >
          <input
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
            placeholder="Write a message"
            className="min-w-0 flex-1 rounded-lg border border-zinc-300 px-3 py-2 text-sm outline-none focus:border-violet-500"
          />
          <button type="submit" aria-label="Send" className="rounded-lg bg-violet-600 px-3 text-white hover:bg-violet-700">
            <Send className="size-4" />
          </button>
        </form>
      </section>
    </main>
  );
}

function PersonRow({ person, open, onOpen }: { person: Person; open: boolean; onOpen: () => void }) {
  return (
    <button
      onClick={onOpen}
      aria-current={open ? 'true' : undefined}
      className={`flex w-full items-center gap-2 rounded-lg px-2 py-1.5 text-left text-sm ${open ? 'bg-white shadow-sm' : 'hover:bg-zinc-100'}`}
    >
      <span className="grid size-7 place-items-center rounded-full bg-violet-100 text-xs text-violet-700">{person.name[0]}</span>
      <span className="truncate">{person.name}</span>
      {person.here && <span className="ml-auto size-2 rounded-full bg-emerald-500" title="here" />}
    </button>
  );
}

function Bubble({ mine, text, at }: Message) {
  return (
    <li className={mine ? 'flex justify-end' : 'flex'}>
      <p className={`max-w-[75%] rounded-2xl px-3 py-2 text-sm ${mine ? 'bg-violet-600 text-white' : 'bg-zinc-100'}`}>
        {text} <time className="ml-2 text-xs opacity-60">{at}</time>
      </p>
    </li>
  );
}

function now(): string {
  return new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

interface Person {
  id: string;
  name: string;
  here: boolean;
}

interface Message {
  id: number;
  with: string;
  mine: boolean;
  text: string;
  at: string;
}

const people: Person[] = [
  { id: 'ada', name: 'Ada Lovelace', here: true },
  { id: 'grace', name: 'Grace Hopper', here: false },
  { id: 'kay', name: 'Kathleen Antonelli', here: true },
];

const history: Message[] = [
  { id: 1, with: 'ada', mine: false, text: 'Did the engine finish?', at: '09:12' },
  { id: 2, with: 'ada', mine: true, text: "Not yet: it's on the seventh number.", at: '09:14' },
  { id: 3, with: 'grace', mine: false, text: 'Found the bug. It had wings.', at: '10:02' },
];
