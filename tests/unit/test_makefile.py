"""What `make` thinks is there, by files of its own choice in an empty folder."""

import os
import shutil
import subprocess
from pathlib import Path

PAGES = ["web/dist/client/index.html", "web/dist/preview/index.html"]
MADE = {
    "build/learned.stamp": (["guards/learned.json"], "guards.training.learn"),
    "build/client.stamp": (PAGES, "npm run --silent build"),
    "build/agent.stamp": (["sandbox/agent/dist/stamp"], "sandbox/agent/build.mjs"),
}  # fmt: skip


def told(folder: Path, target: str) -> str:
    env = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    made = subprocess.run(
        ["make", "-n", target], cwd=folder, env=env, capture_output=True, text=True, timeout=60, check=True
    )
    return made.stdout


def test_what_a_build_made_is_made_anew_where_it_is_gone(tmp_path: Path) -> None:
    shutil.copy("Makefile", tmp_path)
    oldest = ["requirements/run.lock", "web/package-lock.json", "sandbox/agent/package-lock.json"]
    learned_from = [f"guards/{name}.py" for name in ("features", "lexicon", "phrases")]
    sources = ["web/scripts/docs.mjs", "studio/frameworks/packages.json", *learned_from]
    tools = [".venv/bin/python", "build/tools/bin/uv"]
    stamps = ["build/venv.stamp", "build/web.stamp", "build/agent-packages.stamp", *MADE]
    results = [file for files, _ in MADE.values() for file in files]
    for age, path in enumerate([*oldest, *sources, *tools, *stamps, *results]):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
        os.utime(tmp_path / path, (1_000_000 + age, 1_000_000 + age))
    for target, (files, command) in MADE.items():
        assert command not in told(tmp_path, target)
        for file in files:
            (tmp_path / file).rename(tmp_path / "away")
            assert command in told(tmp_path, target)
            (tmp_path / "away").rename(tmp_path / file)
