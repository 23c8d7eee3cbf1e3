"""Fixes mend what they are for, leave honest code alone, and are done after one pass."""

import json
import re
from pathlib import Path

import pytest

from studio.fixes import FIXES, Known, mend
from studio.fixes.lex import element_end, read
from studio.frameworks import entry_path
from tests.guard_sets.faults import FAULTS
from tests.guard_sets.fresh_faults import FRESH_FAULTS
from tests.guard_sets.later_faults import LATER_FAULTS

KNOWN = Known(
    {
        "react": frozenset({"default", "useState", "useEffect", "useMemo", "useId", "Fragment"}),
        "@/components/ui/button": frozenset({"Button"}),
        "@/components/ui/card": frozenset({"Card", "CardTitle"}),
        "date-fns": frozenset({"format", "addDays"}),
        "lucide-react": frozenset(
            {"Play", "SkipForward", "Trash2", "X", "Search", "Check", "Circle", "Settings", "Mail"}
        ),
        "clsx": frozenset({"default", "clsx"}),
        "@/lib/utils": frozenset({"cn"}),
    }
)
SHOWN = [
    case
    for case in json.loads(Path("tests/cases/shown.json").read_text(encoding="utf-8"))
    if "export default" not in case["text"]
]
PRICE = "export const price = String;\n"
CORPUS = sorted(Path("web/preview/corpus").glob("*.tsx"))
SOURCES = [*CORPUS, *sorted(Path("web/src").rglob("*.tsx")), *sorted(Path("web/preview/ui").rglob("*.tsx"))]
CASES = [
    (family, text) for each in (FAULTS, LATER_FAULTS) for family, texts in each.items() for text in texts
]


def mended(text: str, problem: str = "") -> str:
    return mend({"App.tsx": text}, "App.tsx", KNOWN, problem).files["App.tsx"]


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_honest_code_is_read_to_its_end_and_nothing_is_left_open(path):
    reading = read(path.read_text(encoding="utf-8"))
    assert reading.open == ()
    assert len(reading.code) == len(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_without_knowledge_only_exports_and_react_are_added_to_honest_code(path):
    notes = mend({"App.tsx": path.read_text(encoding="utf-8")}, "App.tsx", Known()).notes
    assert {note.fix for note in notes} <= {"default-export", "missing-import"}


@pytest.mark.parametrize(("family", "text"), CASES)
def test_mending_twice_changes_nothing_more(family, text):
    once = mended(text)
    assert mended(once) == once, family


@pytest.mark.parametrize(
    ("family", "files"), [(family, files) for family, each in FRESH_FAULTS.items() for files in each]
)
def test_mending_several_files_twice_changes_nothing_more(family: str, files: dict[str, str]) -> None:
    entry = entry_path(files) or ""
    once = mend(files, entry, KNOWN).files
    assert mend(once, entry, KNOWN).files == once, family


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        (
            {
                "App.tsx": "export default () => <p>{price(1)}</p>;\n",
                "lib/p.ts": "export const price = String;\n",
            },
            'import { price } from "./lib/p";',
        ),
        (
            {"App.tsx": "export default () => <p>{a.price}</p>;\n", "p.ts": PRICE},
            "export default () => <p>{a.price}</p>;\n",
        ),
        (
            {
                "App.tsx": "export default () => <p>{({ price: 1 }).b}</p>;\n",
                "p.ts": "export const price = 1;\n",
            },
            "export default () =>",
        ),
    ],
)
def test_what_another_file_of_the_artifact_exports_is_imported(files: dict[str, str], wanted: str) -> None:
    made = mend(files, "App.tsx", Known()).files["App.tsx"]
    assert made.startswith(wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('import m from "momentum";\nexport default () => <p>{m(1).go()}</p>;\n', "new Proxy("),
        ('import s from "@x/styled";\nconst B = s.div`a`;\nexport default () => <B />;\n', "new Proxy("),
        (
            'import { r } from "@x/r";\nconst all = r;\nexport default () => <p>{all}</p>;\n',
            "new Proxy(",
        ),
        (
            'import { useX } from "@x/x";\nexport default () => { const [a] = useX(1); return a };\n',
            "[first, () =>",
        ),
        ('import { go } from "@x/x";\nexport default () => <p>{go(1)}</p>;\n', "(value?: any): any => value"),
    ],
)
def test_a_stand_in_is_what_the_code_takes_it_for(text: str, wanted: str) -> None:
    assert wanted in mended(text)


