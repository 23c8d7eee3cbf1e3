"""A server that speaks as much of the Kubernetes API as the driver asks for, and runs each pod's program for
real, in a box of the bubblewrap driver: pods (create, list, watch, delete), attach over WebSocket
(v4.channel.k8s.io), the claims of agent-sandbox, the end of a pod that takes too much memory. It refuses pods
that the "restricted" Pod Security standard refuses, and who does not show its token.
"""

import asyncio
import contextlib
import json
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import WSMsgType, web
from kubernetes_asyncio.config import kube_config

from sandbox.drivers import DRIVERS
from sandbox.drivers.kubernetes import MEMORY_BYTES
from sandbox.pods import CLAIM_UID, CONTAINER, Place, pod
from tests.contract.boxes import AGENT

IMAGE = "registry.example/atelier-sandbox:1"
NAMESPACE = "boxes"
CLAIMS = "/apis/extensions.agents.x-k8s.io/v1beta1/namespaces/{namespace}/sandboxclaims"
PODS = "/api/v1/namespaces/{namespace}/pods"


@dataclass
class Object:
    """A pod or a claim, as the API shows it, and the box behind a pod."""

    shown: dict[str, Any]
    box: Any = None
    attached: int = 0
    deleted: bool = False
    starved: bool = False


@dataclass
class Cluster:
    """`pools` that exist; `stuck`: pods never run. `requests`: method and path of each."""

    token: str = field(default_factory=lambda: secrets.token_hex(8))
    pools: tuple[str, ...] = ("atelier-run", "atelier-check")
    stuck: bool = False
    broken_image: bool = False
    requests: list[tuple[str, str]] = field(default_factory=list)
    pods: dict[str, Object] = field(default_factory=dict)
    claims: dict[str, Object] = field(default_factory=dict)
    port: int = 0
    loop: asyncio.AbstractEventLoop | None = None

    def starve(self) -> None:
        """As if the programs of all pods had taken too much memory."""
        for each in self.pods.values():
            each.starved = True

    def evict(self) -> None:
        """Ends the program of every pod, as a node that is drained does."""
        assert self.loop is not None
        for each in self.pods.values():
            asyncio.run_coroutine_threadsafe(_end(each), self.loop).result(10)

    @contextlib.contextmanager
    def known(self, folder: Path) -> Iterator[None]:
        """While inside, this process knows the cluster by its kubeconfig and the driver by its settings."""
        env = {
            "KUBECONFIG": str(self._kubeconfig(folder)),
            "ATELIER_KUBERNETES_IMAGE": IMAGE,
            "ATELIER_KUBERNETES_NAMESPACE": NAMESPACE,
        }
        with pytest.MonkeyPatch.context() as patch:
            for name, value in env.items():
                patch.setenv(name, value)
            # The client reads the variable once, when it is imported.
            patch.setattr(kube_config, "KUBE_CONFIG_DEFAULT_LOCATION", env["KUBECONFIG"])
            yield

    def _kubeconfig(self, folder: Path) -> Path:
        path = folder / "kubeconfig"
        config = {
            "apiVersion": "v1",
            "kind": "Config",
            "current-context": "local",
            "clusters": [{"name": "local", "cluster": {"server": f"http://127.0.0.1:{self.port}"}}],
            "users": [{"name": "atelier", "user": {"token": self.token}}],
            "contexts": [{"name": "local", "context": {"cluster": "local", "user": "atelier"}}],
        }
        path.write_text(json.dumps(config), encoding="utf-8")
        return path


@contextlib.contextmanager
def serving(cluster: Cluster) -> Iterator[Cluster]:
    """In a thread of its own, so that a test's loops come and go."""
    loop = cluster.loop = asyncio.new_event_loop()
    ready, done = threading.Event(), asyncio.Event()

    async def run() -> None:
        runner = web.AppRunner(_app(cluster), shutdown_timeout=0.5)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        cluster.port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        ready.set()
        await done.wait()
        for each in list(cluster.pods.values()):
            await _end(each)
        await runner.cleanup()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    assert ready.wait(60)
    try:
        yield cluster
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join(60)
        loop.close()


