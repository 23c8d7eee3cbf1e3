"""Faulty components as models write them: each is one fault in an otherwise working component, by family.
Read by tests/unit/test_fixes.py and benchmarks/autofix.py, which asks the sandbox whether the mended file runs."""

_APP = "export default function App() {{\n{0}\n}}\n"


def _app(body: str, head: str = "") -> str:
    return head + _APP.format(body)


FAULTS: dict[str, list[str]] = {
    "missing import": [
        _app("  const [n, setN] = useState(0);\n  return <button onClick={() => setN(n + 1)}>{n}</button>;"),
        _app(
            "  const [n] = useState(0);\n  useEffect(() => {}, []);\n  return <p>{n}</p>;",
            'import { useState } from "react";\n',
        ),
        _app("  const [n] = React.useState(0);\n  return <p>{n}</p>;"),
        _app("  const all = useMemo(() => [1, 2], []);\n  return <p>{all.length}</p>;"),
        _app("  const r = useRef<HTMLInputElement>(null);\n  return <input ref={r} aria-label='a' />;"),
        _app("  return <button><Search /> Find</button>;"),
        _app("  return <p><Check /><X /> ok</p>;", 'import { Check } from "lucide-react";\n'),
        _app(
            "  const [s, send] = useReducer((a: number) => a + 1, 0);\n  return <button onClick={send}>{s}</button>;"
        ),
        _app("  return <motion.div animate={{ opacity: 1 }}>hi</motion.div>;"),
        _app("  return <p className={clsx('a', true && 'b')}>hi</p>;"),
        _app("  return <p className={cn('a', 'b')}>hi</p>;"),
        _app("  return <Fragment><p>a</p></Fragment>;"),
        _app("  const go = useCallback(() => 1, []);\n  return <button onClick={go}>a</button>;"),
        _app("  const id = useId();\n  return <label htmlFor={id}>a<input id={id} /></label>;"),
        _app("  return createPortal(<p>a</p>, document.body);"),
        _app("  return <Suspense fallback={<p>wait</p>}><p>a</p></Suspense>;"),
    ],
    "unknown icon": [
        _app("  return <p><TrashCan /> a</p>;", 'import { TrashCan } from "lucide-react";\n'),
        _app("  return <p><Close /> a</p>;", 'import { Close } from "lucide-react";\n'),
        _app("  return <p><ShoppingKart /> a</p>;", 'import { ShoppingKart, Check } from "lucide-react";\n'),
        _app("  return <p><Twitter /> a</p>;", 'import { Twitter } from "lucide-react";\n'),
        _app("  return <p><SpinnerIcon /> a</p>;", 'import { SpinnerIcon } from "lucide-react";\n'),
        _app("  return <p><Gear /><Email /> a</p>;", 'import { Gear, Email } from "lucide-react";\n'),
        _app("  return <p><Dashboard size={16} /> a</p>;", 'import { Dashboard } from "lucide-react";\n'),
    ],
    "unknown package": [
        _app("  return <p><FaTrash /> a</p>;", 'import { FaTrash } from "react-iconz/fa";\n'),
        _app("  return <p className={cx('a')}>a</p>;", 'import cx from "classnames";\n'),
        _app("  return <Confetti>a</Confetti>;", 'import Confetti from "react-confetti-explosion";\n'),
        _app(
            "  const x = useMeasure();\n  return <p>{String(!!x)}</p>;",
            'import { useMeasure } from "react-use-measurement";\n',
        ),
        _app("  return <p>{nice('a')}</p>;", 'import { nice } from "nice-strings";\n'),
        _app("  return <Box><Text>a</Text></Box>;", 'import { Box, Text } from "@unknown/ui";\n'),
        _app("  return <p>a</p>;", 'import axiosish from "axiosish";\n'),
        _app("  return <Carousel><p>1</p></Carousel>;", 'import { Carousel } from "nuka-karousel";\n'),
    ],
    "default export": [
        "export function App() { return <p>hi</p>; }\n",
        "export const App = () => <p>hi</p>;\n",
        "function Card() { return <b>x</b>; }\nfunction Page() { return <Card />; }\n",
        "const Dashboard = () => { return <p>hi</p>; };\nexport { Dashboard };\n",
        "export const Timer: any = function () { return <p>0:00</p>; };\n",
    ],
    "duplicate import": [
        _app(
            "  const [a] = useState(1);\n  return <p>{a}</p>;",
            'import { useState } from "react";\nimport { useState, useEffect } from "react";\n',
        ),
        _app(
            "  return <p><X /></p>;", 'import { X } from "lucide-react";\nimport { X } from "lucide-react";\n'
        ),
        _app(
            "  return <p><X /></p>;",
            'import React from "react";\nimport React from "react";\nimport { X, X } from "lucide-react";\n',
        ),
        _app("  return <Badge />;", 'import { Badge } from "lucide-react";\n')
        + "function Badge() { return <b>x</b>; }\n",
    ],
    "HTML written as JSX": [
        _app("  return <p class='a'>hi</p>;"),
        _app("  return <label for='x'>a<input id='x'></label>;"),
        _app("  return <svg viewBox='0 0 9 9'><path d='M0 0' stroke-width='2' fill-rule='evenodd' /></svg>;"),
        _app("  return <div><!-- a comment --><p>hi</p></div>;"),
        _app('  return <div style="color: red; font-size: 12px">hi</div>;'),
        _app("  return <div><br><hr><img src='' alt=''></div>;"),
        _app("  return <button onclick={() => 1} tabindex={0}>a</button>;"),
        _app("  return <input type='text' readonly maxlength={3} aria-label='a'>;"),
    ],
    "unclosed tail": [
        "export default function App() {\n  return (\n    <div>\n      <p>hi</p>\n",
        'export default function App() {\n  return (\n    <main className="p-4">\n      <h1>Title</h1>\n      <ul>\n        <li>one</li>\n        <li>two',
        "export default function App() {\n  const list = [1, 2];\n  return <ul>{list.map((n) => <li key={n}>{n}</li>)}</ul>;\n",
        "export default function App() {\n  return <p>hi</p>;\n}\n\nconst data = [\n  { a: 1 },\n  { a: 2",
        'export default function App() {\n  return (\n    <section>\n      <button className="a b"',
        "export default function App() {\n  return <div className={`a ${1}`}><p>hi</p></div>\n",
        "export default function App() {\n  return (\n    <div>\n      <p>hi</p>\n    </div>\n  );\n",
    ],
    "unterminated string": [
        'const name = "Ada;\nexport default function App() { return <p>{name}</p>; }\n',
        "const name = 'Ada\nexport default function App() { return <p>{name}</p>; }\n",
        "const all = ['a', 'b, 'c'];\nexport default function App() { return <p>{all}</p>; }\n".replace(
            "'b,", "'b',"
        ).replace("'c']", "'c]"),
        'const o = { a: "x, };\nexport default function App() { return <p>{o.a}</p>; }\n'.replace(
            ", };", " };"
        ),
    ],
    "wrong path": [
        _app("  return <Card>a</Card>;", 'import Card from "./components/Card";\n'),
        _app("  return <p>{logo}a</p>;", 'import logo from "./logo.svg";\n'),
        _app(
            "  return <ul>{items.map((i: any) => <li key={i}>{i}</li>)}</ul>;",
            'import { items } from "./data";\n',
        ),
        _app("  return <Header title='a' />;", 'import { Header } from "../components/Header";\n'),
        _app("  return <p>a</p>;", 'import "./App.css";\n'),
        _app("  return <p>{helper('a')}</p>;", 'import { helper } from "./lib/helper";\n'),
    ],
    "Next.js": [
        _app("  return <Link href='/'>a</Link>;", '"use client";\nimport Link from "next/link";\n'),
        _app(
            "  return <Image src='' alt='' width={4} height={4} priority />;",
            'import Image from "next/image";\n',
        ),
        _app("  return <><Head><title>a</title></Head><p>a</p></>;", 'import Head from "next/head";\n'),
        _app(
            "  const r = useRouter();\n  return <button onClick={() => r.push('/')}>a</button>;",
            'import { useRouter } from "next/navigation";\n',
        ),
        _app(
            "  const f = Inter({ subsets: ['latin'] });\n  return <p className={f.className}>a</p>;",
            'import { Inter } from "next/font/google";\n',
        ),
        _app(
            "  const { theme } = useTheme();\n  return <p>{theme}</p>;",
            'import { useTheme } from "next-themes";\n',
        ),
    ],
    "shadcn": [
        _app("  return <Sparkle>a</Sparkle>;", 'import { Sparkle } from "@/components/sparkle";\n'),
        _app("  return <p className={cn('a')}>a</p>;", 'import { cn } from "@/utils/cn";\n'),
        _app("  return <Heading>a</Heading>;", 'import { Heading } from "~/ui/heading";\n'),
    ],
}
