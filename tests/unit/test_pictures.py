"""edge.pictures and edge.uploads: what a browser may send as a picture, and what becomes of it."""

import asyncio
import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image, PngImagePlugin

from edge.identity import Identity
from edge.pictures import MAX_KEPT, MAX_SIDE, PictureError, take
from edge.room import Room
from edge.uploads import picture_routes
from stores.sqlite import SqliteStore
from studio.ids import new_session_id
from studio.protocol import MAX_PICTURE_BYTES

SECRET = b"where-the-camera-was"
HOST = "atelier.test"
HEADERS = {"origin": f"http://{HOST}", "host": HOST}


def encoded(image: Image.Image, kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    return Image.effect_noise((width, height), 90).convert(mode)


def pixels(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_small_picture_stays_what_it_shows(kind: str) -> None:
    made = take(encoded(Image.new("RGB", (40, 30), (200, 30, 60)), kind, quality=95))
    shown = pixels(made.data)
    assert (made.about.mime, made.about.width, made.about.height) == ("image/png", 40, 30)
    assert made.about.bytes == len(made.data)
    assert (shown.format, shown.size) == ("PNG", (40, 30))
    assert all(abs(a - b) < 6 for a, b in zip(shown.getpixel((20, 15)), (200, 30, 60), strict=True))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_colour_mode(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    made = take(encoded(Image.new("L", (32, 32), 128).convert(mode), kind))
    assert pixels(made.data).mode == ("RGBA" if mode in ("LA", "RGBA") else "RGB")


def test_a_photograph_becomes_a_jpeg_of_bounded_size() -> None:
    data = encoded(noise(3000, 2000), "JPEG", quality=40)
    assert len(data) < MAX_PICTURE_BYTES
    made = take(data)
    assert made.about.mime == "image/jpeg"
    assert max(made.about.width, made.about.height) <= MAX_SIDE
    assert made.about.width / made.about.height == pytest.approx(1.5, abs=0.01)


def test_what_shines_through_a_large_picture_is_paper() -> None:
    image = noise(1200, 1200, "RGBA")
    image.putalpha(0)
    made = take(encoded(image, "PNG"))
    assert made.about.mime == "image/jpeg"
    assert min(pixels(made.data).getpixel((5, 5))) > 240


def test_nothing_of_the_file_but_pixels_is_kept_and_it_stands_upright() -> None:
    image = Image.new("RGB", (60, 20), "white")
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn
    exif[0x010E] = SECRET.decode()
    text = PngImagePlugin.PngInfo()
    text.add_itxt("Comment", SECRET.decode())
    for data in (
        encoded(image, "JPEG", exif=exif, comment=SECRET) + SECRET,
        encoded(image, "PNG", exif=exif, pnginfo=text, icc_profile=SECRET * 9) + SECRET,
        encoded(image, "WEBP", exif=exif, xmp=SECRET) + SECRET,
    ):
        assert SECRET in data
        made = take(data)
        assert SECRET not in made.data
        assert (made.about.width, made.about.height) == (20, 60)
        assert not pixels(made.data).info


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def bomb(side: int) -> bytes:
    """A PNG of a few bytes that claims side x side pixels."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def animated(kind: str) -> bytes:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    return encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


REFUSED = {
    "no picture": (b"<html>", "no PNG, JPEG or WebP"),
    "nothing": (b"", "no PNG, JPEG or WebP"),
    "a GIF": (encoded(Image.new("L", (4, 4)), "GIF"), "no PNG, JPEG or WebP"),
    "a TIFF": (encoded(Image.new("L", (4, 4)), "TIFF"), "no PNG, JPEG or WebP"),
    "an SVG": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no PNG, JPEG or WebP"),
    "an animated PNG": (animated("PNG"), "animated"),
    "an animated WebP": (animated("WEBP"), "animated"),
    "a bomb": (bomb(12_000), "million pixels"),
    "a large bomb": (bomb(60_000), "million pixels"),
    "a bomb below the limit that lacks its pixels": (bomb(6_000), "damaged"),
    "half a picture": (encoded(noise(200, 200), "PNG")[:5_000], "damaged"),
    "a thread": (encoded(Image.new("L", (6_000, 2)), "PNG"), "narrow"),
    "too many bytes": (b"\x89PNG\r\n\x1a\n" + b"\0" * MAX_PICTURE_BYTES, "larger than 5 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_and_why(name: str) -> None:
    data, why = REFUSED[name]
    with pytest.raises(PictureError, match=why):
        take(data)


def test_a_phones_second_frame_is_no_animation() -> None:
    first, depth = Image.new("RGB", (64, 64), "green"), Image.new("L", (32, 32))
    data = encoded(first, "MPO", save_all=True, append_images=[depth])
    assert take(data).about.width == 64


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SimpleNamespace]:
    store = SqliteStore(tmp_path)
    gate = SimpleNamespace(
        store=store,
        identity=Identity("secret", secure=False),
        origin=HEADERS["origin"],
        room=Room(store, tmp_path, user_sessions=3, user_mb=2, free_mb=0),
    )
    app = FastAPI()
    app.include_router(picture_routes(lambda: gate, lambda: 1))
    cookie = gate.identity.new_cookie()[1].split(";", 1)[0]
    other = gate.identity.new_cookie()[1].split(";", 1)[0]
    with TestClient(app, base_url=f"http://{HOST}") as client:
        yield SimpleNamespace(client=client, cookie=cookie, other=other, store=gate.store)
    asyncio.run(gate.store.close())


def send(site: SimpleNamespace, session: str, data: bytes, **headers: str):
    sent = {**HEADERS, "cookie": site.cookie, **headers}
    return site.client.post(f"/api/sessions/{session}/pictures", content=data, headers=sent)


PNG = encoded(Image.new("RGB", (9, 7), "red"), "PNG")


def test_a_picture_is_sent_kept_and_shown_to_its_owner_alone(site) -> None:
    session = new_session_id()
    about = send(site, session, PNG).json()
    assert (about["width"], about["height"]) == (9, 7)
    assert send(site, session, PNG).json() == about
    where = f"/api/sessions/{session}/pictures/{about['id']}"
    shown = site.client.get(where, headers={"cookie": site.cookie})
    assert shown.headers["content-type"] == "image/png"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in shown.headers["content-security-policy"]
    assert pixels(shown.content).size == (9, 7)
    assert site.client.get(where, headers={"cookie": site.other}).status_code == 404
    assert site.client.get(where).status_code == 404
    assert send(site, session, PNG, cookie=site.other).status_code == 404
    assert site.client.get(where[:-1] + "x", headers={"cookie": site.cookie}).status_code == 404


def test_who_may_not_send_one(site) -> None:
    session = new_session_id()
    assert send(site, session, PNG, cookie="").status_code == 404
    assert send(site, session, PNG, origin="http://evil.test").status_code == 403
    assert send(site, "nonsense", PNG).status_code == 404
    assert asyncio.run(site.store.find(session)) is None


def test_what_is_not_taken_is_told_in_one_line(site) -> None:
    answer = send(site, new_session_id(), b"<html>")
    assert answer.status_code == 422
    assert "PNG, JPEG or WebP" in answer.json()["detail"]
    assert "5 MB" in send(site, new_session_id(), b"\0" * (2 * MAX_PICTURE_BYTES)).json()["detail"]


def test_a_browser_is_full_some_time_and_others_are_not(site) -> None:
    """By sessions, then by bytes, and then in its old sessions, too."""
    sessions = [new_session_id() for _ in range(3)]
    assert [send(site, session, PNG).status_code for session in sessions] == [200] * 3
    fourth = send(site, new_session_id(), PNG)
    assert fourth.status_code == 422
    assert "ATELIER_USER_SESSIONS" in fourth.json()["detail"]
    assert send(site, sessions[0], encoded(noise(1500, 1500), "JPEG", quality=80)).status_code == 200
    assert send(site, sessions[0], encoded(noise(1400, 1400), "JPEG", quality=80)).status_code == 200
    full = send(site, sessions[1], encoded(Image.new("L", (5, 5)), "PNG"))
    assert full.status_code == 422
    assert "ATELIER_USER_MB" in full.json()["detail"]
    assert send(site, new_session_id(), PNG, cookie=site.other).status_code == 200


def test_a_session_is_full_some_time(site) -> None:
    session = new_session_id()
    for shade in range(MAX_KEPT):
        assert send(site, session, encoded(Image.new("L", (4, 4), shade), "PNG")).status_code == 200
    assert "at most" in send(site, session, PNG).json()["detail"]
    known = encoded(Image.new("L", (4, 4), 0), "PNG")
    assert send(site, session, known).status_code == 200