def _app(cluster: Cluster) -> web.Application:
    changed = asyncio.Condition()
    starting: set[asyncio.Task[None]] = set()

    @web.middleware
    async def known(request: web.Request, handler: Any) -> web.StreamResponse:
        cluster.requests.append((request.method, request.path))
        if request.headers.get("authorization") != f"Bearer {cluster.token}":
            return _status(401, "Unauthorized")
        return await handler(request)

    async def tell() -> None:
        async with changed:
            changed.notify_all()

    async def run(made: Object, role: str) -> None:
        if cluster.stuck:
            return
        if cluster.broken_image:
            made.shown["status"] = {"phase": "Failed", "reason": "ErrImagePull"}
        else:
            made.box = await DRIVERS["bubblewrap"](AGENT).start(role)  # type: ignore[arg-type]
            if made.deleted:  # before it was there
                await _end(made)
                return
            made.shown["status"] = {"phase": "Running"}
            await tell()
            await starve(made)
        await tell()

    async def starve(made: Object) -> None:
        """As a node does: a pod that takes more memory than its limit is ended, and its status says so."""
        while not made.deleted:
            usage = await made.box._channel.usage()
            if usage.memory_bytes > MEMORY_BYTES or made.starved:
                made.shown["status"] = _terminated("Failed", "OOMKilled", 137)
                await _end(made)
                return
            await asyncio.sleep(0.05)

    def begin(body: dict[str, Any]) -> Object:
        body["metadata"] |= {"uid": secrets.token_hex(8), "resourceVersion": "1"}
        body["status"] = {"phase": "Pending"}
        made = cluster.pods[body["metadata"]["name"]] = Object(body)
        container = body["spec"]["containers"][0]
        role = "hostile" if "command" in container else container["args"][0]
        task = asyncio.get_running_loop().create_task(run(made, role))
        starting.add(task)
        task.add_done_callback(starting.discard)
        return made

    async def create_pod(request: web.Request) -> web.StreamResponse:
        body = await request.json()
        refusal = not_restricted(body["spec"])
        if refusal:
            return _status(403, f'violates PodSecurity "restricted": {refusal}')
        return web.json_response(begin(body).shown, status=201)

    async def create_claim(request: web.Request) -> web.StreamResponse:
        body = await request.json()
        unknown = set(body["spec"]) - {
            "warmPoolRef",
            "lifecycle",
            "additionalPodMetadata",
            "safeToEvict",
            "env",
        }
        if unknown:
            return _status(400, f"unknown field {unknown}")
        body["metadata"] |= {"uid": secrets.token_hex(8), "resourceVersion": "1"}
        made = cluster.claims[body["metadata"]["name"]] = Object(body)
        pool = body["spec"]["warmPoolRef"]["name"]
        if pool in cluster.pools:
            template = pod(Place(NAMESPACE, IMAGE), pool.rpartition("-")[2], f"{pool}-{secrets.token_hex(3)}")
            template["metadata"]["labels"] |= {CLAIM_UID: body["metadata"]["uid"]}
            begin(template)
            conditions = [{"type": "Ready", "status": "True"}]
            body["status"] = {"conditions": conditions, "sandbox": {"name": template["metadata"]["name"]}}
            await tell()
        return web.json_response(made.shown, status=201)

    def listing(objects: dict[str, Object]) -> Any:
        async def list_them(request: web.Request) -> web.StreamResponse:
            if "watch" in request.query:
                return await watch_them(request, objects)
            found = [each.shown for each in objects.values() if _selected(each.shown, request.query)]
            return web.json_response({"kind": "List", "apiVersion": "v1", "metadata": {}, "items": found})

        return list_them

    async def watch_them(request: web.Request, objects: dict[str, Object]) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        told = ""
        ends = asyncio.get_running_loop().time() + float(request.query.get("timeoutSeconds", "60"))
        while (left := ends - asyncio.get_running_loop().time()) > 0:
            found = [each for each in objects.values() if _selected(each.shown, request.query)]
            for each in found:
                event = json.dumps({"type": "ADDED" if not told else "MODIFIED", "object": each.shown})
                if event[20:] != told[20:]:
                    told = event
                    await answer.write(event.encode() + b"\n")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(left, 0.2)), changed:
                    await changed.wait()
        return answer

    async def delete_pod(request: web.Request) -> web.StreamResponse:
        gone = cluster.pods.pop(request.match_info["name"], None)
        if gone is None:
            return _status(404, "not found")
        await _end(gone)
        return web.json_response(gone.shown)

    async def delete_pods(request: web.Request) -> web.StreamResponse:
        for name in [n for n, each in cluster.pods.items() if _selected(each.shown, request.query)]:
            await _end(cluster.pods.pop(name))
        return web.json_response({"kind": "Status", "status": "Success"})

    async def delete_claim(request: web.Request) -> web.StreamResponse:
        gone = cluster.claims.pop(request.match_info["name"], None)
        if gone is None:
            return _status(404, "not found")
        uid = gone.shown["metadata"]["uid"]
        for name, each in list(cluster.pods.items()):
            if each.shown["metadata"]["labels"].get(CLAIM_UID) == uid:
                await _end(cluster.pods.pop(name))
        return web.json_response(gone.shown)

    async def attach(request: web.Request) -> web.StreamResponse:
        made = cluster.pods.get(request.match_info["name"])
        if made is None or made.box is None or made.attached or request.query.get("container") != CONTAINER:
            return _status(400, "container is not running or was attached to before")
        made.attached += 1
        socket = web.WebSocketResponse(protocols=("v4.channel.k8s.io",), max_msg_size=8 << 20)
        await socket.prepare(request)
        await _carried(socket, made.box._channel)
        await _end(made)  # stdinOnce: its input has ended
        if made.shown["status"]["phase"] == "Running":
            made.shown["status"] = _terminated("Succeeded", "Completed", 0)
        await tell()
        return socket

    app = web.Application(middlewares=[known])
    app.add_routes([
        web.post(PODS, create_pod),
        web.get(PODS, listing(cluster.pods)),
        web.delete(PODS, delete_pods),
        web.delete(PODS + "/{name}", delete_pod),
        web.get(PODS + "/{name}/attach", attach),
        web.post(CLAIMS, create_claim),
        web.get(CLAIMS, listing(cluster.claims)),
        web.delete(CLAIMS + "/{name}", delete_claim),
    ])  # fmt: skip
    return app


