"""The kubernetes driver over a local server that speaks the API and runs its pods in boxes of bubblewrap. The
driver contract's own suite is tests/contract/test_sandbox.py; a real cluster is tried by nobody yet."""

import asyncio
import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.contract import Overused, SandboxError
from sandbox.drivers import choose, kubernetes
from sandbox.drivers.kubernetes import KubernetesDriver
from sandbox.pods import Place, claim, pod, pod_spec
from tests.contract.boxes import AGENT, DEADLINE_S
from tests.contract.cluster_server import IMAGE, NAMESPACE, Cluster, not_restricted, serving
from tests.contract.each_driver import HELLO, app
from tests.contract.test_sandbox_components import CHARTS

HERE = shutil.which("bwrap") is not None
ENDLESS = "export default () => { for (;;); }"
PLACE = Place(NAMESPACE, IMAGE)
POOL = Place(NAMESPACE, IMAGE, warm_pool="atelier")
needs_boxes = pytest.mark.skipif(not HERE, reason="pods are boxes of bubblewrap here")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with serving(Cluster()) as up, up.known(tmp_path):
        yield up
    assert all(each.deleted for each in up.pods.values())


@needs_boxes
@pytest.mark.parametrize("place", [PLACE, POOL], ids=["pods", "warm pool"])
def test_it_passes_its_self_test_and_says_what_was_not_tried(cluster, place):
    said = asyncio.run(KubernetesDriver(place).probe())
    assert said.usable, said.reason
    assert (said.tier, said.box_bytes) == ("kubernetes", 0)
    assert "Not yet tried on a real cluster" in said.reason
    assert not cluster.pods
    assert not cluster.claims


@needs_boxes
@pytest.mark.parametrize("place", [PLACE, POOL], ids=["pods", "warm pool"])
def test_boxes_check_and_mount_and_are_gone_when_killed(cluster, place):
    async def talk() -> None:
        driver = KubernetesDriver(place)
        check, run = await asyncio.gather(driver.start("check"), driver.start("run"))
        assert len(cluster.pods) == 2
        assert bool(cluster.claims) == bool(place.warm_pool)
        verdict = await check.call("compile", app(HELLO), DEADLINE_S)
        assert verdict == {"ok": True, "errors": []}
        report = await run.call("mount", app(CHARTS), DEADLINE_S)
        assert report["ok"], report
        await check.kill()
        await run.kill()
        await run.kill()
        with pytest.raises(SandboxError):
            await run.call("ping", {}, DEADLINE_S)

    asyncio.run(talk())
    assert not cluster.pods
    assert not cluster.claims


@needs_boxes
def test_a_request_of_many_frames_arrives_whole(cluster):
    async def talk() -> None:
        box = await KubernetesDriver(PLACE).start("check")
        long = HELLO + "\n//" + "x" * 400_000
        assert (await box.call("compile", app(long), DEADLINE_S))["ok"]
        await box.kill()

    asyncio.run(talk())


@needs_boxes
def test_a_box_whose_pod_is_taken_away_says_so(cluster):
    async def talk() -> None:
        box = await KubernetesDriver(PLACE).start()
        cluster.evict()
        with pytest.raises(SandboxError):
            await box.call("mount", app(CHARTS), DEADLINE_S)
        await box.kill()

    asyncio.run(talk())


@needs_boxes
@pytest.mark.parametrize("place", [PLACE, POOL], ids=["pods", "warm pool"])
def test_a_box_that_the_cluster_ended_for_its_memory_has_used_too_much(cluster, place):
    async def talk() -> None:
        box = await KubernetesDriver(place).start()
        call = asyncio.create_task(box.call("mount", app(ENDLESS), DEADLINE_S))
        await asyncio.sleep(0.2)
        cluster.starve()
        with pytest.raises(Overused, match="768 MiB of memory") as told:
            await call
        assert told.value.what == "memory"
        await box.kill()

    asyncio.run(talk())


def test_a_cluster_that_starts_nothing_is_given_up(cluster, monkeypatch):
    cluster.stuck = True
    monkeypatch.setattr(kubernetes, "START_DEADLINE_S", 1.0)
    with pytest.raises(SandboxError, match="within 1 s"):
        asyncio.run(KubernetesDriver(PLACE).start())
    assert not cluster.pods


