// @vitest-environment jsdom
// What is gone, silent or replaced before generated code runs.

import { beforeEach, expect, test, vi } from "vitest";
import type { FromFrame } from "../src/said";
import { type Boot, guard } from "./boot";
import type { Realm } from "./neutral/outside";
import { placeOf } from "./neutral/place";

let inner: Realm;
let said: FromFrame[];
let boot: Boot;
let clicked: boolean;

beforeEach(() => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  inner = frame.contentWindow as Realm;
  clicked = false;
  Object.defineProperty(inner.navigator, "userActivation", { get: () => ({ isActive: clicked }) });
  said = [];
  boot = guard(inner, (message) => said.push(message));
});

const heard = (type: FromFrame["type"]) => said.filter((message) => message.type === type);

test("storage lives in memory, has a limit, and comes back to the next frame", async () => {
  const { localStorage } = inner;
  localStorage.setItem("a", "1");
  localStorage.b = "2";
  expect([localStorage.getItem("a"), localStorage.a, localStorage.length]).toEqual(["1", "1", 2]);
  expect(Object.keys(localStorage)).toEqual(["a", "b"]);
  expect("a" in localStorage).toBe(true);
  localStorage.removeItem("a");
  expect(localStorage.getItem("a")).toBeNull();
  expect(() => localStorage.setItem("big", "x".repeat(1_000_000))).toThrow("holds");
  await vi.waitFor(() =>
    expect(heard("kept").at(-1)).toMatchObject({ kept: { local: { b: "2" }, session: {} } }),
  );
  boot.restore({ local: {}, session: { later: "3" } });
  expect(inner.sessionStorage.getItem("later")).toBe("3");
});

test("a request without a sample gets a sentence, not data", async () => {
  boot.network.program({}, {}, true);
  const answer = await inner.fetch("/api/users");
  expect([answer.ok, answer.status]).toEqual([false, 503]);
  await expect(answer.json()).rejects.toThrow(
    "There is no network in the preview: GET /api/users was not sent.",
  );
  await vi.waitFor(() => expect(heard("neutralised")).toHaveLength(1));
});

test("sound that the frame's policy stops is told to the page", async () => {
  const stopped = { effectiveDirective: "media-src", blockedURI: "https://example.org/song.mp3" };
  const element = inner.document.body.appendChild(inner.document.createElement("audio"));
  element.dispatchEvent(
    Object.assign(new inner.Event("securitypolicyviolation", { bubbles: true }), stopped),
  );
  await vi.waitFor(() =>
    expect(heard("neutralised")).toContainEqual(
      expect.objectContaining({ what: "media", count: 1, example: stopped.blockedURI }),
    ),
  );
});

test("samples answer by method, path and segment; a file of the artifact answers too", async () => {
  const samples = {
    "/api/users": [{ name: "Ada" }],
    "POST /api/users": ({ body }: { body: { name: string } }) => ({ saved: body.name }),
    "GET /api/users/:id": ({ params }: { params: { id: string } }) => ({ id: params.id }),
  };
  const asked = inner.fetch("/api/users");
  boot.network.program(samples, { "public/data.json": "[1]" }, true);
  expect(await (await asked).json()).toEqual([{ name: "Ada" }]);
  const post = await inner.fetch("/api/users", { method: "POST", body: '{"name":"Bo"}' });
  expect(await post.json()).toEqual({ saved: "Bo" });
  expect(await (await inner.fetch("/api/users/7?x=1")).json()).toEqual({ id: "7" });
  expect(await (await inner.fetch("/data.json")).json()).toEqual([1]);
  expect(await (await inner.fetch("data:text/plain;base64,aGk=")).text()).toBe("hi");
});

test("a request waits for its sample while the program streams", async () => {
  boot.network.program({}, {}, false);
  const asked = inner.fetch("/api/late");
  await new Promise((resolve) => setTimeout(resolve, 200));
  boot.network.program({ "/api/late": { here: true } }, {}, true);
  expect(await (await asked).json()).toEqual({ here: true });
});

test("XMLHttpRequest gets the same answers", async () => {
  boot.network.program({ "/api/x": { a: 1 } }, {}, true);
  const answer = await new Promise<XMLHttpRequest>((done) => {
    const request = new inner.XMLHttpRequest();
    request.responseType = "json";
    request.onload = () => done(request);
    request.open("GET", "/api/x");
    request.send();
  });
  expect([answer.status, answer.response]).toEqual([200, { a: 1 }]);
});

test("a socket closes, as where nobody answers", async () => {
  const socket = new inner.WebSocket("wss://example.org");
  const code = await new Promise((done) => {
    socket.onclose = (event) => done(event.code);
  });
  expect(code).toBe(1006);
});

test("dialogs are answered and shown in the frame", () => {
  expect([inner.confirm("Delete?"), inner.prompt("Name?"), inner.prompt("Name?", "Ada")]).toEqual([
    true,
    "Sample text",
    "Ada",
  ]);
  inner.alert("Saved");
  expect(inner.document.querySelector("atelier-notes")).not.toBeNull();
});