@pytest.mark.parametrize("path", CORPUS[:3], ids=lambda path: path.name)
def test_code_cut_off_anywhere_is_mended_without_an_error(path):
    text = path.read_text(encoding="utf-8")
    for end in range(0, len(text), 97):
        mended(text[:end], "compile: App.tsx:1: Unexpected token")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("export default () => <p><Search /></p>;\n", 'import { Search } from "lucide-react";'),
        ('import { Gear } from "lucide-react";\nexport default () => <Gear />;\n', "Settings as Gear"),
        (
            'import cx from "classnames";\nexport default () => <p className={cx()} />;\n',
            'import cx from "clsx";',
        ),
        ("export default () => <p class='a' />;\n", "className='a'"),
        (
            "export default () => <ul>{[1].map((n) => <li>{n}</li>)}</ul>;\n",
            ".map((n, index) => <li key={index}>",
        ),
        ("export const App = () => <p />;\n", "export default App;"),
        ("export default function App() {\n  return <div><p>hi</p>\n", "</div>}"),
        ("const a = 'x;\nexport default () => <p>{a}</p>;\n", "const a = 'x';"),
        ("const a = ['it's', 'b'];\nexport default () => <p>{a}</p>;\n", """["it's", 'b']"""),
        ("export default () => <p className={`a ${1}>x</p>;\n", "className={`a ${1}`}>x"),
        ("export default () => <p>{format(1, 'd')}</p>;\n", 'import { format } from "date-fns";'),
        (
            'import { PlayArrow } from "lucide-react";\nconst all = { icon: PlayArrow };\n'
            "export default () => <all.icon />;\n",
            "{ Play as PlayArrow }",
        ),
        (
            'import { SkipNextFilled } from "lucide-react";\nexport default () => <SkipNextFilled />;\n',
            "{ SkipForward as SkipNextFilled }",
        ),
        (
            'import { Buton } from "@/components/ui/card";\nexport default () => <Buton />;\n',
            'import { Button as Buton } from "@/components/ui/button";',
        ),
        (
            'import { Card } from "components/ui/card";\nexport default () => <Card />;\n',
            'import { Card } from "@/components/ui/card";',
        ),
        (
            'import { Hero } from "@/components/ui/hero";\nexport default () => <Hero />;\n',
            "const Hero: any =",
        ),
        (
            "export const App2 = () => <p>a</p>;\nexport const Label = ({ text }: any) => <b>{text}</b>;\n",
            "export default App2;",
        ),
        (
            'const Chart = lazy(() => import("./Chart"));\nexport default () => <Chart />;\n',
            "lazy(() => Promise.resolve({ default: () => null }))",
        ),
        ("export default async function Page() {\n  return <p>a</p>;\n}\n", "default function Page"),
        (
            "export default function App() {\n  return <a onClick={() => go(1",
            "/>",
        ),
    ],
)
def test_a_fault_and_what_becomes_of_it(text, wanted):
    assert wanted in mended(text)


