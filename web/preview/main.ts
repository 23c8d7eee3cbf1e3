// Owns the loop of the frame: messages in, at most one update per animation frame and never more than a quarter of the time,
// the latest text wins, one answer per update. Only the parent window is listened to.

import "./boot";
import type { FromFrame } from "../src/said";
import { type Page, Preview } from "./preview";
import { Globals } from "./scope";
import { Styles } from "./styles";

interface RenderMessage extends Page {
  type: "render";
  id: number;
  dark: boolean;
}

const MIN_WAIT_MS = 33;
/** Animation frames stop while the frame is hidden; the work must not. */
const HIDDEN_WAIT_MS = 250;

const NOWHERE = { places: [], components: [] };

const { parent } = window;
const globals = new Globals(window);
const say = (message: FromFrame) => parent.postMessage(message, "*");

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
  let finished = false;
  let notBefore = 0;

  const preview = new Preview(container, styles, globals, () => {
    if (latest && !latest.final) {
      pending ??= latest;
      void run();
    }
  });

  const complain = (error: unknown) => {
    if (!finished) return;
    const known = error instanceof Error ? error : new Error(String(error));
    say({ type: "error", fault: { ...NOWHERE, message: known.message } });
  };

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    while (pending) {
      const early = notBefore - performance.now();
      if (!pending.final && early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      await nextFrame();
      const message: RenderMessage = pending;
      pending = null;
      finished = false;
      document.documentElement.classList.toggle("dark", message.dark);
      const began = performance.now();
      try {
        const shown = await preview.show(message);
        const error = shown.error === null ? null : { ...NOWHERE, message: shown.error };
        say({ type: "rendered", id: message.id, ...shown, error });
      } catch (error) {
        const fault = { ...NOWHERE, message: String(error) };
        say({ type: "rendered", id: message.id, ok: false, error: fault, stubs: 0, painted: false });
      }
      finished = message.final;
      preview.live.onLate = finished ? complain : null;
      const ended = performance.now();
      notBefore = ended + Math.max(MIN_WAIT_MS, message.final ? 0 : 4 * (ended - began));
    }
    running = false;
  }

  window.addEventListener("error", (event) => complain(event.error ?? event.message));
  window.addEventListener("unhandledrejection", (event) => complain(event.reason));
  window.addEventListener("message", (event) => {
    if (event.source !== parent || event.data?.type !== "render") return;
    pending = latest = event.data as RenderMessage;
    void run();
  });
  say({ type: "ready" });
}

void start();
