"""Faulty artifacts as models write them: the second half of fresh_faults.py, of what is there twice or left open, of HTML,
Next.js, paths and quotes."""

Files = dict[str, str]


def _one(text: str) -> Files:
    return {"App.tsx": text}


MORE_FRESH_FAULTS: dict[str, list[Files]] = {
    "duplicated": [
        _one(
            """import React, { useState, useEffect } from "react";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Plus, Minus } from "lucide-react";

export default function Stepper() {
  const [n, setN] = useState(1);
  useEffect(() => {}, [n]);
  return (
    <p>
      <button onClick={() => setN(n - 1)} aria-label="less"><Minus /></button> {n}
      <button onClick={() => setN(n + 1)} aria-label="more"><Plus /></button>
    </p>
  );
}
"""
        ),
        _one(
            """import { Calendar } from "lucide-react";
import { Calendar } from "@/components/ui/calendar";
import { useState } from "react";

export default function Booking() {
  const [date, setDate] = useState<Date | undefined>(undefined);
  return <Calendar mode="single" selected={date} onSelect={setDate} />;
}
"""
        ),
        _one(
            """import { useState } from "react";

export default function Quiz() {
  const [at, setAt] = useState(0);
  const questions = ["One?", "Two?"];
  return <button onClick={() => setAt((at + 1) % questions.length)}>{questions[at]}</button>;
}

export default Quiz;
"""
        ),
        _one(
            """import { Table } from "@/components/ui/table";

interface Row { id: number; name: string }
const rows: Row[] = [{ id: 1, name: "Ada" }];

function Table({ rows }: { rows: Row[] }) {
  return <table><tbody>{rows.map((row) => <tr key={row.id}><td>{row.name}</td></tr>)}</tbody></table>;
}

export default function App() {
  return <Table rows={rows} />;
}
"""
        ),
    ],
    "unclosed": [
        _one(
            """import { useState } from "react";

export default function Signup() {
  const [email, setEmail] = useState("");
  return (
    <form onSubmit={(e) => e.preventDefault()}>
      <label htmlFor="email">Email</label>
      <input id="email" value={email} onChange={(e) => setEmail(e.target.value)}>
      <br>
      <button type="submit">Join</button>
    </form>
  );
}
"""
        ),
        _one(
            """export default function Pricing() {
  const plans = [{ name: "Free", price: 0 }, { name: "Pro", price: 12 }];
  return (
    <div className="grid">
      {plans.map((plan) => (
        <div key={plan.name}>
          <h3>{plan.name}</h3>
          <p>${plan.price}</p>
          <ul>
            <li>Everything in"""
        ),
        _one(
            """export default function Hero() {
  return (
    <section className="py-20">
      <h1 className="text-5xl">Build faster</h1>
      <p>Ship in days.</p>
    </section>
    <section>
      <a href="#start">Get started</a>
    </section>
  );
}
"""
        ),
        {
            "App.tsx": """import { Faq } from "./Faq";

export default function App() {
  return <Faq />;
}
""",
            "Faq.tsx": """import { useState } from "react";

const ITEMS = [{ q: "Is it free?", a: "Yes." }];

export function Faq() {
  const [open, setOpen] = useState(-1);
  return (
    <dl>
      {ITEMS.map((item, at) => (
        <div key={item.q}>
          <dt onClick={() => setOpen(at)}>{item.q}</dt>
          {open === at && <dd>{item.a}</dd>}
        </div>
      ))}
    </dl>
""",
        },
        _one(
            """Here is the component:

```tsx
import { useState } from "react";

export default function Toggle() {
  const [on, setOn] = useState(false);
  return <button aria-pressed={on} onClick={() => setOn(!on)}>{on ? "On" : "Off"}</button>;
}
```

This component keeps its own state.
"""
        ),
    ],
    "html": [
        _one(
            """export default function Banner() {
  return (
    <div style="background: #222; color: white; padding: 1rem">
      <strong>Sale!</strong> Everything must go.
    </div>
  );
}
"""
        ),
        _one(
            """export default function Page() {
  return (
    <div>
      <!-- Navigation -->
      <nav class="flex" tabindex="0">
        <a href="#">Home</a>
      </nav>
      <!-- Content -->
      <main><p>If a < b then b > a</p></main>
    </div>
  );
}
"""
        ),
        _one(
            """export default function Upload() {
  return (
    <form>
      <label for="file">File</label>
      <input id="file" type="file" onchange="pick(event)" autofocus>
      <img src="/a.png" alt="a">
      <hr>
    </form>
  );
}
"""
        ),
    ],
    "next": [
        _one(
            """"use client";

import Link from "next/link";
import Image from "next/image";
import { useRouter, useSearchParams } from "next/navigation";
import { Inter } from "next/font/google";

const inter = Inter({ subsets: ["latin"] });

export const metadata = { title: "Shop" };

export default function Shop() {
  const router = useRouter();
  const params = useSearchParams();
  return (
    <main className={inter.className}>
      <Image src="/hat.png" alt="Hat" width={200} height={200} priority />
      <Link href="/cart">Cart {params.get("n")}</Link>
      <button onClick={() => router.push("/checkout")}>Buy</button>
    </main>
  );
}
"""
        ),
        _one(
            """import { cookies } from "next/headers";
import { redirect } from "next/navigation";

export default async function Page({ params }: { params: { id: string } }) {
  const theme = cookies().get("theme")?.value ?? "light";
  return <main data-theme={theme}><h1>Item {params?.id}</h1></main>;
}
"""
        ),
        _one(
            """import { signIn, useSession } from "next-auth/react";

export default function Login() {
  const { data: session } = useSession();
  if (session) return <p>Hello {session.user?.name}</p>;
  return <button onClick={() => signIn("github")}>Sign in</button>;
}
"""
        ),
    ],
    "wrong path": [
        {
            "App.tsx": """import { Header } from "./components/Header";
import { products } from "./data/products";

export default function App() {
  return <div><Header /><p>{products.length} products</p></div>;
}
""",
            "Header.tsx": """export const Header = () => <header>Shop</header>;
""",
            "products.ts": """export const products = [{ id: 1 }, { id: 2 }];
""",
        },
        {
            "src/App.tsx": """import Sidebar from "../components/sidebar";
import { useToggle } from "@/hooks/useToggle";

export default function App() {
  const [open, toggle] = useToggle(true);
  return <div><button onClick={toggle}>Menu</button>{open && <Sidebar />}</div>;
}
""",
            "src/components/Sidebar.tsx": """export default function Sidebar() {
  return <aside>Links</aside>;
}
""",
            "src/hooks/use-toggle.ts": """import { useState } from "react";

export function useToggle(initial: boolean): [boolean, () => void] {
  const [on, setOn] = useState(initial);
  return [on, () => setOn(!on)];
}
""",
        },
        {
            "App.tsx": """import { TodoItem } from "./TodoItem";
import type { Todo } from "./types";
import { sampleTodos } from "./lib/sampleTodos";

export default function App() {
  const todos: Todo[] = sampleTodos;
  return <ul>{todos.map((todo) => <TodoItem key={todo.id} todo={todo} />)}</ul>;
}
""",
            "TodoItem.tsx": """import type { Todo } from "./types";

export function TodoItem({ todo }: { todo: Todo }) {
  return <li>{todo.text}</li>;
}
""",
        },
        {
            "App.tsx": """import Chart from "./Chart";
import logo from "./assets/logo.svg";
import "./styles/globals.css";

export default function App() {
  return <div><img src={logo} alt="Logo" /><Chart points={[1, 2, 3]} /></div>;
}
""",
            "Chart.tsx": """export const Chart = ({ points }: { points: number[] }) => <p>{points.join(", ")}</p>;
""",
        },
    ],
    "missing module": [
        _one(
            """import { DataTable } from "@/components/ui/data-table";
import { Typography } from "@/components/ui/typography";
import { Badge } from "@/components/ui/badge";

const columns = [{ accessorKey: "name", header: "Name" }];

export default function Orders() {
  return (
    <div>
      <Typography variant="h2">Orders <Badge>3</Badge></Typography>
      <DataTable columns={columns} data={[{ name: "Ada" }]} />
    </div>
  );
}
"""
        ),
        _one(
            """import { Button } from "@/components/button";
import { CardHeader, Card } from "~/components/ui/Card";
import { useMediaQuery } from "@/hooks/use-media-query";

export default function Panel() {
  const wide = useMediaQuery("(min-width: 768px)");
  return <Card><CardHeader>{wide ? "Wide" : "Narrow"}</CardHeader><Button>Go</Button></Card>;
}
"""
        ),
        _one(
            """import { api } from "@/lib/api";
import { formatCurrency, cn } from "@/lib/utils";

export default function Total() {
  return <p className={cn("text-xl", "font-bold")}>{formatCurrency(1200)}</p>;
}
"""
        ),
    ],
    "text": [
        _one(
            """const QUOTES = [
  { text: 'It's the little things', by: 'Ann' },
  { text: 'Don't panic', by: 'Douglas' },
];

export default function Quotes() {
  return <ul>{QUOTES.map((quote) => <li key={quote.by}>{quote.text}</li>)}</ul>;
}
"""
        ),
        _one(
            """const title = “Our team”;

export default function Team() {
  return <h1 className=“text-xl”>{title}</h1>;
}
"""
        ),
        _one(
            """export default function Greeting() {
  const name = "Ada;
  return <p>Hello {name}</p>;
}
"""
        ),
    ],
}
