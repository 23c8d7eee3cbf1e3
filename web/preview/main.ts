// Owns the loop of the frame: messages in, at most one update per animation frame and never more than a quarter of the time,
// the latest text wins, one answer per update. Only the parent window is listened to.

import type { FromFrame, ToFrame } from "../src/said";
import { booted } from "./boot";
import { Preview } from "./preview";
import { faultOf, Report } from "./report";
import { Globals } from "./scope";
import { Styles } from "./styles";

type RenderMessage = ToFrame & { type: "render" };

const MIN_WAIT_MS = 33;
/** Animation frames stop while the frame is hidden; the work must not. */
const HIDDEN_WAIT_MS = 250;

const { parent } = window;
const globals = new Globals(window);
const post = parent.postMessage.bind(parent);
const say = (message: FromFrame) => post(message, "*");
const report = new Report(say, booted?.outside ?? null);

const nextFrame = () =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, HIDDEN_WAIT_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve();
    });
  });

async function start(): Promise<void> {
  const styles = await Styles.create(document);
  const container = document.getElementById("root") as HTMLElement;
  let pending: RenderMessage | null = null;
  let latest: RenderMessage | null = null;
  let running = false;
  let notBefore = 0;

  const preview = new Preview(container, styles, globals, () => {
    if (latest && !latest.final) {
      pending ??= latest;
      void run();
    }
  });
  const { live } = preview;

  async function show({ type: _, id, dark, ...page }: RenderMessage): Promise<void> {
    document.documentElement.classList.toggle("dark", dark);
    report.shown(page.final);
    live.onLate = null;
    try {
      const { uncompiled, ...shown } = await preview.show(page);
      if (uncompiled.length > 0 && !page.compiled) {
        say({ type: "uncompiled", id, paths: uncompiled });
        return;
      }
      booted?.network.program(preview.samples, page.files, page.final);
      const error = shown.error === null ? null : faultOf(live.errors[0], shown.error);
      say({ type: "rendered", id, ...shown, error });
      for (const late of live.errors.slice(error ? 1 : 0)) report.fault(late);
    } catch (error) {
      say({ type: "rendered", id, ok: false, error: faultOf(error), stubs: 0, painted: false });
    }
    live.onLate = page.final ? (error) => report.fault(error) : null;
  }

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    while (pending) {
      const early = notBefore - performance.now();
      if (!pending.final && early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      await nextFrame();
      const message: RenderMessage = pending;
      pending = null;
      const began = performance.now();
      await show(message);
      const ended = performance.now();
      notBefore = ended + Math.max(MIN_WAIT_MS, message.final ? 0 : 4 * (ended - began));
    }
    running = false;
  }

  window.addEventListener("error", (event) => report.fault(event.error ?? event.message));
  window.addEventListener("unhandledrejection", (event) => report.rejection(event.reason));
  window.addEventListener("message", (event) => {
    if (event.source !== parent || !event.isTrusted) return;
    const message = event.data as ToFrame;
    if (message.type !== "render") return;
    pending = latest = message;
    void run();
  });
  report.listen(console);
  say({ type: "ready" });
}

void start();
