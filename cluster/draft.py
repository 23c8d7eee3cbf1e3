# pyright: basic
# Ray's own types are partly unknown, and ray.serve.llm is installed in another environment than the rest.
"""The draft model: vLLM behind Ray Serve LLM, a Serve application of its own that speaks OpenAI's wire.

It runs in a Ray and a Python environment of its own (`.venv-vllm`, requirements/vllm.lock), because vLLM pins
what the rest must not, so nothing else here imports it or waits for it; the router calls it by its address
like any local server, with a key that is made at each start. `make run DRAFT=…` starts it beside Atelier
(cluster/beside.py); `python -m cluster.draft --help` alone, on a machine that has the GPU. On a cluster,
`cluster.draft:application` is the import path of its application.
"""

import argparse
import asyncio
import hmac
import json
import logging
import os
import signal
import sys
import tempfile
import threading
from typing import Any

import ray
from ray import serve

KEY = "ATELIER_DRAFT_KEY"
ROUTE = "/draft"
BATCH_MS = 25  # Serve LLM gathers chunks for so long; the router gathers them again
LOGICAL_CPUS = 8  # what its replicas ask for is not what they use
TOO_SLOW = "timed out during startup"
STARTS = 4  # of Ray, where it was too slow: nothing but prompts waits for it
REQUESTS = 256  # at once, for each replica


def application(args: dict[str, Any]) -> serve.Application:
    """`model` (a name on Hugging Face or a folder) is needed; `name` is what it is called on the wire,
    `engine` holds further arguments of vLLM's engine, `idle_s` is how long nobody must ask before its replica
    is ended (0: never), `replicas` how many there may be, `key` what callers must show."""
    from fastapi import HTTPException
    from fastapi import Request as HttpRequest
    from ray.serve.llm import LLMConfig, ModelLoadingConfig, build_llm_deployment
    from ray.serve.llm.ingress import OpenAiIngress, make_fastapi_ingress
    from ray.serve.llm.openai_api_models import ChatCompletionRequest

    name, key = args.get("name") or args["model"], str(args.get("key", ""))
    idle_s, engine = float(args.get("idle_s", 900)), args.get("engine", {})
    scaling = {
        "min_replicas": 0 if idle_s else 1,
        "initial_replicas": 1,
        "max_replicas": int(args.get("replicas", 1)),
        "target_ongoing_requests": REQUESTS // 4,
        "upscale_delay_s": 0,  # somebody waits
        "downscale_delay_s": max(idle_s, 60),
        "downscale_to_zero_delay_s": idle_s or None,
    }
    has_gpu = ray.cluster_resources().get("GPU", 0) > 0
    hardware: Any = None if has_gpu else {"kind": "cpu"}
    config = LLMConfig(
        model_loading_config=ModelLoadingConfig(model_id=name, model_source=args["model"]),
        engine_kwargs={"enable_prefix_caching": True, **({} if has_gpu else _ON_CPU), **engine},
        accelerator_config=hardware,
        deployment_config={"autoscaling_config": scaling, "max_ongoing_requests": REQUESTS},
        experimental_configs={"stream_batching_interval_ms": BATCH_MS},
        log_engine_metrics=has_gpu,
    )

    class Guarded(OpenAiIngress):
        """Whoever has no key gets nothing. It is up long before the model is, and says so when asked for its
        list; chats wait."""

        _loaded = False

        async def chat(self, body: ChatCompletionRequest, request: HttpRequest) -> Any:
            _check(request)
            return await super().chat(body, request)

        async def listed(self, request: HttpRequest) -> Any:
            _check(request)
            if not self._loaded:
                self._loaded = await asyncio.to_thread(_runs, serve.get_replica_context().app_name)
            if not self._loaded:
                raise HTTPException(503, "The model is still loading.")
            return await super().models()

    def _check(request: HttpRequest) -> None:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        if key and not hmac.compare_digest(given.encode(), key.encode()):
            raise HTTPException(401, "The key is wrong.")

    routes = {
        "chat": lambda app: app.post("/v1/chat/completions"),
        "listed": lambda app: app.get("/v1/models"),
    }
    options = OpenAiIngress.get_deployment_options([config])
    # The ingress stays while the model sleeps, or nobody could wake it.
    options["autoscaling_config"] = {"min_replicas": 1, "max_replicas": 1}
    return serve.deployment(make_fastapi_ingress(Guarded, endpoint_map=routes), **options).bind(
        llm_deployments={name: build_llm_deployment(config)}, model_cards={name: _card(name, config)}
    )


