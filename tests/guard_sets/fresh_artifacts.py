"""The third set's artifacts of several files, of which no file gives a finding by itself, but for some that do. CODE and
URL stand for what they do in fresh_evasions.py. Read by tests/unit/test_across_files.py."""

from tests.guard_sets.fresh_evasions import whole

_MANY_FILES: list[dict[str, str]] = [
    {
        'App.tsx': "import { k } from './k';\nconst f: any = () => 1;\nf[k](CODE)();",
        'k.ts': "export const k = 'constructor';",
    },
    {
        'App.tsx': "import { a, b } from './k';\nconst f: any = () => 1;\nf[a + b](CODE)();",
        'k.ts': "export const a = 'con', b = 'structor';",
    },
    {
        'App.tsx': "import k from './k';\nconst f: any = () => 1;\nf[k](CODE)();",
        'k.ts': "export default 'constructor';",
    },
    {
        'App.tsx': "import * as all from './k';\nconst f: any = () => 1;\nf[all.k](CODE)();",
        'k.ts': "const k = 'constructor';\nexport { k };",
    },
    {
        'App.tsx': "import { j } from './mid';\nconst f: any = () => 1;\nf[j](CODE)();",
        'mid.ts': "export { k as j } from './k';",
        'k.ts': "export const k = 'constructor';",
    },
    {
        'App.tsx': "import { k } from './mid';\nconst f: any = () => 1;\nf[k](CODE)();",
        'mid.ts': "export * from './k';",
        'k.ts': "export const k = 'constructor';",
    },
    {
        'App.tsx': "import { run } from './k';\nrun(CODE);",
        'k.ts': "import { w } from './w';\nexport const run = w['ev' + 'al'];",
        'w.ts': 'export const w = (() => document.body.ownerDocument.defaultView as any)();',
    },
    {
        'App.tsx': "import { get } from './k';\nconst f: any = () => 1;\nget(f, 'constr' + 'uctor')(CODE)();",
        'k.ts': 'export const get = (o: any, k: string) => o[k];',
    },
    {
        'App.tsx': "import { Key } from './k';\nconst f: any = () => 1;\nf[Key.A](CODE)();",
        'k.ts': "export enum Key { A = 'constructor' }",
    },
    {
        'App.tsx': "import { names } from './k';\nconst f: any = () => 1;\nf[names[1]](CODE)();",
        'k.ts': "export const names = ['x', 'constructor'];",
    },
    {
        'App.tsx': "import { name } from './k';\nconst f: any = () => 1;\nf[name()](CODE)();",
        'k.ts': "export function name() { return ['con', 'structor'].join(''); }",
    },
    {
        'App.tsx': "import { view } from './k';\nexport default () => <p ref={(el) => { view(el).parent.postMessage('x', '*'); }} />;",
        'k.ts': 'export const view = (el: any) => el.ownerDocument.defaultView;',
    },
    {
        'App.tsx': "import { Tag } from './k';\nexport default () => <Tag src='URL' />;",
        'k.ts': "export const Tag: any = 'ifr' + 'ame';",
    },
    {
        'App.tsx': "import { to } from './k';\nexport default () => <a href={to}>x</a>;",
        'k.ts': "export const to = ['java', 'script:alert(1)'].join('');",
    },
    {
        'App.tsx': "import { later } from './k';\nlater(CODE, 0);",
        'k.ts': 'export const later = setTimeout;',
    },
    {
        'App.tsx': "import { later } from './k';\nlater(CODE);",
        'k.ts': 'export const later = (what: any) => setTimeout(what, 0);',
    },
    {
        'App.tsx': "import { use } from './k';\nuse('constructor');",
        'k.ts': 'const f: any = () => 1;\nexport function use(k: string) { f[k](CODE)(); }',
    },
    {
        'App.tsx': "import { Run } from './Run';\nexport default () => <Run k='constructor' />;",
        'Run.tsx': 'const f: any = () => 1;\nexport function Run({ k }: any) { f[k](CODE)(); return null; }',
    },
    {
        'App.tsx': "import { box } from './k';\nconst f: any = () => 1;\nf[box.k](CODE)();",
        'k.ts': "export const box: any = {};\nbox.k = 'constructor';",
    },
    {
        'App.tsx': "import data from './data.json';\nconst f: any = () => 1;\nf[data.k](CODE)();",
        'data.json': '{"k": "constructor"}',
    },
    {
        'App.tsx': "import { doc } from './k';\ndoc()['coo' + 'kie'];",
        'k.ts': 'export const doc = () => document;',
    },
    {
        'App.tsx': "import { Kit } from './k';\nKit.go('constructor');",
        'k.ts': 'const f: any = () => 1;\nexport class Kit { static go(k: string) { f[k](CODE)(); } }',
    },
    {
        'App.tsx': "import { html } from './k';\nexport default () => <p {...html} />;",
        'k.ts': "export const html: any = { ['dangerouslySet' + 'InnerHTML']: { ['__' + 'html']: '<img src=URL>' } };",
    },
    {
        'App.tsx': "import { key } from './k';\nexport default () => <p {...{ [key]: { ['__' + 'html']: '<img src=URL>' } }} />;",
        'k.ts': "export const key = 'dangerouslySet' + 'InnerHTML';",
    },
    {
        'App.tsx': "const f: any = () => 1;\nimport('./k').then((m) => f[m.k](CODE)());",
        'k.ts': "export const k = 'constructor';",
    },
    {
        'App.tsx': "import './a.css';\nexport default () => <p className='a'>x</p>;",
        'a.css': "@import 'URL';",
    },
    {
        'App.tsx': "import './a.css';\nexport default () => <p className='a'>x</p>;",
        'a.css': ".a { background: image-set('URL' 1x) }",
    },
    {
        'App.tsx': "import './a.css';\nexport default () => <p className='a'>x</p>;",
        'a.css': '.a { background: u\\rl(URL) }',
    },
    {
        'App.tsx': "import './a.css';\nexport default () => <p className='a'>x</p>;",
        'a.css': '@font-face { font-family: q; src: url(URL) } .a { font-family: q }',
    },
]  # fmt: skip

FRESH_ARTIFACTS = [{path: whole(text) for path, text in files.items()} for files in _MANY_FILES]