@pytest.mark.parametrize("case", SHOWN, ids=lambda case: case["name"])
def test_what_nobody_exported_by_default_is_what_the_preview_would_show(case: dict[str, str]) -> None:
    made = mend({"App.tsx": case["text"]}, "App.tsx", Known()).files["App.tsx"]
    exported = re.search(r"export default (\S+);", made)
    assert exported
    assert exported[1] == case.get("is", case["shows"].capitalize())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("function Row({ row }: { row: Item }) {}\nfunction Demo() { return <Row row={1} /> }", "Demo"),
        ("function App({ user }: Props) { return <Icon /> }\nfunction Icon() {}", "App"),
        (
            "interface P { a?: number; b?: 1 }\nfunction Chip({ a, b }: P) {}\nfunction Row({ r }: R) {}",
            "Chip",
        ),
        ("export const Row = ({ r }: R) => r;\nexport const Card: FC<P> = ({ a = 1 }) => a;", "Card"),
        ("export const Card = memo(function Card() {});\nexport const Row = memo(({ r }: R) => r);", "Card"),
        ("export function Card(props: { a?: string }) {}\nexport function Row(props: R) {}", "Card"),
        ("export function Page({ data }: P) {}\nexport function Empty({ text }: P) {}", "Page"),
    ],
)
def test_a_component_that_can_do_without_props_is_the_page(text: str, wanted: str) -> None:
    assert f"export default {wanted};" in mended(text)


def test_every_fix_is_told_with_its_file():
    made = mend({"App.tsx": "export const App = () => <p class='a'>x</p>;\n"}, "App.tsx", KNOWN)
    assert {note.fix for note in made.notes} <= set(FIXES)
    assert [note.path for note in made.notes] == ["App.tsx", "App.tsx"]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ('import Label from "./label";', True),
        ('import Label, { size } from "./label.tsx";', True),
        ('import { Label } from "./label";', False),
        ('import type Label from "./label";', False),
        ('import Label from "./labels";', False),
    ],
)
def test_a_file_gets_a_default_export_only_if_it_is_imported_by_default(line: str, wanted: bool) -> None:
    label = "export const Label = () => <b>1</b>;\n"
    app = f"{line}\n\nexport default function App() {{\n  return <Label />;\n}}\n"
    files = mend({"App.tsx": app, "label.tsx": label}, "App.tsx", Known()).files
    assert ("export default" in files["label.tsx"]) == wanted


HONEST = [
    ("a-sentence", 'const motto = "She said (“yes”) at once";'),
    ("a-key", 'const o = { a: "Some: “ok”, “fine” and more." };'),
    ("single", "const use = 'Use: “Save”, then';"),
    ("curly-text", "const a = <p>Say: “hi”, or (“no”)</p>;"),
    ("curly-comment", "// is = “a”, b\nconst a = 1; /* (“x”) */"),
    ("apostrophes-in-a-string", "const a = \"He said, 'it's fine', ok\";"),
    ("apostrophes-in-text", "const a = <p>Say ('don't') now</p>;"),
    ("apostrophes-in-a-comment", "// as ['it's', 1]\nconst a = 1;"),
    ("attribute-of-two-lines", 'const a = <p className="grid\n  gap-2">a</p>;'),
    ("template-in-an-attribute", "const a = <p title={`a -> b\n  > c`}>a</p>;"),
    ("comment-of-two-lines", '/* say = "hello\n   there */\nconst a = 1;'),
    ("template-with-a-quote", 'const css = `a { content: "\n`;'),
    ("html-in-a-string", 'const a = text.replace("x", "<br>");'),
    ("image-in-a-template", "const a = `<img src=x class='y'><input readonly>`;"),
    ("comment-of-html", 'const a = "<!-- a -->";'),
    ("class-in-a-string", "const a = '<p class=\"b\" style=\"color: red\">';"),
    ("end-tag", 'const a = <input value="a"></input>;'),
    ("style-of-a-component", 'const a = <Chart style="dark" />;'),
    ("comparison", "const a = n<max && maxlength>0;"),
    ("map-in-a-template", "const a = `x.map((n) => <li>{n}</li>)`;"),
    ("map-in-a-comment", "// x.map((n) => <li>{n}</li>)\nconst a = 1;"),
    ("import-in-a-template", 'const a = `\nimport { Strar } from "lucide-react";\nimport "next/link";\n`;'),
    ("import-in-a-comment", '/*\nimport x from "./gone";\nimport "next/image";\n*/\nconst a = 1;'),
    ("import-in-text", "const a = <pre>\nimport x from 'nowhere'\n</pre>;"),
    ("later-import-in-a-string", """const a = 'import("./gone")';"""),
    ("metadata-in-a-template", "const a = `\nexport const metadata = 1;\nexport const dynamic = 2;\n`;"),
    ("default-in-a-pattern", "const { n = 1, format } = lib;\nconst a = format(n);"),
    ("second-declarator", "const n = 1, format = (x) => x;\nconst a = format(n);"),
    ("deep-pattern", "const { a: { format } = {}, b } = lib;\nconst c = format(b);"),
    ("method", "const o = { format(x) { return x; } };"),
]  # fmt: skip
HOME = "\n\nexport default function Home() {\n  return <p>a</p>;\n}\n"