_ON_CPU = {"enforce_eager": True}


def _runs(name: str) -> bool:
    """Whether all of the application has been there; it still runs while its model sleeps."""
    found = serve.status().applications.get(name)
    return found is not None and found.status == "RUNNING"


def _card(name: str, config: Any) -> Any:
    from ray.llm._internal.serve.core.configs.openai_api_models import to_model_metadata

    return to_model_metadata(name, config)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m cluster.draft", description="Serves a draft model.")
    parser.add_argument("model", help="a name on Hugging Face, or a folder")
    parser.add_argument("--name", default="", help="what it is called on the wire; its own name if unset")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument("--idle-s", type=float, default=900, help="ends its replica; 0: keeps it")
    parser.add_argument("--with-parent", action="store_true", help="ends when its standard input does")
    parser.add_argument("--engine", default="{}", help="further arguments of vLLM's engine, as JSON")
    args = parser.parse_args()
    try:
        engine = json.loads(args.engine)
    except json.JSONDecodeError as error:
        print(f"draft: --engine is no JSON: {error}", file=sys.stderr)
        return 1
    os.environ |= _environment()
    with tempfile.TemporaryDirectory(prefix="atelier-draft-") as folder:
        _start_ray(folder)
        stop = threading.Event()
        if args.with_parent:
            threading.Thread(target=lambda: (sys.stdin.buffer.read(), stop.set()), daemon=True).start()
        for name in (signal.SIGINT, signal.SIGTERM):  # after ray.init, which sets its own
            signal.signal(name, lambda *_: stop.set())
        try:
            serve.start(http_options={"host": args.host, "port": args.port})
            wanted = {
                "model": args.model, "name": args.name, "engine": engine, "idle_s": args.idle_s,
                "key": os.environ.get(KEY, ""),
            }  # fmt: skip
            quiet = {"enable_access_log": False}  # a page that looks how far it is asks often
            serve.run(
                application(wanted), name="draft", route_prefix=ROUTE, blocking=False, logging_config=quiet
            )
            print(f"draft: {args.name or args.model} is ready", flush=True)
            stop.wait()
        finally:
            ray.shutdown()
    return 0


def _environment() -> dict[str, str]:
    """What Ray's processes inherit. Who starts this by the environment's Python has not its programs on PATH
    (vLLM calls ninja). FlashInfer's sampler would be compiled at the start with CUDA's nvcc, which a machine
    with a driver need not have, for top-k and top-p, which nobody here asks for."""
    return {
        "PATH": os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", os.defpath)]),
        "VLLM_USE_FLASHINFER_SAMPLER": os.environ.get("VLLM_USE_FLASHINFER_SAMPLER", "0"),
        "RAY_USAGE_STATS_ENABLED": "0",
        "VLLM_NO_USAGE_STATS": "1",
        "DO_NOT_TRACK": "1",
    }


def _start_ray(folder: str) -> None:
    """As cluster/start.py: again where the machine was too busy. What the others left ends with us."""
    for place in range(STARTS):
        try:
            ray.init(
                num_cpus=max(LOGICAL_CPUS, os.cpu_count() or 1),
                include_dashboard=False,
                logging_level=logging.ERROR,
                _temp_dir=os.path.join(folder, str(place)),
            )
        except Exception as fault:
            if place == STARTS - 1 or TOO_SLOW not in str(fault):
                raise
            print("draft: Ray was too slow to start on this busy machine; again", flush=True)
        else:
            return


if __name__ == "__main__":
    sys.exit(main())
