"""Faulty artifacts as models write them, several of more than one file: forty-four more, written before anything
was tried on them. Path to text, by family. Read by tests/unit/test_fixes.py and benchmarks/autofix.py."""

from tests.guard_sets.more_fresh_faults import MORE_FRESH_FAULTS, Files


def _one(text: str) -> Files:
    return {"App.tsx": text}


_CARD = """export function StatCard({ label, value }: { label: string; value: string }) {
  return (
    <div className="rounded-lg border p-4">
      <p className="text-sm text-gray-500">{label}</p>
      <p className="text-2xl font-bold">{value}</p>
    </div>
  );
}
"""

_FIRST: dict[str, list[Files]] = {
    "missing import": [
        {
            "App.tsx": """import { StatCard } from "./StatCard";

export default function App() {
  const [range, setRange] = useState<"week" | "month">("week");
  return (
    <main>
      <button onClick={() => setRange("month")}>{range}</button>
      <StatCard label="Sales" value="12" />
    </main>
  );
}
""",
            "StatCard.tsx": _CARD,
        },
        {
            "App.tsx": """export default function App() {
  return (
    <main className="grid gap-4">
      <StatCard label="Sales" value="12" />
      <StatCard label="Visits" value="340" />
    </main>
  );
}
""",
            "components/StatCard.tsx": _CARD,
        },
        {
            "App.tsx": """import Timer from "./components/Timer";

export default function App() {
  return <Timer seconds={90} />;
}
""",
            "components/Timer.tsx": """interface TimerProps {
  seconds: number;
}

const Timer: React.FC<TimerProps> = ({ seconds }) => {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const id = setInterval(() => setLeft((l) => Math.max(0, l - 1)), 1000);
    return () => clearInterval(id);
  }, []);
  return <p>{left} s</p>;
};

export default Timer;
""",
        },
        {
            "App.tsx": """import { useCart } from "./useCart";

export default function App() {
  const { items, add } = useCart();
  return (
    <div>
      <p>{formatPrice(items.reduce((sum, item) => sum + item.price, 0))}</p>
      <button onClick={() => add({ id: 2, price: 5 })}>Add</button>
    </div>
  );
}
""",
            "useCart.ts": """import { useState } from "react";

export function useCart() {
  const [items, setItems] = useState([{ id: 1, price: 20 }]);
  return { items, add: (item: { id: number; price: number }) => setItems([...items, item]) };
}
""",
            "utils.ts": """export const formatPrice = (cents: number) => `$${cents.toFixed(2)}`;
""",
        },
        _one(
            """import { Card, CardContent } from "@/components/ui/card";
import { Button } from "@/components/ui/button";

type Step = "cart" | "address" | "done";

export default function Checkout() {
  const [step, setStep] = useState<Step>("cart");
  const titles: Record<Step, string> = { cart: "Your cart", address: "Where to?", done: "Thanks!" };
  return (
    <Card>
      <CardContent>
        <h2>{titles[step]}</h2>
        <Tabs defaultValue="a">
          <TabsList>
            <TabsTrigger value="a">Card</TabsTrigger>
          </TabsList>
          <TabsContent value="a">
            <Input placeholder="4242" />
          </TabsContent>
        </Tabs>
        <Button onClick={() => setStep("address")}>Next</Button>
      </CardContent>
    </Card>
  );
}
"""
        ),
        _one(
            """import { create } from "zustand";

const useStore = create<{ n: number; add: () => void }>((set) => ({
  n: 0,
  add: () => set((s) => ({ n: s.n + 1 })),
}));

export default function Counter() {
  const { n, add } = useStore(useShallow((s) => ({ n: s.n, add: s.add })));
  return <button onClick={add}>{n}</button>;
}
"""
        ),
    ],
    "unknown icon": [
        _one(
            """import { Home, Users, BarChart3, Cog, Logout } from "lucide-react";

const NAV = [
  { label: "Home", icon: Home },
  { label: "Team", icon: Users },
  { label: "Reports", icon: BarChart3 },
  { label: "Settings", icon: Cog },
];

export default function Sidebar() {
  return (
    <nav>
      {NAV.map(({ label, icon: Icon }) => (
        <a key={label} href="#"><Icon size={18} /> {label}</a>
      ))}
      <button><Logout size={18} /> Sign out</button>
    </nav>
  );
}
"""
        ),
        _one(
            """import { FaGithub, FaTwitter } from "react-icons/fa";
import { HiOutlineMail } from "react-icons/hi";

export default function Footer() {
  return (
    <footer className="flex gap-4">
      <a href="#" aria-label="GitHub"><FaGithub /></a>
      <a href="#" aria-label="Twitter"><FaTwitter className="h-5 w-5" /></a>
      <a href="#" aria-label="Mail"><HiOutlineMail /></a>
    </footer>
  );
}
"""
        ),
        _one(
            """import { Wind, Droplet, Sunrise, CloudSunny, Thermo } from "lucide-react";

export default function Weather() {
  return (
    <section>
      <CloudSunny className="h-12 w-12" />
      <ul>
        <li><Wind /> 12 km/h</li>
        <li><Droplet /> 40 %</li>
        <li><Thermo /> 21°</li>
        <li><Sunrise /> 6:12</li>
      </ul>
    </section>
  );
}
"""
        ),
        _one(
            """import { ArrowUpIcon, ArrowDownIcon } from "@heroicons/react/24/solid";
import { MagnifyingGlassIcon } from "@heroicons/react/24/outline";

export default function Prices() {
  const change = 3;
  return (
    <p>
      <MagnifyingGlassIcon className="h-4" />
      {change > 0 ? <ArrowUpIcon className="h-4" /> : <ArrowDownIcon className="h-4" />} {change} %
    </p>
  );
}
"""
        ),
    ],
    "unknown package": [
        _one(
            """import { useState } from "react";
import { useQuery } from "react-query";
import toast from "react-hot-toast";

export default function Users() {
  const [query, setQuery] = useState("");
  const { data, isLoading } = useQuery("users", () => fetch("/api/users").then((r) => r.json()));
  if (isLoading) return <p>Loading…</p>;
  return (
    <div>
      <input value={query} onChange={(e) => setQuery(e.target.value)} aria-label="Search" />
      <ul>{(data ?? []).map((user: { id: number; name: string }) => <li key={user.id}>{user.name}</li>)}</ul>
      <button onClick={() => toast.success("Saved")}>Save</button>
    </div>
  );
}
"""
        ),
        _one(
            """import styled from "@emotion/styled";

const Box = styled.div`
  padding: 16px;
  border-radius: 8px;
`;

export default function App() {
  return <Box>Hello</Box>;
}
"""
        ),
        _one(
            """import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { Button, TextField } from "@mui/material";

export default function Login() {
  return (
    <Box sx={{ p: 2 }}>
      <Typography variant="h5">Sign in</Typography>
      <TextField label="Email" fullWidth />
      <Button variant="contained">Go</Button>
    </Box>
  );
}
"""
        ),
        _one(
            """import moment from "moment";

const POSTS = [{ id: 1, title: "Hello", at: "2026-01-02" }];

export default function Blog() {
  return (
    <ul>
      {POSTS.map((post) => (
        <li key={post.id}>
          {post.title} <time>{moment(post.at).format("MMM D, YYYY")}</time>
        </li>
      ))}
    </ul>
  );
}
"""
        ),
        _one(
            """import { Bar } from "react-chartjs-2";
import { Chart as ChartJS, CategoryScale, LinearScale, BarElement } from "chart.js";

ChartJS.register(CategoryScale, LinearScale, BarElement);

export default function Sales() {
  const data = { labels: ["Jan", "Feb"], datasets: [{ label: "Sales", data: [3, 5] }] };
  return (
    <section>
      <h2>Sales</h2>
      <Bar data={data} />
    </section>
  );
}
"""
        ),
    ],
    "no default export": [
        {
            "App.tsx": """import { Header } from "./Header";

export const Dashboard = () => {
  return (
    <div>
      <Header title="Dashboard" />
      <p>Nothing yet.</p>
    </div>
  );
};

export const EmptyState = ({ text }: { text: string }) => <p>{text.toUpperCase()}</p>;
""",
            "Header.tsx": """export const Header = ({ title }: { title: string }) => <h1>{title.trim()}</h1>;
""",
        },
        _one(
            """interface AvatarProps {
  user: { name: string; photo: string };
}

function Avatar({ user }: AvatarProps) {
  return <img src={user.photo} alt={user.name} />;
}

interface ProfileProps {
  user?: { name: string; photo: string };
}

function Profile({ user = { name: "Ada", photo: "/a.png" } }: ProfileProps) {
  return (
    <article>
      <Avatar user={user} />
      <h2>{user.name}</h2>
    </article>
  );
}
"""
        ),
        _one(
            """export function PriceTag({ amount, currency }: { amount: number; currency: string }) {
  return <span>{amount.toFixed(2)} {currency.toUpperCase()}</span>;
}

export function PriceList() {
  return (
    <ul>
      {[1, 2].map((n) => (
        <li key={n}><PriceTag amount={n} currency="eur" /></li>
      ))}
    </ul>
  );
}

export function PriceRow({ row }: { row: { id: string; amount: number } }) {
  return <tr><td>{row.id}</td><td>{row.amount.toFixed(1)}</td></tr>;
}
"""
        ),
        {
            "App.tsx": """import Board from "./Board";

export default function App() {
  return <Board />;
}
""",
            "Board.tsx": """export const COLUMNS = ["To do", "Done"];

export function Column({ column }: { column: { name: string; cards: string[] } }) {
  return <section><h2>{column.name}</h2>{column.cards.map((card) => <p key={card}>{card}</p>)}</section>;
}

export function Board() {
  return <div>{COLUMNS.map((name) => <Column key={name} column={{ name, cards: [] }} />)}</div>;
}
""",
        },
    ],
}

FRESH_FAULTS = _FIRST | MORE_FRESH_FAULTS
