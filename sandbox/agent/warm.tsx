// What warms up a runner: a bit of all that most components do.
import { Check, Plus } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { Bar, BarChart, ResponsiveContainer, XAxis } from "recharts";

const DATA = [{ name: "a", n: 1 }, { name: "b", n: 2 }];
const SINCE = new Date(0);

export default function App() {
  const [items, setItems] = useState<string[]>(["one"]);
  const [text, setText] = useState("");
  const count = useMemo(() => items.length, [items]);
  useEffect(() => {
    const timer = setInterval(() => setText((now) => now), 100);
    return () => clearInterval(timer);
  }, []);
  return (
    <main>
      <h1>Warm {count}</h1>
      <p className={`sum ${count}`}>{(1234.5).toLocaleString("en-US", { style: "currency", currency: "USD" })} {count.toLocaleString()} {SINCE.toLocaleDateString("en-US", { month: "short", day: "numeric" })}</p>
      <form onSubmit={(event) => { event.preventDefault(); setItems([...items, text]); }}>
        <label>Text <input value={text} onChange={(event) => setText(event.target.value)} /></label>
        <select aria-label="Kind"><option>a</option><option>b</option></select>
        <button type="submit"><Plus /> Add</button>
      </form>
      <ul>{items.map((item, at) => <li key={at}><Check /> {item} <button onClick={() => setItems(items.filter((_, i) => i !== at))}>Remove</button></li>)}</ul>
      <ResponsiveContainer width="100%" height={200}><BarChart data={DATA}><XAxis dataKey="name" /><Bar dataKey="n" /></BarChart></ResponsiveContainer>
    </main>
  );
}
