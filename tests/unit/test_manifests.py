"""The Kubernetes manifests: no key that the API does not know, and pods that are those of the driver."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from kubernetes_asyncio.client import models

from sandbox.pods import CLAIMS, LABELS, Place, pod_spec

PATH = Path("cluster/kubernetes/sandboxes.yaml")
DOCUMENTS: list[dict[str, Any]] = list(yaml.safe_load_all(PATH.read_text(encoding="utf-8")))
KINDS = {
    "Namespace": models.V1Namespace,
    "ResourceQuota": models.V1ResourceQuota,
    "NetworkPolicy": models.V1NetworkPolicy,
    "Role": models.V1Role,
    "RoleBinding": models.V1RoleBinding,
}
# Of agent-sandbox's API types, v1beta1; a name behind a colon is a type of Kubernetes itself.
CUSTOM: dict[str, dict[str, Any]] = {
    "SandboxTemplate": {
        "podTemplate": {"metadata": {"labels": {}, "annotations": {}}, "spec": ":V1PodSpec"},
        "networkPolicy": {"ingress": None, "egress": None},
        "networkPolicyManagement": None,
        "envVarsInjectionPolicy": None,
        "volumeClaimTemplates": None,
        "volumeClaimTemplatesPolicy": None,
        "generatedSecrets": None,
    },
    "SandboxWarmPool": {
        "replicas": None,
        "sandboxTemplateRef": {"name": None},
        "updateStrategy": {"type": None},
    },
}


def unknown(value: Any, kind: str, at: str = "") -> list[str]:
    """Paths of keys that a type of the API does not have."""
    if kind.startswith("list[") and isinstance(value, list):
        return [path for n, each in enumerate(value) for path in unknown(each, kind[5:-1], f"{at}[{n}]")]
    model = getattr(models, kind, None)
    if model is None or not isinstance(value, dict):
        return []
    named = {shown: model.openapi_types[own] for own, shown in model.attribute_map.items()}
    wrong = [f"{at}.{key}" for key in value if key not in named]
    return wrong + [
        path for key in value if key in named for path in unknown(value[key], named[key], f"{at}.{key}")
    ]


def unknown_custom(value: Any, known: Any, at: str = "") -> list[str]:
    if isinstance(known, str):
        return unknown(value, known[1:], at)
    if not isinstance(known, dict) or not known:
        return []
    wrong = [f"{at}.{key}" for key in value if key not in known]
    return wrong + [
        path
        for key in value
        if key in known
        for path in unknown_custom(value[key], known[key], f"{at}.{key}")
    ]


def of_kind(kind: str) -> list[dict[str, Any]]:
    return [document for document in DOCUMENTS if document["kind"] == kind]


def test_the_checker_finds_a_misspelt_key():
    assert unknown({"spec": {"podSelectr": {}}}, "V1NetworkPolicy") == [".spec.podSelectr"]
    spec = {"podTemplate": {"spec": {"containers": [{"nam": "x"}]}}}
    assert unknown_custom(spec, CUSTOM["SandboxTemplate"]) == [".podTemplate.spec.containers[0].nam"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: f"{d['kind']} {d['metadata']['name']}")
def test_every_key_is_known(document):
    if document["kind"] in CUSTOM:
        assert document["apiVersion"] == "/".join(CLAIMS[:2])
        assert unknown_custom(document["spec"], CUSTOM[document["kind"]]) == []
    else:
        assert unknown(document, KINDS[document["kind"]].__name__) == []


@pytest.mark.parametrize("role", ["run", "check"])
def test_templates_are_the_pods_of_the_driver_and_pools_take_them(role):
    (template,) = [t for t in of_kind("SandboxTemplate") if t["metadata"]["name"] == f"atelier-{role}"]
    made = template["spec"]["podTemplate"]
    image = made["spec"]["containers"][0]["image"]
    place = Place("atelier-sandboxes", image, made["spec"]["runtimeClassName"])
    assert made == {"metadata": {"labels": LABELS}, "spec": pod_spec(place, role)}
    assert template["spec"]["networkPolicy"] == {"ingress": [], "egress": []}
    (pool,) = [p for p in of_kind("SandboxWarmPool") if p["metadata"]["name"] == f"atelier-{role}"]
    assert pool["spec"]["sandboxTemplateRef"] == {"name": f"atelier-{role}"}


def test_nothing_gets_in_or_out_and_the_driver_may_do_what_it_does():
    (policy,) = of_kind("NetworkPolicy")
    assert policy["spec"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    (namespace,) = of_kind("Namespace")
    assert namespace["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"
    assert {d["metadata"].get("namespace", "atelier-sandboxes") for d in DOCUMENTS} == {"atelier-sandboxes"}
    (role,) = of_kind("Role")
    may = {
        (resource, verb) for rule in role["rules"] for resource in rule["resources"] for verb in rule["verbs"]
    }
    assert {("pods/attach", "get"), ("pods", "create"), ("pods", "watch"), (CLAIMS[2], "create")} <= may
    assert not {resource for resource, _ in may} - {"pods", "pods/attach", CLAIMS[2]}