def test_a_warm_pool_that_is_not_there_is_named_and_its_claim_taken_back(cluster, monkeypatch):
    cluster.pools = ()
    monkeypatch.setattr(kubernetes, "START_DEADLINE_S", 1.0)
    with pytest.raises(SandboxError, match="warm pool atelier-run"):
        asyncio.run(KubernetesDriver(POOL).start())
    assert not cluster.claims


def test_an_image_that_cannot_be_had_is_named(cluster):
    cluster.broken_image = True
    with pytest.raises(SandboxError, match="ErrImagePull"):
        asyncio.run(KubernetesDriver(PLACE).start())
    assert not cluster.pods


def test_a_refused_token_and_a_missing_image_say_what_to_do(cluster, tmp_path, monkeypatch):
    cluster.token = "another"
    said = asyncio.run(KubernetesDriver(PLACE).probe())
    assert not said.usable
    assert "401" in said.reason
    monkeypatch.delenv("ATELIER_KUBERNETES_IMAGE", raising=False)
    said = asyncio.run(choose("kubernetes", AGENT).probe())
    assert not said.usable
    assert "ATELIER_KUBERNETES_IMAGE" in said.reason


@pytest.mark.parametrize("role", ["check", "run", "hostile"])
def test_a_pod_is_as_closed_as_it_can_be_said(role):
    spec = pod_spec(PLACE, role)
    assert not_restricted(spec) == ""
    (container,) = spec["containers"]
    assert container["securityContext"]["readOnlyRootFilesystem"]
    assert container["resources"]["limits"] == container["resources"]["requests"]
    assert container["stdinOnce"]
    assert (spec["automountServiceAccountToken"], spec["enableServiceLinks"], spec["hostUsers"]) == (
        False,
    ) * 3
    assert spec["activeDeadlineSeconds"] > 0
    assert spec["dnsPolicy"] == "None"
    assert pod_spec(Place("n", "i", "gvisor"), role)["runtimeClassName"] == "gvisor"
    assert pod(PLACE, role, "name")["metadata"]["namespace"] == NAMESPACE


def test_a_claim_names_the_pool_of_its_role_and_ends_by_itself():
    made = claim(POOL, "check", "c")
    assert made["spec"]["warmPoolRef"] == {"name": "atelier-check"}
    assert made["spec"]["lifecycle"]["shutdownPolicy"] == "Delete"


def test_settings_are_read_from_the_environment():
    read = Place.read({"ATELIER_KUBERNETES_IMAGE": "i", "ATELIER_KUBERNETES_RUNTIME_CLASS": "gvisor"})
    assert read == Place("atelier-sandboxes", "i", "gvisor", "")


@pytest.mark.parametrize(
    ("runtime_class", "group"), [("", 65532), ("gvisor", 65533), ("my-runsc", 65533), ("kata", 65532)]
)
def test_only_gvisor_may_read_the_program_that_it_runs(runtime_class, group):
    spec = pod_spec(Place(NAMESPACE, IMAGE, runtime_class), "run")
    assert spec["securityContext"]["runAsGroup"] == group


@pytest.mark.parametrize("answers", [True, False])
def test_an_interface_is_no_way_out_but_an_api_that_answers_is(answers):
    """As the first process of a pod, which has an interface and is told where the API of its cluster is."""
    with socket.create_server(("127.0.0.1", 0)) as api, socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))  # and does not listen
        port = (api if answers else silent).getsockname()[1]
        asked = {"ports": [silent.getsockname()[1]], "network": True, "loopback": True}
        said = subprocess.run(
            ["node", AGENT / "dist" / "attack.mjs"],
            input=json.dumps({"id": 1, "op": "connect", "payload": asked}) + "\n",
            env={
                "PATH": os.environ["PATH"],
                "KUBERNETES_SERVICE_HOST": "127.0.0.1",
                "KUBERNETES_SERVICE_PORT": str(port),
            },
            capture_output=True,
            text=True,
            timeout=DEADLINE_S,
            check=False,
        )
    came_out = json.loads(said.stdout.splitlines()[-1])["result"][
        "said"
    ]  # this test is in no box: sockets of engines
    assert (f'"port":{port}' in came_out) is answers
    assert not {name for _, name in socket.if_nameindex()} & set(came_out.split(","))
