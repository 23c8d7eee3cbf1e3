/**
 * What the program finds beside its document, whatever the page is made of: time that only the clock moves, a console of which
 * the last lines are kept, and stand-ins for what would reach out, speak, draw or ask somebody.
 */
import { atLeast, clear, later, now } from "./clock.mjs";
import { sayer } from "./console.mjs";
import { anything, denied, MessageChannel, NoSocket, nothing, Simple, SizeObserver, uncaught } from "./standins.mjs";

const silent = (names) => Object.fromEntries(names.split(" ").map((name) => [name, nothing]));

export const surroundings = {
  window: globalThis,
  self: globalThis,
  console: {
    ...silent("debug trace table group groupCollapsed groupEnd time timeEnd timeLog count countReset dir dirxml assert clear"),
    ...Object.fromEntries(["log", "info", "warn", "error"].map((level) => [level, sayer(level)])),
  },
  setTimeout: (run, ms, ...args) => later(run, atLeast(ms, 0), null, args),
  setInterval: (run, ms, ...args) => later(run, atLeast(ms, 4), atLeast(ms, 4), args),
  requestAnimationFrame: (run) => later(() => run(now), 16, null, []),
  requestIdleCallback: (run) => later(() => run({ didTimeout: false, timeRemaining: () => 10 }), 1, null, []),
  clearTimeout: clear,
  clearInterval: clear,
  cancelAnimationFrame: clear,
  cancelIdleCallback: clear,
  performance: { now: () => now, timeOrigin: 0, mark: nothing, measure: nothing, getEntriesByName: () => [], getEntriesByType: () => [] },
  reportError: (error) => uncaught.tell(error),
  MessageChannel,
  ResizeObserver: SizeObserver,
  IntersectionObserver: SizeObserver,
  PerformanceObserver: SizeObserver,
  fetch: denied("fetch"),
  XMLHttpRequest: NoSocket,
  WebSocket: NoSocket,
  EventSource: NoSocket,
  Worker: NoSocket,
  SharedWorker: NoSocket,
  AudioContext: anything(),
  webkitAudioContext: anything(),
  Audio: anything(),
  Path2D: anything(),
  OffscreenCanvas: anything(),
  SpeechSynthesisUtterance: Simple,
  Notification: Simple,
  speechSynthesis: { ...silent("speak cancel pause resume"), getVoices: () => [] },
  BroadcastChannel: class {
    postMessage() {}
    close() {}
    addEventListener() {}
    removeEventListener() {}
  },
  ...silent("alert print close stop focus blur scroll scrollTo scrollBy postMessage"),
  confirm: () => false,
  prompt: () => null,
  open: () => null,
};

/** @param {Record<string, unknown>} globals */
export function provideGlobals(globals) {
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}
