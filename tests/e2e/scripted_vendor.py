"""A vendor on loopback that speaks its streaming wire and answers each prompt from a script."""

import contextlib
import json
import threading
from collections.abc import Generator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.contract.wire_servers import KEY, VARIABLES, WIRES, Script

CHUNK_CHARS = 24
CHUNK_S = 0.004


@contextlib.contextmanager
def answering(
    replies: Mapping[str, str],
    vendor: str = "openai",
    chunk_s: float = CHUNK_S,
    hurry: threading.Event | None = None,
) -> Generator[dict[str, str]]:
    """The environment of a server that uses it. A prompt gets the reply of the first key that it holds, with
    the name of the model that was asked for `{model}`. `openai` is one model, other vendors have their usual
    ones. Once `hurry` is set, what is left of a reply comes without a pause."""
    pause = (hurry or threading.Event()).wait

    class AnswersByScript(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            asked = _last_text(body)
            reply = next((text for key, text in replies.items() if key in asked), "I have no answer to that.")
            reply = reply.replace("{model}", body.get("model") or _named_in(self.path))
            cuts = range(0, len(reply), CHUNK_CHARS)
            script = Script(text=tuple(reply[at : at + CHUNK_CHARS] for at in cuts))
            pieces, end = WIRES[vendor](script)
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.end_headers()
            with contextlib.suppress(ConnectionError):  # the turn was stopped
                for piece in pieces:
                    self.wfile.write(piece)
                    self.wfile.flush()
                    pause(chunk_s)
                self.wfile.write(end)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), AnswersByScript)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    variable = VARIABLES[vendor]
    env = {f"{variable}_BASE_URL": address, f"{variable}_API_KEY": KEY}
    if vendor == "openai":
        env |= {"OPENAI_BASE_URL": f"{address}/v1", "ATELIER_MODEL": "openai:scripted"}
    try:
        yield env
    finally:
        server.shutdown()
        server.server_close()


def _last_text(body: dict[str, Any]) -> str:
    """What the newest message of a request says, whichever vendor's it is."""
    message = body.get("messages", body.get("contents"))[-1]
    content = message.get("content", message.get("parts"))
    parts = [{"text": content}] if isinstance(content, str) else content
    return "".join(part.get("text", "") for part in parts)


def _named_in(path: str) -> str:
    """Gemini's wire names the model in the address: /v1beta/models/<name>:streamGenerateContent."""
    return path.partition("/models/")[2].partition(":")[0]
