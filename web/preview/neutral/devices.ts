// Owns the polite refusal of what belongs to the user's machine: notifications, position, camera and microphone, full screen,
// the pointer, sharing, service workers. Code that handles a refusal goes on; code that does not is told once.

import { define, defineGetter } from "./define";
import { type Outside, Unavailable } from "./outside";

const nothing = () => undefined;
const never = () => new Promise<never>(nothing);

export function installDevices(outside: Outside): void {
  const { realm } = outside;
  const { navigator } = realm;
  const refuse = (what: string) => async () => {
    outside.used("device", what);
    throw new Unavailable(`There is no ${what} in the preview.`);
  };
  /** For what code seldom awaits: it happens quietly, that is, not at all. */
  const ignore = (what: string) => async () => outside.used("device", what);

  define(
    realm,
    "Notification",
    class Notification extends EventTarget {
      static readonly permission = "denied";
      static requestPermission = async (): Promise<string> => {
        outside.used("device", "notification");
        return "denied";
      };
      close = nothing;
    },
  );
  const position = (_done: unknown, failed?: (error: object) => void) => {
    outside.used("device", "geolocation");
    const message = "There is no geolocation in the preview.";
    setTimeout(() => failed?.({ code: 1, PERMISSION_DENIED: 1, message }));
    return 0;
  };
  define(navigator, "geolocation", {
    getCurrentPosition: position,
    watchPosition: position,
    clearWatch: nothing,
  });
  define(navigator, "mediaDevices", {
    getUserMedia: refuse("camera or microphone"),
    getDisplayMedia: refuse("screen capture"),
    enumerateDevices: async () => [],
    getSupportedConstraints: () => ({}),
    addEventListener: nothing,
    removeEventListener: nothing,
  });
  define(navigator, "serviceWorker", {
    controller: null,
    ready: never(),
    register: refuse("service worker"),
    getRegistration: async () => undefined,
    getRegistrations: async () => [],
    addEventListener: nothing,
    removeEventListener: nothing,
  });
  // No policy governs it.
  define(realm.Navigator.prototype, "getBattery", async () => ({
    charging: true,
    chargingTime: 0,
    dischargingTime: Number.POSITIVE_INFINITY,
    level: 1,
    addEventListener: nothing,
    removeEventListener: nothing,
  }));
  define(navigator, "share", refuse("share sheet"));
  define(navigator, "sendBeacon", (address: unknown) => {
    outside.used("network", String(address));
    return true;
  });
  define(navigator, "vibrate", () => true);
  const element = realm.Element.prototype;
  define(element, "requestFullscreen", ignore("full screen"));
  define(element, "webkitRequestFullscreen", ignore("full screen"));
  define(element, "requestPointerLock", ignore("pointer lock"));
  define(realm.Document.prototype, "exitFullscreen", async () => undefined);
  defineGetter(realm.Document.prototype, "fullscreenElement", () => null);
}
