"""Boxes in pods of a Kubernetes cluster, plain or claimed from a warm pool, spoken with over an attached
WebSocket. Built against the API and tried against a local server that speaks it; not yet on a real cluster.

Never taken by `auto`. The client is an extra (requirements/kubernetes.lock) and has no types: it is Any here,
and imported when the driver is used. A pod's input is ours alone: it ends when this process does. Made by
sandbox/drivers/__init__.py.
"""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, cast

from sandbox.contract import Capabilities, Overused, Role, SandboxError
from sandbox.lines import MAX_LINE_BYTES, LineBox, Usage
from sandbox.pods import CLAIM_UID, CLAIMS, CONTAINER, LABELS, Place, claim, pod
from sandbox.self_test import self_test

START_DEADLINE_S = 60.0
API_DEADLINE_S = 10.0
ENDED_DEADLINE_S = 3.0
STARVED = "OOMKilled"
MEMORY_BYTES = 768 << 20
FRAME_BYTES = 16_384
_STDIN, _STDOUT, _ERROR = b"\0", 1, 3
_MINE = ",".join(f"{key}={value}" for key, value in LABELS.items())
_NOT_TRIED = "Not yet tried on a real cluster: see docs/operating.md."


class KubernetesDriver:
    def __init__(self, place: Place) -> None:
        self._place = place

    async def probe(self) -> Capabilities:
        tier = "kubernetes" + (f"+{self._place.runtime_class}" if self._place.runtime_class else "")
        if not self._place.image:
            return Capabilities(tier, False, "No image is named: set ATELIER_KUBERNETES_IMAGE.")
        try:
            async with _clients() as (_, core, _custom):
                await _asked(lambda: _remove_finished(core, self._place.namespace))
        except SandboxError as error:
            return Capabilities(tier, False, str(error))
        # Its memory is not this machine's.
        network = {"loopback": True, "network": True}
        said = await self_test(tier, self, f"A pod ({_NOT_TRIED})", native=True, connect=network)
        if said.usable and self._place.warm_pool:
            claimed = await self._try_pool()
            reason = claimed or f"{said.reason} Claimed from a warm pool."
            return replace(said, usable=claimed is None, reason=reason)
        return said

    async def start(self, role: Role = "run") -> LineBox:
        try:
            async with asyncio.timeout(START_DEADLINE_S):
                channel = await _Pod.start(self._place, role)
        except TimeoutError:
            where = (
                f"the warm pool {self._place.warm_pool}-{role}" if self._place.warm_pool else "the cluster"
            )
            raise SandboxError(f"No box from {where} within {START_DEADLINE_S:g} s.") from None
        box = LineBox(channel, MEMORY_BYTES)
        await box.call("ping", {}, START_DEADLINE_S)
        return box

    async def _try_pool(self) -> str | None:
        """Why the pool cannot be used; its boxes are the template's, whom nobody here can see inside."""
        for role in ("run", "check"):
            try:
                box = await self.start(role)
            except SandboxError as error:
                return f"The warm pool {self._place.warm_pool}-{role} gives no box: {error}"
            await box.kill()
        return None


