"""Runs tests that the model wrote on the component, in a box of its own."""

from collections.abc import Mapping
from typing import Annotated, Any, cast

from msgspec import Meta

from studio.tools.contract import Arguments, Desk, Mistake, Tool, Work, entry_of
from studio.tools.logs import console, logs_of


class RunTests(Arguments, frozen=True):
    tests: Annotated[
        str,
        Meta(
            description="TSX without imports. Globals: describe, test, expect, render(), screen, user and "
            "waitFor as in Testing Library; render() mounts the default export of the entry.",
            min_length=1,
            max_length=16_000,
        ),
    ]


def answer(asked: RunTests, desk: Desk) -> Work:
    return Work("run_tests", entry_of(desk), tell, {"tests": asked.tests})


def tell(reply: Mapping[str, Any]) -> str:
    tests = cast(list[Mapping[str, Any]], reply.get("tests") or [])
    if not tests:
        why = f"The tests did not run: {reply.get('error') or 'there is none in them.'}"
        raise Mistake("\n".join([why, *console(logs_of(reply))]))
    passed = sum(test.get("ok") is True for test in tests)
    lines = [
        f"passed: {test.get('name')}"
        if test.get("ok") is True
        else f"FAILED: {test.get('name')}\n{test.get('error')}"
        for test in tests
    ]
    error = [str(reply["error"])] if reply.get("error") else []
    return "\n".join([f"{passed} of {len(tests)} passed", *lines, *error, *console(logs_of(reply))])


TOOL = Tool(
    "run_tests",
    "Runs your tests on the component as it is written so far, and says what its console said. Worth it "
    "where behaviour is intricate.",
    RunTests,
    answer,
)
