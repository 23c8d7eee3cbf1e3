"""What a model may call while it writes. One file and one line here a tool; pure.

The schemas are part of the stable prefix of every request to a model that has tools: the same bytes for all.
Called by models/vendors.py (schemas) and actors/tool_runner.py (answers).
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from studio.tools import (
    check,
    component_docs,
    list_packages,
    read_file,
    render_text,
    run_tests,
    search_icons,
)
from studio.tools.contract import MAX_ARGUMENT_BYTES, Arguments, Call, Mistake, Tool

TOOLS: dict[str, Tool] = {
    "check": check.TOOL,
    "read_file": read_file.TOOL,
    "search_icons": search_icons.TOOL,
    "component_docs": component_docs.TOOL,
    "list_packages": list_packages.TOOL,
    "render_text": render_text.TOOL,
    "run_tests": run_tests.TOOL,
}


@dataclass(frozen=True, slots=True)
class Schema:
    """A tool as a vendor is told of it. `arguments` is a JSON schema of an object, without references."""

    name: str
    says: str
    arguments: dict[str, Any]


@cache
def schemas() -> tuple[Schema, ...]:
    return tuple(Schema(tool.name, tool.says, _schema(tool.arguments)) for tool in TOOLS.values())


def read(call: Call) -> tuple[Tool, Arguments]:
    """The tool that is meant, and its arguments. Raises Mistake, in words for the model."""
    tool = TOOLS.get(call.name)
    if tool is None:
        raise Mistake(f"There is no tool {call.name}. Tools: {', '.join(TOOLS)}.")
    if len(call.arguments.encode("utf-8", "replace")) > MAX_ARGUMENT_BYTES:
        raise Mistake(f"The arguments are longer than {MAX_ARGUMENT_BYTES} bytes.")
    try:
        return tool, msgspec.json.decode(call.arguments or "{}", type=tool.arguments)
    except msgspec.ValidationError as error:
        raise Mistake(f"The arguments of {call.name} do not fit: {error}.") from None
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        raise Mistake(f"The arguments of {call.name} are no JSON object. Call it again.") from None


def _schema(arguments: type[Arguments]) -> dict[str, Any]:
    (_,), components = msgspec.json.schema_components([arguments])
    schema = dict(components[arguments.__name__])
    return {name: schema[name] for name in ("type", "properties", "required", "additionalProperties")}
