/** Which version the page shows: the newest as it grows, or an old one, fetched and read-only. */
import { useCallback, useEffect, useRef, useState } from "react";

export type Files = Readonly<Record<string, string>>;

export type Looking =
  | { state: "newest" }
  | { state: "loading"; version: number }
  | { state: "old"; version: number; files: Files }
  | { state: "failed"; version: number };

/** `newest`: changes when there is something new to see, which ends the look back. */
export function useLooking(session_id: string, newest: string) {
  const [looking, setLooking] = useState<Looking>({ state: "newest" });
  const wanted = useRef(0);
  const back = useCallback(() => {
    wanted.current = 0;
    setLooking({ state: "newest" });
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is new is to be seen
  useEffect(back, [newest, back]);

  const look = useCallback(
    async (version: number) => {
      wanted.current = version;
      setLooking({ state: "loading", version });
      const files = await filesOf(session_id, version);
      if (wanted.current !== version) return;
      setLooking(files ? { state: "old", version, files } : { state: "failed", version });
    },
    [session_id],
  );
  return { looking, look, back };
}

const known = new Map<string, Promise<Files | null>>();
const MAX_KNOWN = 16;

/** A version's files; null if they cannot be had now. Versions never change, so each is fetched once. */
export function filesOf(session_id: string, version: number): Promise<Files | null> {
  const url = `/api/sessions/${session_id}/versions/${version}`;
  const files = known.get(url) ?? fetched(url);
  known.delete(url);
  known.set(url, files);
  for (const oldest of known.keys()) {
    if (known.size <= MAX_KNOWN) break;
    known.delete(oldest);
  }
  void files.then((had) => {
    if (had === null) known.delete(url);
  });
  return files;
}

async function fetched(url: string): Promise<Files | null> {
  try {
    const answer = await fetch(url);
    return answer.ok ? readFiles(await answer.json()) : null;
  } catch {
    return null;
  }
}

function readFiles(body: unknown): Files | null {
  const files = (body as { files?: unknown } | null)?.files;
  if (typeof files !== "object" || files === null) return null;
  return Object.values(files).every((text) => typeof text === "string") ? (files as Files) : null;
}