@pytest.mark.parametrize("text", [text for _, text in HONEST], ids=[name for name, _ in HONEST])
@pytest.mark.parametrize("problem", ["", "mount: a is not defined"])
def test_what_is_right_stays_as_it_is(text: str, problem: str) -> None:
    assert mend({"App.tsx": text + HOME}, "App.tsx", KNOWN, problem).notes == ()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
@pytest.mark.parametrize("problem", ["", "compile: App.tsx:1: Unexpected token"])
def test_files_that_are_right_get_no_more_than_they_lack(path: Path, problem: str) -> None:
    text = path.read_text(encoding="utf-8")
    once = mend({"App.tsx": text}, "App.tsx", Known(), problem)
    assert {note.fix for note in once.notes} <= {
        "default-export",
        "missing-import",
        "wrong-path",
        "missing-key",
    }
    assert mend(once.files, "App.tsx", Known(), problem).notes == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("const title = “Our team”;", 'const title = "Our team";'),
        ("const a = [“It's one”, “two”];", """["It's one", "two"]"""),
        ("const a = <p className=“b”>“c”</p>;", '<p className="b">“c”</p>'),
    ],
)
def test_curly_quotes_of_code_are_made_straight_when_a_check_has_refused_them(text: str, wanted: str) -> None:
    assert mended(text + HOME) == text + HOME
    assert wanted in mended(text + HOME, "compile: App.tsx:1: Unexpected character '“'")


def test_the_place_in_a_list_hides_no_name_of_the_file() -> None:
    inner = "row.all.map((n) => <li>{index}</li>)"
    text = f"const A = () => rows.map((row, index) => <ul key={{row.id}}>{{{inner}}}</ul>);"
    assert "(n, place) => <li key={place}>{index}" in mended(text)


def test_a_list_that_another_file_imports_is_no_metadata() -> None:
    files = {
        "App.tsx": 'import { metadata } from "./data";\n\nexport default () => <p>{metadata.a}</p>;\n',
        "data.ts": "export const metadata = { a: 1 };\n",
    }
    assert mend(files, "App.tsx", Known()).notes == ()


def test_an_element_that_nobody_closed_is_read_once_for_each_place() -> None:
    rows = '<div className="row"><b>x</b></div>\n' * 300
    text = f"export default function App() {{\n  return (\n    <section>\n{rows}"
    assert element_end(text, text.index("<section>"), 10**6) == (None, len(text) - text.index("<section>"))
    assert element_end(text, text.index("<div"), 10**6) == (
        text.index("</div>") + 6,
        len("<div className='row'><b>x</b></div>"),
    )
    assert element_end(text, text.index("<section>"), 100)[1] < 200


@pytest.mark.parametrize("before", ["| ", "a: ", "x as "])
def test_a_name_after_a_mark_of_types_is_no_value(before: str) -> None:
    files = {"App.tsx": f"type All =\n  {before}Rows;{HOME}", "rows.ts": "export class Rows {}\n"}
    assert mend(files, "App.tsx", Known()).notes == ()


def test_a_file_that_imports_more_than_anybody_would_is_left_alone() -> None:
    lines = "".join(f'import {{ N{n} }} from "lucide-react";\n' for n in range(300))
    assert mend({"App.tsx": lines + HOME}, "App.tsx", KNOWN).notes == ()
