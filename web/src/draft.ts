/**
 * What is typed into the prompt box and not sent yet. Invariant: it is there again when the same tab comes back to the
 * session, after a reload or from another one. Called by app.tsx.
 */
import { type Dispatch, type SetStateAction, useEffect, useState } from "react";

export function useDraft(session_id: string): [string, Dispatch<SetStateAction<string>>] {
  const key = keyOf(session_id);
  const [draft, setDraft] = useState(() => kept(key));
  useEffect(() => keep(key, draft), [key, draft]);
  return [draft, setDraft];
}

/** Of a session that is gone. */
export const forget = (session_id: string): void => keep(keyOf(session_id), "");

const keyOf = (session_id: string): string => `atelier.draft.${session_id}`;

function kept(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** A browser that keeps nothing, or no more, is no reason to trouble the person who types. */
function keep(key: string, draft: string): void {
  try {
    if (draft === "") sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, draft);
  } catch {}
}
