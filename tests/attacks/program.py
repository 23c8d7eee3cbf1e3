"""The attacks as texts: a component, a page without any protection, and what keeps the originals."""

import json
from collections.abc import Iterable

from tests.attacks.counter import CountingServer
from tests.attacks.rows import CLICKS, FLOODS, FOCUS, LEAVING, STILL

_PICK = """(w) => {
  const kept = {};
  const names = ["XMLHttpRequest", "WebSocket", "WebSocketStream", "EventSource", "Worker", "SharedWorker",
    "RTCPeerConnection", "WebTransport", "BroadcastChannel", "Notification", "localStorage", "sessionStorage",
    "indexedDB", "caches", "cookieStore", "history", "sharedStorage"];
  for (const name of names) try { kept[name] = w[name]; } catch {}
  for (const name of ["fetch", "fetchLater", "open", "print", "alert", "confirm", "prompt"])
    if (w[name]) kept[name] = w[name].bind(w);
  kept.submit = w.HTMLFormElement.prototype.submit;
  kept.requestSubmit = w.HTMLFormElement.prototype.requestSubmit;
  kept.click = w.HTMLElement.prototype.click;
  kept.focus = w.HTMLElement.prototype.focus;
  kept.dispatchEvent = w.EventTarget.prototype.dispatchEvent;
  kept.requestFullscreen = w.Element.prototype.requestFullscreen;
  kept.requestPointerLock = w.Element.prototype.requestPointerLock;
  return kept;
}"""

_FIX = """{
  const image = HTMLImageElement.prototype;
  const real = Object.getOwnPropertyDescriptor(image, "src");
  Object.defineProperty(image, "src", {...real, configurable: false});
}"""
KEEP_ORIGINALS = f"if (window !== window.top) {{ window.__real = ({_PICK})(window); {_FIX} }}"
"""An init script: the frame's own code then comes too late, so that its headers alone are tried."""


_HTML = """
const html = (markup) => { const t = d.createElement("template"); t.innerHTML = markup; return t.content; };
"""


def _tools(counter: CountingServer, run: str) -> str:
    stun, turn = f"stun:127.0.0.1:{counter.udp_port}", f"turn:127.0.0.1:{counter.port}?transport=tcp"
    return f"""
const d = document;
const w = d.defaultView;
const real = w.__real ?? ({_PICK})(w);
const wait = (ms) => new Promise((done) => w.setTimeout(done, ms));
const address = (name) => `{counter.origin}/hit/{run}--${{name}}--`;
const stun = "{stun}", turn = "{turn}";
{_HTML}
const leak = (text) => {{
  d.documentElement.dataset.leak = (d.documentElement.dataset.leak ?? "") + " " + text;
}};
"""


def _functions(names: Iterable[str]) -> str:
    table = STILL | LEAVING
    rows = (f"{json.dumps(name)}: async (u, ws, box) => {{ {table[name]} }}," for name in names)
    return "const attacks = {\n" + "\n".join(rows) + "\n};"


_RUN = """
async function run(box) {
  const told = Object.entries(attacks).map(async ([name, attack]) => {
    const u = address(name);
    w.console.info(`began ${name}`);
    try { await Promise.race([attack(u, u.replace("http", "ws"), box), wait(1200)]); } catch {}
  });
  await Promise.all(told);
  await wait(500);
  box.dataset.done = "yes";
}
"""


def component(counter: CountingServer, run: str, names: Iterable[str]) -> dict[str, str]:
    """An artifact that tries the rows once it is shown, all at the same time; `data-done` when it has.

    The effect depends on the rows: a swap keeps the state of what was shown, so `[]` would not run again.
    """
    body = """
export default function App() {
  const box = useRef(null);
  useEffect(() => { run(box.current); }, [Object.keys(attacks).join()]);
  return <main><p>harmless</p><div id="box" ref={box} /></main>;
}
"""
    head = 'import { useEffect, useRef } from "react";'
    own = f".att {{ background: url('{counter.origin}/hit/{run}--own-style-sheet--') }}"
    return {
        "App.tsx": head + _tools(counter, run) + _functions(names) + _RUN + body,
        "styles.css": f"@import url('{counter.origin}/hit/{run}--own-import--');\n{own}",
    }


def clickable(counter: CountingServer, run: str, name: str) -> dict[str, str]:
    body = f"""
const u = address({json.dumps(name)});
export default function App() {{
  return <main data-row="{name}">{CLICKS[name]}</main>;
}}
"""
    return {"App.tsx": _tools(counter, run) + body}


def unprotected(counter: CountingServer, run: str, names: Iterable[str]) -> str:
    """The same in a page with no protection at all, as a control that the server counts."""
    script = _tools(counter, run) + _functions(names) + _RUN + "run(d.getElementById('box'));"
    return f"<!doctype html><title>control</title><main><div id=box></div></main><script>{script}</script>"


def flooding(counter: CountingServer, name: str) -> dict[str, str]:
    body = f"""
export default function App() {{
  const ref = useRef(null);
  useEffect(() => {{
    const box = ref.current;
    w.console.info("began {name}");
    {FLOODS[name]}
  }}, ["{name}"]);
  return <main>{name}<div ref={{ref}} /></main>;
}}
"""
    return {"App.tsx": 'import { useEffect, useRef } from "react";' + _tools(counter, "flood") + body}


def grasping(name: str) -> dict[str, str]:
    """Takes the focus over and over, once it is mounted."""
    body = f"""
export default function App() {{
  const ref = useRef(null);
  useEffect(() => {{
    const box = ref.current;
    box.replaceChildren(html("<label id=l for=i>l</label><input id=i value=mine><div id=e>e</div>"));
    box.append(html("<dialog id=g><input autofocus></dialog>"));
    const [l, i, g, e] = ["l", "i", "g", "e"].map((id) => box.querySelector("#" + id));
    w.console.info("began {name}");
    const timer = w.setInterval(() => {{ try {{ {FOCUS[name]} }} catch {{}} }}, 20);
    return () => w.clearInterval(timer);
  }}, ["{name}"]);
  return <main data-row="{name}"><div ref={{ref}} /></main>;
}}
"""
    return {
        "App.tsx": 'import { useEffect, useRef } from "react";'
        + "const d = document; const w = d.defaultView; const real = ("
        + _PICK
        + ")(w);"
        + _HTML
        + body
    }
