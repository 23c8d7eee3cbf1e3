"""What one file of an artifact exports or passes is known to the others, in whatever order they are written,
and none is looked at again as long as what it can know stays the same."""

import asyncio
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

import guards
from actors.scanner import Scanner
from guards.tree import Source
from studio.ids import SessionId
from studio.protocol import Finding
from studio.state import files_of
from tests.guard_sets.fresh_artifacts import FRESH_ARTIFACTS
from tests.unit.session_house import REPLIES, House, said, session_test, state_of

ID = SessionId("s")
HONEST = {
    "App.tsx": "import { Card } from './Card';\nimport { rows, pick, Kind } from './data';\n"
    "const cards = rows.map((row) => <Card key={row.name} at={pick(row, 'name')} kind={Kind.Big} />);\n"
    "export default () => <>{cards}</>;\n",
    "Card.tsx": "import { sizes } from './data';\n"
    "export function Card({ at, kind }: any) { return <p style={{ width: sizes[kind] }}>{at}</p>; }\n",
    "data.ts": "export enum Kind { Big = 'big' }\nexport const sizes: any = { big: 10 };\n"
    "export const rows = [{ name: 'constructors' }];\n"
    "export const pick = (row: any, key: string) => row[key];\n",
    "more.json": '{"name": "a class has a constructor"}',
}


async def written(files: Mapping[str, str]) -> list[Finding]:
    """One after another, each scanned with those that are there by then."""
    scanner, there, found = Scanner(), dict[str, str](), list[Finding]()
    for path, text in files.items():
        found += await scanner.code(ID, path, text, dict(there))
        there[path] = text
    return found


@pytest.mark.parametrize("files", FRESH_ARTIFACTS)
@pytest.mark.parametrize("backwards", [False, True])
def test_what_only_several_files_do_is_found(files: dict[str, str], backwards: bool) -> None:
    order = dict(reversed(files.items())) if backwards else files
    assert [found for found in asyncio.run(written(order)) if found.severity != "note"] != []


def test_honest_files_that_know_each_other_give_no_finding() -> None:
    assert asyncio.run(written(HONEST)) == []
    assert asyncio.run(written(dict(reversed(HONEST.items())))) == []


def test_the_others_are_looked_at_again_only_if_they_know_something_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[str] = []
    scan = guards.scan_source

    def counted(source: Source) -> list[Finding]:
        looked.append(source.path)
        return scan(source)

    async def go(scanner: Scanner, path: str, text: str) -> list[str]:
        looked.clear()
        await scanner.code(ID, path, text, {other: HONEST[other] for other in HONEST if other != path})
        return looked

    monkeypatch.setattr(guards, "scan_source", counted)
    scanner = Scanner()
    for path, text in HONEST.items():
        asyncio.run(go(scanner, path, text))
    assert asyncio.run(go(scanner, "Card.tsx", HONEST["Card.tsx"])) == ["Card.tsx"]
    longer = HONEST["data.ts"] + "export const title = 'Sales';\nexport const width = 12;\n"
    assert asyncio.run(go(scanner, "data.ts", longer)) == ["data.ts"]
    again = asyncio.run(go(scanner, "data.ts", longer + "export const run = setTimeout;\n"))
    assert again == ["data.ts", "App.tsx", "Card.tsx"]


USES = (
    "import d from './data.json';\nconst o: any = () => 1;\n"
    "export default () => <p>{o[d.k][d.k]('alert(1)')()}</p>;\n"
)
HARMLESS = "import d from './data.json';\nexport default () => <p>{d.k}</p>;\n"
MADE_OF = '{"k":"constructor"}'


def judged(*edits: tuple[str, str]) -> list[list[str]]:
    """One artifact, of which one file after another is edited or, with a `=`, put back without a look."""

    async def go() -> list[list[str]]:
        scanner, there, blocked = (
            Scanner(),
            {"App.tsx": HARMLESS, "data.json": '{"k":"name"}'},
            list[list[str]](),
        )
        for path, text in edits:
            at = path.lstrip("=")
            if at == path:
                others = {other: there[other] for other in there if other != path}
                found = await scanner.code(ID, path, text, others)
                blocked.append(sorted({each.path or "" for each in found if each.severity == "block"}))
            if at != path or not blocked[-1]:
                there[at] = text
        return blocked

    return asyncio.run(go())


def test_what_was_blocked_once_is_blocked_each_time():
    assert judged(("App.tsx", USES), *[("data.json", MADE_OF)] * 3) == [[], *[["App.tsx"]] * 3]


def test_what_was_judged_beside_other_files_is_judged_anew():
    edits = [
        ("data.json", MADE_OF),
        ("=data.json", '{"k":"name"}'),
        ("App.tsx", USES),
        ("data.json", MADE_OF),
    ]
    assert judged(*edits) == [[], [], ["App.tsx"]]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ('{"k":"name"}', '{"k":"\\u0063onstructor"}'),
        ('{"k":"name"}', '{"k":"\\u0063\\u006fnstr\\u0075ctor", "j": [1]}'),
        ('{"j":"constructor", "k":"name"}', '{"j":"name", "k":"constructor"}'),
    ],
)
def test_a_name_in_data_is_seen_however_it_is_written(first: str, then: str):
    assert judged(("App.tsx", USES), ("data.json", first), ("data.json", then)) == [[], [], ["App.tsx"]]


