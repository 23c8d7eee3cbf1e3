/**
 * The one iframe: made as soon as its origin is known, kept as long as the page lives, replaced when it hangs.
 *
 * The frame is sandboxed, so its origin is opaque ("null") and messages to it go to "*"; what it says is believed
 * only if it comes from that very window. The rest of the conversation with it is in bridge.ts.
 */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Bridge, type BridgePorts, type Shown, TICK_MS } from "./bridge";
import { keepFocus } from "./keep-focus";
import { isActivated } from "./outside";
import type { Renderable } from "./renderable";
import { translate } from "./translate";

/** What befalls the component in the frame. */
export type FrameEvents = Omit<BridgePorts, "post" | "replaceFrame" | "shown" | "activated" | "translate">;

export interface FrameHandle {
  shown: Shown;
  generation: number;
  element: RefObject<HTMLIFrameElement | null>;
  loaded(): void;
  reload(): void;
}

export function useFrame(renderable: Renderable, dark: boolean, events: FrameEvents): FrameHandle {
  const element = useRef<HTMLIFrameElement>(null);
  const latest = useRef(events);
  const [generation, setGeneration] = useState(0);
  const [shown, setShown] = useState<Shown>({ state: "empty" });
  const [bridge, setBridge] = useState<Bridge | null>(null);

  useLayoutEffect(() => {
    latest.current = events;
  }, [events]);

  useLayoutEffect(() => {
    const made = new Bridge({
      post: (message) => element.current?.contentWindow?.postMessage(message, "*"),
      replaceFrame: () => setGeneration((n) => n + 1),
      translate,
      activated: () => isActivated(element.current),
      shown: setShown,
      failed: (...said) => latest.current.failed(...said),
      console: (...said) => latest.current.console(...said),
      neutralised: (...said) => latest.current.neutralised(...said),
      notice: (...said) => latest.current.notice(...said),
      download: (...said) => latest.current.download(...said),
      copy: (...said) => latest.current.copy(...said),
      open: (...said) => latest.current.open(...said),
    });
    const hear = (event: MessageEvent) => {
      if (event.source === element.current?.contentWindow && event.origin === "null") made.hear(event);
    };
    const beat = setInterval(() => {
      if (element.current) made.tick(document.hidden);
    }, TICK_MS);
    window.addEventListener("message", hear);
    setBridge(made);
    return () => {
      window.removeEventListener("message", hear);
      clearInterval(beat);
    };
  }, []);

  useEffect(
    () =>
      keepFocus(
        () => element.current,
        () => bridge?.tookFocus(),
      ),
    [bridge],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: each generation is another iframe
  useLayoutEffect(() => bridge?.mounted(), [bridge, generation]);

  useLayoutEffect(() => {
    const { files, entry, final } = renderable;
    if (entry !== null) bridge?.render({ files, entry, final, dark });
  }, [bridge, renderable, dark]);

  const loaded = useCallback(() => bridge?.loaded(), [bridge]);
  const reload = useCallback(() => {
    setShown({ state: "empty" });
    bridge?.reload();
  }, [bridge]);
  return { shown, generation, element, loaded, reload };
}

interface Props {
  origin: string | null;
  handle: FrameHandle;
  dark: boolean;
}

export function Frame({ origin, handle, dark }: Props) {
  if (origin === null) return null;
  return (
    <iframe
      key={handle.generation}
      ref={handle.element}
      title="Preview"
      src={`${origin}/`}
      sandbox="allow-scripts"
      allow=""
      onLoad={handle.loaded}
      className={`block size-full border-0 ${dark ? "bg-[#09090b]" : "bg-white"}`}
    />
  );
}
