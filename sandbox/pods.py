"""What the kubernetes driver asks a cluster for: a pod as closed as Kubernetes can say it, or a claim on a
warm pool of such pods (kubernetes-sigs/agent-sandbox). Pure; read by sandbox/drivers/kubernetes.py.

There is no "network none" in Kubernetes: only a NetworkPolicy that the cluster's network enforces shuts a pod
in (cluster/kubernetes/sandboxes.yaml has it), and the driver's self-test tries whether it does.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.contract import Role
from sandbox.programs import READERS, USER, arguments

CONTAINER = "agent"
LABELS = {"app.kubernetes.io/name": "atelier-sandbox"}
MEMORY = "768Mi"
MAX_AGE_S = 3600
CLAIMS = ("extensions.agents.x-k8s.io", "v1beta1", "sandboxclaims")
CLAIM_UID = "agents.x-k8s.io/claim-uid"  # its controller labels the claimed pod so
ATTACKS = ["/bin/node", "/app/attack.mjs"]
_GVISOR = re.compile("gvisor|runsc", re.IGNORECASE)  # a runtime class by its usual names


VARIABLES = tuple(
    f"ATELIER_KUBERNETES_{name}" for name in ("NAMESPACE", "IMAGE", "RUNTIME_CLASS", "WARM_POOL")
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where boxes are made. `warm_pool` empty: each is a pod of its own; else the pools are called
    `<warm_pool>-run` and `<warm_pool>-check`."""

    namespace: str
    image: str
    runtime_class: str = ""
    warm_pool: str = ""

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Place":
        def said(name: str, default: str = "") -> str:
            return environment.get(f"ATELIER_KUBERNETES_{name}", default)

        return cls(
            said("NAMESPACE", "atelier-sandboxes"), said("IMAGE"), said("RUNTIME_CLASS"), said("WARM_POOL")
        )


def pod(place: Place, role: Role, name: str) -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": name, "namespace": place.namespace, "labels": dict(LABELS)},
        "spec": pod_spec(place, role),
    }


def pod_spec(place: Place, role: Role) -> dict[str, Any]:
    """Also that of a SandboxTemplate."""
    resources = {"cpu": "1", "memory": MEMORY, "ephemeral-storage": "16Mi"}
    container: dict[str, Any] = {
        "name": CONTAINER,
        "image": place.image,
        "imagePullPolicy": "IfNotPresent",
        **({"command": ATTACKS} if role == "hostile" else {"args": arguments(role)}),
        "stdin": True,
        "stdinOnce": True,  # the box's input ends, and with it the box, when we do
        "resources": {"requests": resources, "limits": resources},
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "privileged": False,
            "readOnlyRootFilesystem": True,
            "runAsNonRoot": True,
            "capabilities": {"drop": ["ALL"]},
        },
        "volumeMounts": [{"name": "tmp", "mountPath": "/tmp"}],
    }
    return {
        "restartPolicy": "Never",
        # Not every runtime class can map users; one of its own kernel needs it less.
        **({"runtimeClassName": place.runtime_class} if place.runtime_class else {"hostUsers": False}),
        "automountServiceAccountToken": False,
        "enableServiceLinks": False,
        "dnsPolicy": "None",
        "dnsConfig": {"nameservers": ["127.0.0.1"]},
        "terminationGracePeriodSeconds": 0,
        "activeDeadlineSeconds": MAX_AGE_S,
        "securityContext": {
            "runAsNonRoot": True,
            "runAsUser": USER,
            "runAsGroup": READERS if _GVISOR.search(place.runtime_class) else USER,
            "seccompProfile": {"type": "RuntimeDefault"},
        },
        "containers": [container],
        "volumes": [{"name": "tmp", "emptyDir": {"medium": "Memory", "sizeLimit": "16Mi"}}],
    }


def claim(place: Place, role: Role, name: str) -> dict[str, Any]:
    group, version, _ = CLAIMS
    ends = datetime.now(UTC) + timedelta(seconds=MAX_AGE_S)
    return {
        "apiVersion": f"{group}/{version}",
        "kind": "SandboxClaim",
        "metadata": {"name": name, "namespace": place.namespace, "labels": dict(LABELS)},
        "spec": {
            "warmPoolRef": {"name": f"{place.warm_pool}-{role}"},
            "lifecycle": {"shutdownTime": ends.strftime("%Y-%m-%dT%H:%M:%SZ"), "shutdownPolicy": "Delete"},
        },
    }
