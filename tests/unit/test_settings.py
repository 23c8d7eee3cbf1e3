"""cluster/settings.py: what is accepted works in a browser; what is not is named, with what to write."""

from pathlib import Path

import pytest

from cluster.checks import unknown_settings
from cluster.settings import Settings, SettingsError, read_settings


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch):
    def settings(**env: str) -> Settings:
        for name, value in env.items():
            monkeypatch.setenv(f"ATELIER_{name}", value)
        return read_settings()

    return settings


@pytest.mark.parametrize(
    ("env", "names", "remedy"),
    [
        ({"PUBLIC_ORIGIN": "a.example"}, "ATELIER_PUBLIC_ORIGIN", "https://atelier.example.org"),
        ({"PUBLIC_ORIGIN": "https://a.example/app"}, "ATELIER_PUBLIC_ORIGIN", "without a path"),
        (
            {"PUBLIC_ORIGIN": "https://a.example:99999"},
            "ATELIER_PUBLIC_ORIGIN",
            "https://atelier.example.org",
        ),
        ({"PUBLIC_ORIGIN": "ftp://a.example"}, "ATELIER_PUBLIC_ORIGIN", "https://atelier.example.org"),
        ({"PREVIEW_DOMAIN": "https://p.example"}, "ATELIER_PREVIEW_DOMAIN", "preview.example.net"),
        ({"PREVIEW_DOMAIN": "*.p.example"}, "ATELIER_PREVIEW_DOMAIN", "preview.example.net"),
        ({"PREVIEW_DOMAIN": "p.example/x"}, "ATELIER_PREVIEW_DOMAIN", "preview.example.net"),
        ({"PREVIEW_DOMAIN": "192.0.2.1:8000"}, "ATELIER_PREVIEW_DOMAIN", "preview.example.net"),
        ({"PUBLIC_ORIGIN": "https://a.example"}, "ATELIER_PREVIEW_DOMAIN", "subdomains"),
        ({"PUBLIC_ORIGIN": "http://192.0.2.1:8000"}, "ATELIER_PREVIEW_DOMAIN", "subdomains"),
        (
            {"PUBLIC_ORIGIN": "https://app.a.example", "PREVIEW_DOMAIN": "a.example"},
            "ATELIER_PREVIEW_DOMAIN",
            "app.a.example, is below a.example",
        ),
        ({"DATA_DIR": "~nobody-at-all/x"}, "ATELIER_DATA_DIR", "whole path"),
        ({"DAY_USD": "inf"}, "ATELIER_DAY_USD", "finite"),
        ({"TURN_USD": "nan"}, "ATELIER_TURN_USD", "finite"),
        ({"HOST": "192.0.2.1"}, "ATELIER_PUBLIC_ORIGIN", "like http://192.0.2.1:8000"),
        ({"HOST": "::1"}, "ATELIER_HOST", "127.0.0.1"),
        ({"HOST": "[::]"}, "ATELIER_HOST", "0.0.0.0"),
        (
            {"PUBLIC_ORIGIN": "http://[2001:db8::1]:8000", "PREVIEW_DOMAIN": "p.example"},
            "ATELIER_PUBLIC_ORIGIN",
            "write a name that leads there",
        ),
    ],
)
def test_what_could_not_work_is_refused(read, env: dict[str, str], names: str, remedy: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(**env)
    said = str(refused.value)
    assert said.startswith(f"{names}: ")
    assert remedy in said
    assert "\n" not in said
    assert "Value error" not in said


@pytest.mark.parametrize(
    ("env", "origin", "preview"),
    [
        ({}, "http://localhost:8000", "http://s.preview.localhost:8000"),
        ({"PORT": "9000"}, "http://localhost:9000", "http://s.preview.localhost:9000"),
        ({"HOST": "0.0.0.0"}, "http://localhost:8000", "http://s.preview.localhost:8000"),
        # a port that was forwarded
        (
            {"PUBLIC_ORIGIN": "http://localhost:9000/"},
            "http://localhost:9000",
            "http://s.preview.localhost:9000",
        ),
        ({"PUBLIC_ORIGIN": "http://127.0.0.1"}, "http://127.0.0.1", "http://s.preview.localhost"),
        (
            {"PUBLIC_ORIGIN": "HTTPS://Atelier.Example", "PREVIEW_DOMAIN": "Preview.Example.NET"},
            "https://atelier.example",
            "https://s.preview.example.net",
        ),
        (
            {
                "PUBLIC_ORIGIN": "https://a.example:8443",
                "PREVIEW_DOMAIN": "a.example:8443",
                "HOST": "192.0.2.1",
            },
            "https://a.example:8443",
            "https://s.a.example:8443",
        ),
        ({"PREVIEW_DOMAIN": "p.example:8000"}, "http://localhost:8000", "http://s.p.example:8000"),
        # ports that browsers leave out
        (
            {"PUBLIC_ORIGIN": "https://a.example:443/", "PREVIEW_DOMAIN": "p.example:443"},
            "https://a.example",
            "https://s.p.example",
        ),
        ({"PUBLIC_ORIGIN": "http://localhost:0080"}, "http://localhost", "http://s.preview.localhost"),
        (
            {"PUBLIC_ORIGIN": "http://a.example:443", "PREVIEW_DOMAIN": "p.example:80"},
            "http://a.example:443",
            "http://s.p.example",
        ),
    ],
)
def test_where_a_browser_finds_both(read, env: dict[str, str], origin: str, preview: str) -> None:
    settings = read(**env)
    assert settings.origin == origin
    assert settings.preview_origin("s") == preview


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("localhost", "http://127.0.0.1:8000"),
    ],
)
def test_where_this_machine_reaches_it(read, host: str, url: str) -> None:
    assert read(HOST=host).own_url == url


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ({}, False),
        ({"HOST": "0.0.0.0"}, True),
        ({"HOST": "0.0.0.0", "PUBLIC_ORIGIN": "http://localhost:9000"}, True),
        ({"HOST": "0.0.0.0", "PUBLIC_ORIGIN": "https://a.example", "PREVIEW_DOMAIN": "p.example"}, False),
        ({"PUBLIC_ORIGIN": "https://a.example", "PREVIEW_DOMAIN": "p.example"}, False),
    ],
)
def test_who_lets_other_machines_in_is_told_what_they_need(read, env: dict[str, str], told: bool) -> None:
    said = read(**env).for_this_machine_alone
    assert bool(said) == told
    assert not told or ("ATELIER_PUBLIC_ORIGIN and ATELIER_PREVIEW_DOMAIN" in said and "\n" not in said)


