"""The agent's own modules, by Node and without a box: what becomes of the spares that it keeps.

Needs sandbox/agent/node_modules (`make build`).
"""

import subprocess
from pathlib import Path

import pytest

from tests.contract.boxes import AGENT, DEADLINE_S

# Neither can make a spare: there is no WebAssembly to make it of, no folder to start it from.
PLACES = {
    "machines": "import { Machines } from './machines.mjs'; const place = new Machines(null, null, null);",
    "runners": (
        "import { Runners } from './runners.mjs';"
        "const place = new Runners(new URL('file:///nowhere/'), null, 'runner.cjs');"
    ),
}
READ = """
const { ok, error } = await place.run("render", { "App.tsx": "export default () => <p>" }, "App.tsx", 1000);
const waiting = process.getActiveResourcesInfo().filter((each) => each === "Timeout").length;
console.log(ok, waiting, error.startsWith("App.tsx:1"));
"""


@pytest.mark.parametrize("name", PLACES)
def test_what_does_not_compile_lets_the_last_go_and_a_spare_that_fails_ends_nothing(
    name: str, tmp_path: Path
) -> None:
    said = run(tmp_path / "program.mjs", PLACES[name] + READ)
    assert (said.stdout, said.returncode) == ("false 1 true\n", 0), said.stderr


def run(program: Path, text: str) -> subprocess.CompletedProcess[str]:
    """Bundled as `make build` does, since Node reads no TypeScript; ends when nothing is left to do."""
    bundler = AGENT / "node_modules" / ".bin" / "esbuild"
    how = ["--bundle", "--platform=node", "--format=esm", "--log-level=error", f"--outfile={program}"]
    subprocess.run([bundler, *how], input=text, text=True, cwd=AGENT, timeout=4 * DEADLINE_S, check=True)
    command = ["node", program]
    return subprocess.run(command, capture_output=True, text=True, timeout=4 * DEADLINE_S, check=False)
