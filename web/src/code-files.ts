/** The files that the Code view shows, with what the newest turn did to each. Pure. */
import type { Flow } from "./editor";
import { runningTurn } from "./fold";
import type { Files } from "./looking";
import type { SessionState, Turn } from "./protocol";

export interface CodeFile {
  path: string;
  text: string;
  flow: Flow;
  /** It is being written now. */
  open: boolean;
  /** What the newest turn did to it. */
  mark: "added" | "changed" | null;
}

export function codeFiles(session: SessionState): CodeFile[] {
  const turn = session.turns.at(-1);
  const running = runningTurn(session) !== null;
  const before = new Set(pathsBefore(session, turn));
  return session.files.map(({ path, text, open }) => {
    const part = turn?.parts.findLast((p) => p.type === "file" && p.path === path);
    const touched = part?.type === "file";
    const flow = !running || !touched ? "still" : part.fresh ? "writing" : "editing";
    const mark = !touched ? null : before.has(path) ? "changed" : "added";
    return { path, text, open, flow, mark };
  });
}

export function oldFiles(files: Files): CodeFile[] {
  return Object.entries(files).map(([path, text]) => ({
    path,
    text,
    flow: "still",
    open: false,
    mark: null,
  }));
}

/** The paths of the newest version that the turn did not make: there before it began. */
function pathsBefore(session: SessionState, turn: Turn | undefined): string[] {
  return session.versions.findLast((version) => version.turn !== turn?.turn)?.paths ?? [];
}