test("cookies live in memory", () => {
  inner.document.cookie = "a=1; path=/";
  inner.document.cookie = "b=2";
  inner.document.cookie = "a=; max-age=0";
  expect(inner.document.cookie).toBe("b=2");
});

test("the clipboard copies after a click only, and is never read", async () => {
  await expect(inner.navigator.clipboard.writeText("x")).rejects.toThrow("after a click");
  await expect(inner.navigator.clipboard.readText()).rejects.toThrow("cannot read");
  clicked = true;
  await inner.navigator.clipboard.writeText("x");
  expect(heard("copy")).toEqual([{ type: "copy", text: "x" }]);
});

test("a link that was made only to be clicked becomes a download", async () => {
  clicked = true;
  const link = inner.document.createElement("a");
  link.href = "data:text/csv;charset=utf-8,a%2Cb";
  link.download = "report.csv";
  link.click();
  await vi.waitFor(() => expect(heard("download")).toHaveLength(1));
  const [message] = heard("download");
  expect(message).toMatchObject({ name: "report.csv" });
  const bytes = message?.type === "download" ? message.bytes : new ArrayBuffer(0);
  expect(new TextDecoder().decode(bytes)).toBe("a,b");
});

test("a link is followed in place, even where the component stops the click; an outer one is asked for", async () => {
  const { document: page } = inner;
  page.body.innerHTML =
    '<div><a href="https://example.org/x">out</a><a id="in" href="#part">in</a><p id="part"></p></div>';
  const [out, jump] = page.querySelectorAll("a");
  const jumped = vi.fn();
  (page.getElementById("part") as HTMLElement).scrollIntoView = jumped;
  page.querySelector("div")?.addEventListener("click", (event) => event.stopPropagation());
  clicked = true;
  out?.click();
  jump?.click();
  await vi.waitFor(() => expect(heard("open")).toEqual([{ type: "open", url: "https://example.org/x" }]));
  expect(jumped).toHaveBeenCalled();
  out?.addEventListener("click", (event) => event.preventDefault());
  out?.click();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(heard("open")).toHaveLength(1);
});

test("a form is submitted though the click is stopped on its way", async () => {
  const { document: page } = inner;
  page.body.innerHTML = "<form><div><button>Go</button></div></form>";
  const submitted = vi.fn((event: Event) => event.preventDefault());
  page.querySelector("form")?.addEventListener("submit", submitted);
  page.querySelector("div")?.addEventListener("click", (event) => event.stopPropagation());
  page.querySelector("button")?.click();
  await vi.waitFor(() => expect(submitted).toHaveBeenCalledOnce());
});

test("place and history are kept in memory", async () => {
  const { location } = placeOf(inner);
  expect(location.pathname).toBe("/");
  inner.history.pushState({ step: 1 }, "", "/next?q=1");
  expect([location.href, inner.history.state]).toEqual(["https://preview.example/next?q=1", { step: 1 }]);
  expect(() => inner.history.pushState(null, "", "https://example.org")).toThrow("cannot take");
  const back = new Promise((done) => inner.addEventListener("popstate", done, { once: true }));
  inner.history.back();
  await back;
  expect(location.pathname).toBe("/");
  location.href = "https://example.org";
  location.href = "/other";
  expect([location.href, heard("open")]).toEqual(["https://preview.example/", []]);
});

test("devices refuse politely", async () => {
  expect(await inner.Notification.requestPermission()).toBe("denied");
  await expect(inner.navigator.mediaDevices.getUserMedia({ video: true })).rejects.toThrow("no camera");
  const failed = new Promise((done) => inner.navigator.geolocation.getCurrentPosition(vi.fn(), done));
  expect(await failed).toMatchObject({ code: 1 });
});

test("nothing connects to peers or takes the focus", () => {
  expect("RTCPeerConnection" in inner && inner.RTCPeerConnection).toBeFalsy();
  const input = inner.document.body.appendChild(inner.document.createElement("input"));
  inner.document.hasFocus = () => false;
  input.focus();
  expect(inner.document.activeElement).not.toBe(input);
  inner.document.hasFocus = () => true;
  input.focus();
  expect(inner.document.activeElement).not.toBe(input);
  clicked = true;
  input.focus();
  expect(inner.document.activeElement).toBe(input);
  expect(() => Object.defineProperty(inner, "fetch", { value: 1 })).toThrow();
});

test("a picture that is loaded by hand is a drawing of the size that it was asked for", () => {
  const picture = new inner.Image(30, 20);
  picture.src = "https://example.org/sprite.png";
  expect(picture.src).toMatch(/^data:image\/svg\+xml,.*width%3D%2230%22/);
  picture.src = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
  expect(picture.src).toBe("data:image/gif;base64,R0lGODlhAQABAAAAACw=");
});