ESCAPED = "".join(f"\\u{ord(letter):04x}" for letter in "constructor")


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("export const d = { k: 'name' };\n", f"export const d = {{ k: '{ESCAPED}' }};\n"),
        (
            "import { set } from './App';\nset('name');\n",
            f"import {{ set }} from './App';\nset('{ESCAPED}');\n",
        ),
    ],
)
def test_a_name_in_code_is_seen_however_it_is_written(first: str, then: str):
    app = (
        "import { d } from './keys';\nconst o: any = () => 1;\nexport const set = (k: string) => o[k];\n"
        "export default () => <p>{o[d.k][d.k]}</p>;\n"
    )
    *before, last = judged(("keys.ts", first), ("App.tsx", app), ("keys.ts", then))
    assert before == [[], []]
    assert last != []


@session_test
async def test_a_file_that_hid_another_and_goes_leaves_nothing_unjudged(tmp_path: Path) -> None:
    session = await House(tmp_path).open()
    app = USES.replace("./data.json", "./keys")
    there = {"keys.ts": "export default { k: 'name' };\n", "keys.json": f"{MADE_OF}\n", "App.tsx": app}
    REPLIES["hides"], REPLIES["shows"] = _reply(there), 'Less.\n<delete path="keys.ts"/>\n'
    assert (await said(session, "hides")).outcome == "final"
    done = await said(session, "shows")
    assert REPLIES.pop("hides")
    assert REPLIES.pop("shows")
    assert (done.outcome, done.code, done.version) == ("failed", "blocked", None)
    assert files_of(state_of(session)) == there


def test_files_that_import_each_other_in_a_circle_are_looked_through() -> None:
    files = {
        f"f{n}.ts": f"export * from './f{(n + 1) % 9}';\nimport {{ a }} from './f{(n + 2) % 9}';\n"
        f"export const b{n} = a + a, g{n} = (x: any) => g{n}(a[x]);\n"
        for n in range(9)
    }
    begun = time.process_time()
    assert asyncio.run(written(files)) == []
    assert time.process_time() - begun < 10  # 0.2 s as measured; without bounds it does not end


def test_what_files_hand_on_twice_and_twice_again_is_looked_through() -> None:
    last = "import { a } from './f20';\nexport default () => <p>{rows[a]}{rows[a.x]}</p>;\nvar rows: any;\n"
    handed = {"f0.ts": "export const a = { x: ['k'] };\n"} | {
        f"f{n + 1}.ts": f"import {{ a as b }} from './f{n}';\nexport const a = {{ x: b, y: b }};\n"
        for n in range(20)
    }
    stars = {
        f"f{n}.ts": "".join(f"export * from './f{(n + each) % 14}';\n" for each in range(1, 9))
        + f"import {{ none }} from './f{(n + 3) % 14}';\nexport const b{n} = none;\n"
        for n in range(14)
    }
    for files in (handed | {"App.tsx": last}, stars):
        begun = time.process_time()
        assert asyncio.run(written(files)) == []
        assert time.process_time() - begun < 20  # 0.4 s as measured; without bounds it does not end


def test_what_is_behind_a_long_circle_of_stars_is_found() -> None:
    files = {
        "a.ts": "export * from './b';\nexport * from './c';\n",
        "b.ts": "export * from './a';\n",
        "c.ts": "export * from './b';\nexport { hidden as k } from './d';\n",
        "d.ts": "const [hidden] = ['structor'].map((x) => `con${x}`);\nexport { hidden };\n",
        "App.tsx": "import { k } from './b';\nexport default () => <p>{(() => 1)[k]('1')()}</p>;\n",
    }
    assert ("internals", "block") in [(f.rule, f.severity) for f in asyncio.run(written(files))]


@session_test
async def test_a_reply_whose_files_are_evil_together_is_taken_back(tmp_path: Path) -> None:
    house = House(tmp_path)
    session = await house.open()
    await said(session, "first")
    before = files_of(state_of(session))
    REPLIES["together"] = _reply(
        {
            "App.tsx": "import { k } from './k';\nexport default () => <p>{(() => 1)[k]('1')()}</p>;\n",
            "k.ts": "export const k = 'constructor';\n",
        }
    )
    done = await said(session, "together")
    assert REPLIES.pop("together")
    assert (done.outcome, done.code, done.version) == ("failed", "blocked", None)
    assert files_of(state_of(session)) == before


def _reply(files: Mapping[str, str]) -> str:
    return "A page.\n" + "".join(f'<file path="{path}">\n{text}</file>\n' for path, text in files.items())