async def _carried(socket: web.WebSocketResponse, channel: Any) -> None:
    """Until either side ends. Output goes out in pieces of odd sizes, as a kubelet sends it."""

    async def out() -> None:
        with contextlib.suppress(OSError, ValueError):
            while line := await channel.line():
                for at in range(0, len(line), 4093):
                    await socket.send_bytes(b"\1" + line[at : at + 4093])
        await socket.send_bytes(b"\3" + json.dumps({"status": "Success"}).encode())
        await socket.close()

    sending = asyncio.create_task(out())
    try:
        async for message in socket:
            if message.type is WSMsgType.BINARY and message.data[:1] == b"\0":
                with contextlib.suppress(OSError):
                    await channel.send(message.data[1:])
    finally:
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)


def _terminated(phase: str, reason: str, code: int) -> dict[str, Any]:
    state = {"terminated": {"reason": reason, "exitCode": code}}
    container = {"name": CONTAINER, "image": IMAGE, "imageID": "", "ready": False, "restartCount": 0}
    return {"phase": phase, "containerStatuses": [container | {"state": state}]}


async def _end(made: Object) -> None:
    made.deleted = True
    if made.box is not None:
        await made.box.kill()


def not_restricted(spec: dict[str, Any]) -> str:
    """What the Pod Security standard "restricted" has against a pod; empty if nothing."""
    whole = spec.get("securityContext", {})
    for container in spec["containers"]:
        own = container.get("securityContext", {})
        if own.get("allowPrivilegeEscalation") is not False:
            return "allowPrivilegeEscalation != false"
        if own.get("capabilities", {}).get("drop") != ["ALL"] or own.get("capabilities", {}).get("add"):
            return "unrestricted capabilities"
        if not (own.get("runAsNonRoot") or whole.get("runAsNonRoot")):
            return "runAsNonRoot != true"
        if own.get("privileged"):
            return "privileged"
    if whole.get("seccompProfile", {}).get("type") not in ("RuntimeDefault", "Localhost"):
        return "seccompProfile"
    if whole.get("runAsUser") == 0 or spec.get("hostNetwork") or spec.get("hostPID") or spec.get("hostIPC"):
        return "host namespaces or root"
    if any(
        set(volume) - {"name"} - {"emptyDir", "configMap", "secret"} for volume in spec.get("volumes", ())
    ):
        return "restricted volume types"
    return ""


def _selected(shown: dict[str, Any], query: Any) -> bool:
    labels = shown["metadata"].get("labels", {})
    for pair in filter(None, query.get("labelSelector", "").split(",")):
        key, _, value = pair.partition("=")
        if labels.get(key) != value:
            return False
    for pair in filter(None, query.get("fieldSelector", "").split(",")):
        key, _, value = pair.partition("=")
        at: Any = shown
        for part in key.split("."):
            at = at.get(part, {})
        if at != value:
            return False
    return True


def _status(code: int, message: str) -> web.Response:
    body = {"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": message, "code": code}
    return web.json_response(body, status=code, reason=message[:60])
