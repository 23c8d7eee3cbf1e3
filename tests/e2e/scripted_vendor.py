"""A vendor on loopback that speaks OpenAI's streaming wire and answers each prompt from a script."""

import contextlib
import json
import threading
import time
from collections.abc import Generator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.contract.wire_servers import KEY, Script, openai

CHUNK_CHARS = 24
CHUNK_S = 0.004


@contextlib.contextmanager
def answering(replies: Mapping[str, str]) -> Generator[dict[str, str]]:
    """The environment of a server that uses it. A prompt gets the reply of the first key that it holds."""

    class AnswersByScript(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            asked = str(body["messages"][-1]["content"])
            reply = next((text for key, text in replies.items() if key in asked), "I have no answer to that.")
            cuts = range(0, len(reply), CHUNK_CHARS)
            pieces, end = openai(Script(text=tuple(reply[at : at + CHUNK_CHARS] for at in cuts)))
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.end_headers()
            for piece in pieces:
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(CHUNK_S)
            self.wfile.write(end)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    vendor = ThreadingHTTPServer(("127.0.0.1", 0), AnswersByScript)
    threading.Thread(target=vendor.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{vendor.server_address[1]}/v1"
        yield {"ATELIER_MODEL": "openai:scripted", "OPENAI_BASE_URL": address, "OPENAI_API_KEY": KEY}
    finally:
        vendor.shutdown()
        vendor.server_close()
