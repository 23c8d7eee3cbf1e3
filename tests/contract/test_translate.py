"""What the page's compiler refuses, compiled in a box. Needs sandbox/agent/dist (`make build`) and Node."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from actors.sandbox_pool import MAX_ARTIFACT_BYTES, SandboxPool
from sandbox.contract import Artifact, CheckResult, SandboxError
from sandbox.drivers.wasm import WasmDriver
from sandbox.shelf import Limits
from studio.ids import new_session_id

AGENT = Path(__file__).parents[2] / "sandbox" / "agent"
ARROW = """
export default function App() {
  const f = (a: number) => a ? (1) : b => 2;
  return <p>{String(f(1))}</p>;
}
"""
NAMESPACE = 'export default () => <svg><use xlink:href="#a" /></svg>;'


def with_pool(use: Callable[[SandboxPool], Awaitable[None]]) -> None:
    async def run() -> None:
        pool = SandboxPool(WasmDriver(agent_dir=AGENT), Limits(most=1, warm=0))
        running = asyncio.create_task(pool.run())
        try:
            await use(pool)
        finally:
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running

    asyncio.run(run())


def test_what_one_compiler_refuses_another_makes() -> None:
    async def use(pool: SandboxPool) -> None:
        files = {"App.tsx": ARROW, "b.tsx": NAMESPACE, "broken.ts": "const = 1"}
        code = await pool.translate(new_session_id(), files)
        assert set(code) == {"App.tsx", "b.tsx"}
        assert "exports.default = App" in code["App.tsx"]
        assert '"xlink:href"' in code["b.tsx"]

    with_pool(use)


@pytest.mark.parametrize("text", [ARROW, NAMESPACE])
def test_the_check_accepts_it_too(text: str) -> None:
    async def use(pool: SandboxPool) -> None:
        artifact = Artifact({"App.tsx": text}, "App.tsx")
        said = [each async for each in pool.verify(new_session_id(), artifact)]
        outcomes = {each.check: each.outcome for each in said if isinstance(each, CheckResult)}
        assert (outcomes["compile"], outcomes["mount"]) == ("passed", "passed")
        assert "failed" not in outcomes.values()  # TypeScript may warn: its JSX has no xlink:href

    with_pool(use)


def test_too_much_is_refused() -> None:
    async def use(pool: SandboxPool) -> None:
        with pytest.raises(SandboxError, match="larger than"):
            await pool.translate(new_session_id(), {"App.tsx": "x" * (MAX_ARTIFACT_BYTES + 1)})

    with_pool(use)
