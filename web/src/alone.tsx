/** The preview in a tab of its own, /s/<id>/preview: the frame fills the page, which feeds it as the session grows. */
import { useEffect, useMemo, useState } from "react";
import { ActDialog, useActs } from "./acts";
import type { Shown } from "./bridge";
import { runningTurn } from "./fold";
import { Frame, type FrameEvents, useFrame } from "./frame";
import { type Files, filesOf } from "./looking";
import { Overlay } from "./overlay";
import { Done, stateOf } from "./preview";
import { finished, isCutOff, NOTHING, type Renderable } from "./renderable";
import { useDark } from "./screen";
import { Blank } from "./skeleton";
import { Closed, ConnectionStatus } from "./status";
import { type Store, useView } from "./store";
import { titleOf } from "./words";

interface Props {
  store: Store;
  session_id: string;
  origin: string | null;
  /** `version`: show this one; without it the newest. `colours`: `light` or `dark`; else as the browser's. */
  asked: URLSearchParams;
}

const ignore = () => undefined;

/** The version that is asked for, 0 for the newest; null if that is no version's number. */
function versionOf(asked: URLSearchParams): number | null {
  const given = asked.get("version");
  if (given === null) return 0;
  return /^[1-9]\d{0,8}$/.test(given) ? Number(given) : null;
}

export function Alone({ store, session_id, origin, asked }: Props) {
  const { session, connection, welcome, renderable } = useView(store);
  const version = versionOf(asked);
  const [old, setOld] = useState<Files | null | undefined>(undefined);
  const [dismissed, setDismissed] = useState<Shown | null>(null);
  const browserDark = useDark();
  const colours = asked.get("colours");
  const dark = colours === null ? browserDark : colours === "dark";
  const title = titleOf(session);
  const running = version === 0 && runningTurn(session) !== null;
  const acts = useActs();

  useEffect(() => {
    document.title = title === null ? "Preview · Atelier" : `${title} · Preview`;
  }, [title]);

  useEffect(() => {
    if (version !== null && version > 0) void filesOf(session_id, version).then(setOld);
  }, [session_id, version]);

  const whole = !isCutOff(session, version);
  const shownRenderable = useMemo<Renderable>(
    () => (version === 0 ? renderable : old ? finished(old, whole) : NOTHING),
    [version, renderable, old, whole],
  );
  const events = useMemo<FrameEvents>(
    () => ({
      failed: ignore,
      console: ignore,
      neutralised: ignore,
      notice: ignore,
      download: acts.download,
      copy: acts.copy,
      open: acts.open,
    }),
    [acts.download, acts.copy, acts.open],
  );
  const frame = useFrame(shownRenderable, dark, events);
  const { shown } = frame;
  const state = stateOf(shown, running, shownRenderable);
  const missing = version === null || old === null;
  return (
    <main className="relative h-dvh overflow-hidden" data-preview-state={state}>
      <Frame origin={origin ?? welcome?.preview_origin ?? null} handle={frame} dark={dark} />
      {missing && <Missing asked={asked} />}
      {state === "empty" && !missing && (
        <Blank
          renderable={shownRenderable}
          running={running}
          waiting={version === 0 ? welcome === null : old === undefined}
        />
      )}
      {state === "error" && shown.state === "error" && shown !== dismissed && (
        <Overlay
          error={shown}
          files={shownRenderable.files}
          fix={null}
          show={null}
          reload={frame.reload}
          dismiss={() => setDismissed(shown)}
        />
      )}
      <div className="absolute inset-x-0 top-0 mx-auto max-w-md">
        {version === 0 && <ConnectionStatus connection={connection} welcomed={welcome !== null} />}
        {connection.state === "closed" && <Closed {...connection} />}
      </div>
      <Done acts={acts} />
      <ActDialog acts={acts} />
    </main>
  );
}

function Missing({ asked }: { asked: URLSearchParams }) {
  const newest = new URLSearchParams(asked);
  newest.delete("version");
  return (
    <div role="alert" className="absolute inset-0 grid place-items-center bg-canvas p-8 text-center">
      <div className="min-w-0 max-w-full">
        <p className="font-medium break-words">Version {asked.get("version")} cannot be shown.</p>
        <p className="mt-1 text-sm text-muted">
          There is no such version, or the server did not answer.{" "}
          <a href={`?${newest}`} className="underline underline-offset-2 hover:text-ink">
            Show the newest
          </a>
        </p>
      </div>
    </div>
  );
}
