// Owns the loop of the frame: messages in, the latest text wins, one answer per update. What comes after a quiet time is shown at
// once; after an update that changed the page the next one waits, so that updates take a fifth of the time at most.
// Only the parent window is listened to.

import type { FromFrame, ToFrame } from "../src/said";
import { booted } from "./boot";
import { type Page, Preview } from "./preview";
import { faultOf, Report } from "./report";
import { Globals } from "./scope";
import { Styles } from "./styles";

type RenderMessage = ToFrame & { type: "render" };

/** One update an animation frame: what is shown between two of them nobody sees. */
const MIN_WAIT_MS = 16;
const COSTS_WAITED = 4;

const { parent } = window;
const globals = new Globals(window);
const post = parent.postMessage.bind(parent);
const say = (message: FromFrame) => post(message, "*");
const report = new Report(say, booted?.outside ?? null);

async function start(): Promise<void> {
  const styles = await Styles.create(document);
  const container = document.getElementById("root") as HTMLElement;
  let pending: RenderMessage | null = null;
  let latest: RenderMessage | null = null;
  let running = false;
  let notBefore = 0;

  const again = () => {
    if (latest && !latest.final) {
      pending ??= latest;
      void run();
    }
  };
  const answer = () => booted?.network.program(preview.samples, shown.files, shown.final);
  const preview = new Preview(container, styles, globals, again, answer);
  const { live } = preview;
  let shown: Page = { files: {}, entry: "", final: false };

  async function show({ type: _, id, dark, ...page }: RenderMessage): Promise<void> {
    shown = page;
    report.shown(page.final);
    live.onLate = null;
    try {
      document.documentElement.classList.toggle("dark", dark);
      const { uncompiled, ...told } = await preview.show(page);
      if (!container.isConnected) throw new Error("The component removed the page that it is in.");
      if (uncompiled.length > 0 && !page.compiled) {
        say({ type: "uncompiled", id, paths: uncompiled });
        return;
      }
      answer();
      const error = told.error === null ? null : faultOf(live.errors[0], told.error);
      say({ type: "rendered", id, ...told, error });
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
      const message: RenderMessage = pending;
      pending = null;
      const began = performance.now();
      const { version } = live;
      await show(message);
      const ended = performance.now();
      const cost = message.final ? 0 : ended - began;
      notBefore = live.version === version ? 0 : ended + Math.max(MIN_WAIT_MS, COSTS_WAITED * cost);
    }
    running = false;
  }

  window.addEventListener("error", (event) => {
    if (report.flooded()) event.preventDefault();
    report.fault(event.error ?? event.message);
  });
  window.addEventListener("unhandledrejection", (event) => {
    if (report.flooded()) event.preventDefault();
    report.rejection(event.reason);
  });
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