class _Pod:
    """A channel over the stream that is attached to one pod."""

    def __init__(self, place: Place, made: tuple[str, bool], where: str, attached: tuple[Any, Any]) -> None:
        """`made`: the name of the pod or of the claim on it, and whether that is a claim; `where`: the
        pod's."""
        self._place = place
        self._name, self._claimed = made
        self._where = where
        self._api, self._socket = attached
        self._pending = bytearray()
        self._dead = False

    @classmethod
    async def start(cls, place: Place, role: Role) -> "_Pod":
        """Raises SandboxError; what was made is then gone again."""
        name = f"atelier-{role}-{secrets.token_hex(6)}"
        claimed = bool(place.warm_pool) and role in ("run", "check")  # what else there is has no pool
        try:
            async with _clients() as (_, core, custom):
                where = await (_claimed if claimed else _made)(place, role, name, core, custom)
            return cls(place, (name, claimed), where, await _attached(place.namespace, where))
        except BaseException:
            await asyncio.shield(_remove(place, name, claimed))
            raise

    async def send(self, line: bytes) -> None:
        for at in range(0, len(line), FRAME_BYTES):
            await self._socket.send_bytes(_STDIN + line[at : at + FRAME_BYTES])

    async def line(self) -> bytes:
        while (end := self._pending.find(b"\n")) < 0:
            if len(self._pending) > MAX_LINE_BYTES:
                raise ValueError("the line is too long")
            message = await self._socket.receive()
            if not isinstance(message.data, bytes) or message.data[:1] == bytes([_ERROR]):
                await self._raise_if_starved()
                return b""  # closed, or the process has ended
            if message.data[:1] == bytes([_STDOUT]):
                self._pending += message.data[1:]
        line = bytes(self._pending[: end + 1])
        del self._pending[: end + 1]
        return line

    async def _raise_if_starved(self) -> None:
        """Raises Overused if the cluster says soon that the pod's program took more memory than it may."""
        why = ""
        with contextlib.suppress(TimeoutError, SandboxError):
            async with asyncio.timeout(ENDED_DEADLINE_S), _clients() as (_, core, _custom):
                why = await _ended(core, self._place.namespace, self._where)
        if why == STARVED:
            raise Overused("memory", f"The sandbox used more than {MEMORY_BYTES >> 20} MiB of memory.")

    async def usage(self) -> Usage | None:
        return None  # a cluster tells it in averages of half a minute, where it tells it; its limits hold

    async def kill(self) -> None:
        if self._dead:
            return
        self._dead = True
        with contextlib.suppress(TimeoutError, OSError):
            async with asyncio.timeout(1):
                await self._socket.close()
        await self._api.close()
        await _remove(self._place, self._name, self._claimed)


async def _made(place: Place, role: Role, name: str, core: Any, _custom: Any) -> str:
    """The name of a pod that runs."""
    await _asked(lambda: core.create_namespaced_pod(place.namespace, pod(place, role, name)))
    await _running(core, place.namespace, name)
    return name


async def _claimed(place: Place, role: Role, name: str, core: Any, custom: Any) -> str:
    group, version, plural = CLAIMS
    where = (group, version, place.namespace, plural)
    made = await _asked(lambda: custom.create_namespaced_custom_object(*where, body=claim(place, role, name)))
    events = _watched(custom.list_namespaced_custom_object, *where, field_selector=f"metadata.name={name}")
    async for event in events:
        status: Any = event.get("status") or {}
        if any(c["type"] == "Ready" and c["status"] == "True" for c in status.get("conditions", ())):
            break
    uid = made["metadata"]["uid"]
    found = await _asked(
        lambda: core.list_namespaced_pod(place.namespace, label_selector=f"{CLAIM_UID}={uid}")
    )
    if not found.items:
        raise SandboxError(f"The claim {name} is ready and has no pod.")
    await _running(core, place.namespace, found.items[0].metadata.name)
    return found.items[0].metadata.name


async def _running(core: Any, namespace: str, name: str) -> None:
    async for seen in _watched(core.list_namespaced_pod, namespace, field_selector=f"metadata.name={name}"):
        status: Any = seen.get("status") or {}
        if status.get("phase") == "Running":
            return
        if status.get("phase") in ("Failed", "Succeeded"):
            raise SandboxError(f"The pod ended at its start: {status.get('reason') or status['phase']}")


async def _ended(core: Any, namespace: str, name: str) -> str:
    """Why a pod's program has ended, when the cluster says that it has."""
    async for seen in _watched(core.list_namespaced_pod, namespace, field_selector=f"metadata.name={name}"):
        status = cast(dict[str, Any], seen.get("status") or {})
        for container in cast(list[dict[str, Any]], status.get("containerStatuses") or []):
            state = cast(dict[str, Any], container.get("state") or {})
            if state.get("terminated") is not None:
                return str(state["terminated"].get("reason"))
    return ""


