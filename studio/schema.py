"""The wire of studio/protocol/ as a JSON schema, from which the page's types are made.
`python -m studio.schema [file]` writes it; called by the Makefile.
"""

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from studio import protocol


def json_schema() -> dict[str, Any]:
    """One schema whose definitions name every message; the three unions are its properties."""
    roots = {
        "Command": protocol.Command,
        "Event": protocol.Event,
        "Notice": protocol.Notice,
        "SessionState": protocol.SessionState,
    }
    schemas, definitions = msgspec.json.schema_components(
        list(roots.values()), ref_template="#/definitions/{name}"
    )
    for definition in definitions.values():
        if definition.get("type") == "object":
            definition["required"] = list(definition["properties"])
    constants = {
        "PROTOCOL_VERSION": protocol.PROTOCOL_VERSION,
        "HEARTBEAT_S": protocol.HEARTBEAT_S,
        "MAX_PROMPT_CHARS": protocol.MAX_PROMPT_CHARS,
        "MAX_FILE_CHARS": protocol.MAX_FILE_CHARS,
        "MAX_PICTURES": protocol.MAX_PICTURES,
        "MAX_PICTURE_BYTES": protocol.MAX_PICTURE_BYTES,
        "CLOSE_CODES": {code.name: int(code) for code in protocol.CloseCode},
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Wire",
        "type": "object",
        "additionalProperties": False,
        "properties": dict(zip(roots, schemas, strict=True)),
        "required": list(roots),
        "definitions": definitions,
        "x-constants": constants,
    }


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "web/protocol.schema.json")
    target.write_text(json.dumps(json_schema(), indent=1) + "\n", encoding="utf-8")
