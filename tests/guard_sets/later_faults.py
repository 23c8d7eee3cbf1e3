"""More faulty components, longer ones, as models write them; the same kinds as in faults.py. Written before the fixes
were looked at. Read by tests/unit/test_fixes.py and benchmarks/autofix.py."""

from tests.guard_sets.later_kit_faults import LATER_KIT_FAULTS

LATER_FAULTS: dict[str, list[str]] = {
    "missing import": [
        """import { motion } from "framer-motion";

const items = ["Espresso", "Flat white", "Cortado"];

export default function Menu() {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <ul className="space-y-2">
      {items.map((item) => (
        <li key={item}>
          <button onClick={() => setOpen(open === item ? null : item)}>{item}</button>
          <AnimatePresence>
            {open === item && <motion.p exit={{ opacity: 0 }}>Freshly made</motion.p>}
          </AnimatePresence>
        </li>
      ))}
    </ul>
  );
}
""",
        """import { Card, CardContent } from "@/components/ui/card";

export default function Stats() {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Visitors</CardTitle>
      </CardHeader>
      <CardContent>
        <Button variant="outline">Refresh</Button>
      </CardContent>
    </Card>
  );
}
""",
        """import { LineChart, Line, XAxis } from "recharts";

const data = [{ day: "Mon", visits: 3 }, { day: "Tue", visits: 5 }];

export default function Chart() {
  return (
    <ResponsiveContainer width="100%" height={200}>
      <LineChart data={data}>
        <XAxis dataKey="day" />
        <YAxis />
        <Line dataKey="visits" />
      </LineChart>
    </ResponsiveContainer>
  );
}
""",
        """const ThemeContext = createContext("light");

function Badge() {
  const theme = useContext(ThemeContext);
  return <span className={theme === "light" ? "bg-white" : "bg-black"}>{theme}</span>;
}

export default function App() {
  return (
    <ThemeContext.Provider value="dark">
      <Badge />
    </ThemeContext.Provider>
  );
}
""",
        """import { useState } from "react";

const Row = memo(function Row({ name }: { name: string }) {
  return <li>{name}</li>;
});

export default function App() {
  const [names] = useState(["Ada", "Grace"]);
  return <ul>{names.map((name) => <Row key={name} name={name} />)}</ul>;
}
""",
        """import { useState } from "react";

export default function Agenda() {
  const [day] = useState(new Date(2026, 2, 1));
  return <time>{format(addDays(day, 1), "d MMM yyyy")}</time>;
}
""",
    ],
    "unknown icon": [
        """import { Home, Users, Cog, LogoutIcon, BarChartIcon } from "lucide-react";

export default function Sidebar() {
  return (
    <nav>
      <a href="#home"><Home size={18} /> Home</a>
      <a href="#team"><Users size={18} /> Team</a>
      <a href="#stats"><BarChartIcon size={18} /> Stats</a>
      <a href="#settings"><Cog size={18} /> Settings</a>
      <button><LogoutIcon size={18} /> Log out</button>
    </nav>
  );
}
""",
        """import { PlayArrow, SkipNextFilled, VolumeHigh } from "lucide-react";

const buttons = [
  { icon: PlayArrow, label: "Play" },
  { icon: SkipNextFilled, label: "Next" },
  { icon: VolumeHigh, label: "Louder" },
];

export default function Player() {
  return (
    <div>
      {buttons.map(({ icon: Icon, label }) => (
        <button key={label} aria-label={label}><Icon /></button>
      ))}
    </div>
  );
}
""",
    ],
    "unknown package": [
        """import { Button, Stack, Typography } from "@mui/material";
import DeleteIcon from "@mui/icons-material/Delete";

export default function App() {
  return (
    <Stack spacing={2}>
      <Typography variant="h5">Files</Typography>
      <Button startIcon={<DeleteIcon />}>Delete</Button>
    </Stack>
  );
}
""",
        """import { useForm } from "react-hook-form";
import { zodResolver } from "@hookform/resolvers/zod";
import { z } from "zod";

const schema = z.object({ email: z.string().email() });

export default function Login() {
  const { register, handleSubmit, formState: { errors } } = useForm({ resolver: zodResolver(schema) });
  return (
    <form onSubmit={handleSubmit(() => {})}>
      <input {...register("email")} aria-label="E-mail" />
      {errors.email && <p>Please check the address</p>}
      <button>Log in</button>
    </form>
  );
}
""",
        """import toast, { Toaster } from "react-hot-toast";
import { useQuery } from "@tanstack/react-query-next";

export default function App() {
  const { data } = useQuery({ queryKey: ["a"], queryFn: () => [] });
  return (
    <div>
      <Toaster />
      <button onClick={() => toast.success("Saved")}>Save {data?.length}</button>
    </div>
  );
}
""",
        """import Slider from "react-slick";
import "slick-carousel/slick/slick.css";

export default function Gallery() {
  return (
    <Slider dots infinite={false} slidesToShow={1}>
      <div><h3>1</h3></div>
      <div><h3>2</h3></div>
    </Slider>
  );
}
""",
    ],
    "default export": [
        """import { useState } from "react";

export const Counter: React.FC = () => {
  const [n, setN] = useState(0);
  return <button onClick={() => setN(n + 1)}>Clicked {n} times</button>;
};

export const Label = ({ text }: { text: string }) => <b>{text}</b>;
""",
        """import { useState } from "react";

class Shop extends React.Component {
  render() {
    return <p>Open from nine to five</p>;
  }
}
""",
    ],
    "duplicate import": [
        """import React, { useState } from "react";
import { useState, useEffect } from "react";
import { Search } from "lucide-react";
import { Search, X } from "lucide-react";

export default function Find() {
  const [query, setQuery] = useState("");
  useEffect(() => {}, [query]);
  return <label><Search /><input value={query} onChange={(e) => setQuery(e.target.value)} /><X /></label>;
}
""",
        """import { Map } from "lucide-react";
import { Button } from "@/components/ui/button";

function Button({ children }: { children: React.ReactNode }) {
  return <button className="rounded bg-blue-600 px-3 py-1 text-white">{children}</button>;
}

export default function App() {
  return <Button><Map /> Route</Button>;
}
""",
    ],
    "HTML written as JSX": [
        """export default function Contact() {
  return (
    <form class="grid gap-2">
      <label for="name">Name</label>
      <input id="name" type="text" autocomplete="name" autofocus>
      <!-- the message -->
      <textarea id="text" rows="4"></textarea>
      <img src="" alt="logo">
      <button type="submit" onclick="send()">Send</button>
    </form>
  );
}
""",
        """export default function Price() {
  const amount = 3;
  return (
    <div style="display: flex; gap: 8px">
      <p>if a < b then pay {amount} €</p>
      <br>
      <span style="font-weight: bold; color: #333;">Total</span>
    </div>
  );
}
""",
        """export default function Code() {
  return (
    <main>
      <h1>Type arrow functions</h1>
      <p>A function is written as () => value, an object as { key: value }.</p>
    </main>
  );
}
""",
    ],
    "unclosed tail": [
        """import { useState } from "react";

export default function Survey() {
  const [step, setStep] = useState(0);
  const questions = ["Age", "City", "Job"];
  return (
    <section className="mx-auto max-w-md p-6">
      <h1 className="text-xl">{questions[step]}</h1>
      <input aria-label={questions[step]} className="border" />
      <div className="flex gap-2">
        <button onClick={() => setStep(Math.max(0, step - 1))}>Back</button>
        <button onClick={() => setStep((s) => Math.min(""",
        """const plans = [
  { name: "Free", price: 0, features: ["1 project"] },
  { name: "Pro", price: 12, features: ["10 projects", "Support"] },
];

export default function Plans() {
  return (
    <div className="grid grid-cols-2">
      {plans.map((plan) => (
        <article key={plan.name}>
          <h2>{plan.name}</h2>
          <ul>
            {plan.features.map((feature) => (
              <li key={feature}>{feature}</li>
""",
        """export default function Card() {
  return (
    <div className="card">
      <div className="head">
        <h2>Title</h2>
      <div className="body">
        <p>Text</p>
      </div>
    </div>
  );
}
""",
    ],
    "unterminated string": [
        """const reviews = [
  { who: "Ada", text: "Great bread, friendly people" },
  { who: "Grace", text: "I'd come again },
  { who: "Alan", text: 'It's the best in town' },
];

export default function Reviews() {
  return <ul>{reviews.map((r) => <li key={r.who}>{r.text}</li>)}</ul>;
}
""",
        """const texts = {
  title: 'Today's specials',
  note: 'Ask for the chef's choice',
};

export default function Specials() {
  return <section><h2>{texts.title}</h2><p>{texts.note}</p></section>;
}
""",
        """export default function Hero() {
  const name = "Lena";
  return <h1 className={`text-3xl ${name ? "font-bold" : ""}>Hello {name}</h1>;
}
""",
    ],
    "wrong path": [
        """import { Sidebar } from "@/components/layout/Sidebar";
import { TopBar } from "@/components/layout/TopBar";
import { users } from "@/data/users";

export default function Page() {
  return (
    <div className="flex">
      <Sidebar active="users" />
      <main>
        <TopBar title="Users" />
        <table><tbody>{users.map((user: { id: number; name: string }) => <tr key={user.id}><td>{user.name}</td></tr>)}</tbody></table>
      </main>
    </div>
  );
}
""",
        """import styles from "./App.module.css";
import { formatPrice } from "../../utils/formatPrice";
import hero from "../assets/hero.png";

export default function App() {
  return <div className={styles.wrap}><img src={hero} alt="" /><p>{formatPrice(12)}</p></div>;
}
""",
    ],
    **LATER_KIT_FAULTS,
}