async def _watched(ask: Callable[..., Any], *where: str, **which: str) -> AsyncGenerator[dict[str, Any]]:
    """The object as it is and as it becomes. Raises SandboxError when nothing more comes."""
    from kubernetes_asyncio import watch

    events: Any = watch.Watch()
    try:
        async for event in events.stream(ask, *where, timeout_seconds=int(START_DEADLINE_S), **which):
            if event["type"] == "DELETED":
                raise SandboxError("The cluster took the sandbox away at its start.")
            yield event["raw_object"]
    except _failures() as error:
        raise SandboxError(f"The cluster failed: {_short(error)}") from error
    finally:
        await events.close()
    raise SandboxError(f"The cluster started no sandbox within {START_DEADLINE_S:g} s.")


async def _attached(namespace: str, name: str) -> tuple[Any, Any]:
    """The client, to be closed, and the WebSocket that is attached to the pod's process."""
    from kubernetes_asyncio import client
    from kubernetes_asyncio.stream import WsApiClient

    api: Any = WsApiClient(await _configuration(), heartbeat=30)
    core: Any = client.CoreV1Api(api)
    try:
        opening = await core.connect_get_namespaced_pod_attach(
            name, namespace, container=CONTAINER, stdin=True, stdout=True, stderr=False, tty=False,
            _preload_content=False,
        )  # fmt: skip
        return api, await opening
    except BaseException as error:
        await api.close()
        if isinstance(error, _failures()):
            raise SandboxError(f"The pod cannot be attached to: {_short(error)}") from error
        raise


async def _remove(place: Place, name: str, claimed: bool) -> None:
    """Never raises: what is left ends by its deadline."""
    with contextlib.suppress(SandboxError):
        async with _clients() as (_, core, custom):
            if claimed:
                group, version, plural = CLAIMS
                await _asked(
                    lambda: custom.delete_namespaced_custom_object(
                        group, version, place.namespace, plural, name
                    )
                )
            else:
                await _asked(
                    lambda: core.delete_namespaced_pod(name, place.namespace, grace_period_seconds=0)
                )


async def _remove_finished(core: Any, namespace: str) -> None:
    """Pods whose owner died ended with their input; the cluster keeps what is left of them."""
    for phase in ("Succeeded", "Failed"):
        await core.delete_collection_namespaced_pod(
            namespace, label_selector=_MINE, field_selector=f"status.phase={phase}"
        )


@asynccontextmanager
async def _clients() -> AsyncGenerator[tuple[Any, Any, Any]]:
    """Raises SandboxError, with the remedy."""
    configuration = await _configuration()
    from kubernetes_asyncio import client

    api: Any = client.ApiClient(configuration)
    try:
        yield api, client.CoreV1Api(api), client.CustomObjectsApi(api)
    finally:
        await api.close()


async def _configuration() -> Any:
    """Of the pod that we run in, or of KUBECONFIG. Raises SandboxError."""
    try:
        from kubernetes_asyncio import client, config
    except ImportError:
        remedy = "pip install --require-hashes -r requirements/kubernetes.lock"
        raise SandboxError(f"The Kubernetes client is not installed: {remedy}") from None
    found: Any = client.Configuration()
    load: Any = config
    try:
        try:
            load.load_incluster_config(client_configuration=found)
        except config.ConfigException:
            await load.load_kube_config(client_configuration=found)
    except (config.ConfigException, OSError, TypeError):
        raise SandboxError("No cluster is known here: run inside one, or set KUBECONFIG.") from None
    return found


async def _asked(ask: Callable[[], Any]) -> Any:
    """Raises SandboxError."""
    try:
        async with asyncio.timeout(API_DEADLINE_S):
            return await ask()
    except _failures() as error:
        raise SandboxError(f"The cluster failed: {_short(error)}") from error


def _failures() -> tuple[type[BaseException], ...]:
    from aiohttp import ClientError
    from kubernetes_asyncio.client import ApiException

    return ApiException, ClientError, OSError, TimeoutError


def _short(error: BaseException) -> str:
    return f"{getattr(error, 'status', '')} {getattr(error, 'reason', '') or error}".strip()[:300]