def test_other_settings_are_named_too(read) -> None:
    with pytest.raises(SettingsError, match=r"^ATELIER_MAX_SESSIONS: .*greater than or equal to 1"):
        read(MAX_SESSIONS="0")
    assert read(MAX_SESSIONS="3", DATA_DIR="/x").data_dir == Path("/x")


def test_replay_is_on_until_it_is_set_off(read) -> None:
    assert read().replay
    assert not read(REPLAY="0").replay


def test_one_that_is_set_to_nothing_is_not_set(read) -> None:
    assert read(PORT="", TURN_USD="").port == 8000


def test_a_misspelt_one_is_named_with_what_it_may_mean() -> None:
    known = (
        "PORT",
        "MODEL",
        "LOCAL_URL",
        "LOCAL_PRICE",
        "KUBERNETES_IMAGE",
        "DRAFT_KEY",
        "TURN_USD",
        "DRAFT",
    )
    env = {f"ATELIER_{name}": "x" for name in known} | {"ATELIER_MODLE": "x", "PATH": "/bin"}
    assert unknown_settings(env) == ["ATELIER_MODLE is no setting, and is ignored; is ATELIER_MODEL meant?"]
    assert unknown_settings({"ATELIER_QQ": ""}) == ["ATELIER_QQ is no setting, and is ignored"]


def test_a_data_folder_may_be_named_from_home(read, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert read(DATA_DIR="~/atelier").data_dir == tmp_path / "atelier"
