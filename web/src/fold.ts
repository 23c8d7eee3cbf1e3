/**
 * The one fold, the same as studio/state.py: a session's state is its events applied in order.
 *
 * Pure. tests/transcripts hold both to the same results. Called by store.ts.
 */
import type {
  Check,
  CheckEnded,
  CheckStarted,
  Event,
  File,
  FilePart,
  FileSpliced,
  SessionState,
  TextPart,
  ToolPart,
  Turn,
  Version,
  VersionCreated,
} from "./protocol";

/** As many as stop a session: STOP_FROM in studio/conduct.py. */
const REFUSALS_KEPT = 12;

export const EMPTY: SessionState = {
  seq: 0,
  turns: [],
  files: [],
  versions: [],
  pinned: null,
  summary: null,
  forked_from: null,
  refused_ms: [],
};

const WRITTEN: ReadonlySet<Event["type"]> = new Set<Event["type"]>([
  "text_delta",
  "file_opened",
  "file_spliced",
  "file_removed",
  "tool_called",
]);

/** The state after `event`. Throws RangeError if the event does not follow `before.seq` or fit the state. */
export function apply(before: SessionState, event: Event): SessionState {
  const { seq } = event;
  if (seq !== before.seq + 1) throw new RangeError(`event ${seq} does not follow ${before.seq}`);
  const state = WRITTEN.has(event.type) ? withWriter(before, event) : before;
  switch (event.type) {
    case "turn_started": {
      const { turn, prompt, model, continues, at_ms, why, attachments, purpose, picked } = event;
      const asked = { purpose: purpose ?? "", picked: picked ?? null };
      const said = { why: why ?? "", attachments: attachments ?? [], ...asked };
      const started = { ...newTurn(turn, prompt, model, continues, at_ms), ...said };
      return { ...state, seq, turns: [...state.turns, started] };
    }
    case "forked":
      return { ...state, seq, forked_from: event.source };
    case "model_switched": {
      const turn = lastTurn(state);
      const { model, reason, failed } = event;
      const change = { model, reason, part: turn.parts.length, failed: failed ?? true, wrote: false };
      const switches = [...turn.switches, change];
      return withTurn(state, seq, { ...turn, switches });
    }
    case "waiting":
      return withTurn(state, seq, { ...lastTurn(state), waiting: event.why });
    case "spent":
      return withTurn(state, seq, { ...lastTurn(state), usage: event.usage, cost_usd: event.cost_usd });
    case "model_pinned":
      return { ...state, seq, pinned: event.model };
    case "summarised":
      return { ...state, seq, summary: { through: event.through, text: event.text } };
    case "text_delta":
      return withPart(state, seq, { type: "text", text: event.text });
    case "file_opened": {
      const { path, fresh } = event;
      const text = fresh ? "" : (find(state, path)?.text ?? "");
      const opened = withFile(state, { path, text, open: true, changed: seq, scanned: 0 });
      return withPart(opened, seq, { type: "file", path, fresh, touched: false, removed: false });
    }
    case "file_spliced": {
      const file = fileOf(state, event.path);
      const spliced = withFile(state, { ...file, text: splice(file.text, event), changed: seq });
      return { ...withTouched(spliced, event.path), seq };
    }
    case "file_closed":
      return { ...withFile(state, { ...fileOf(state, event.path), open: false }), seq };
    case "file_removed":
      return {
        ...withRemoved(state, event.path),
        seq,
        files: state.files.filter((file) => file.path !== event.path),
      };
    case "scanned":
      return { ...withFile(state, { ...fileOf(state, event.path), scanned: event.through }), seq };
    case "finding": {
      const turn = lastTurn(state);
      return withTurn(state, seq, { ...turn, findings: [...turn.findings, event.finding] });
    }
    case "check_started": {
      const check: Check = { check: event.check, outcome: null, detail: "", ms: 0 };
      return withChecks(state, event, (checks) => [...checks, check]);
    }
    case "check_ended": {
      const { check, outcome, detail, ms } = event;
      const ended: Check = { check, outcome, detail, ms };
      return withChecks(state, event, (checks) =>
        checks.map((c) => (c.check === check && c.outcome === null ? ended : c)),
      );
    }
    case "tool_called": {
      const { call, name, arguments: given, at, round } = event;
      const part = {
        type: "tool",
        call,
        name,
        arguments: given,
        at,
        outcome: null,
        result: "",
        ms: 0,
        round: round ?? 1,
      } as const;
      return withPart(state, seq, part);
    }
    case "tool_returned": {
      const turn = lastTurn(state);
      const { call, outcome, result, ms } = event;
      const parts = turn.parts.map((part) =>
        part.type === "tool" && part.call === call ? { ...part, outcome, result, ms } : part,
      );
      return withTurn(state, seq, { ...turn, parts });
    }
    case "version_created":
      return { ...state, seq, versions: [...state.versions, newVersion(event)] };
    case "version_settled":
      return withVersion(state, seq, event.version, (v) => ({ ...v, status: event.status }));
    case "preview_failed":
      return withVersion(state, seq, event.version, (v) => ({ ...v, error: event.message }));
    case "edit_refused":
      return { ...state, seq, refused_ms: [...state.refused_ms, event.at_ms].slice(-REFUSALS_KEPT) };
    case "turn_ended": {
      const { outcome, code, message, version, usage, cost_usd, at_ms } = event;
      const ended = { outcome, code, message, version, usage, cost_usd, ended_ms: at_ms };
      return withTurn(state, seq, { ...lastTurn(state), ...ended });
    }
    default:
      return unreachable(event);
  }
}

/** The turn without an outcome, if there is one: only the newest can be. */
export function runningTurn(state: SessionState): Turn | null {
  const last = state.turns.at(-1);
  return last && last.outcome === null ? last : null;
}

/** For the default of a switch over a union: it does not compile if a case is missing. */
export function unreachable(value: never): never {
  throw new TypeError(`unexpected ${JSON.stringify(value)}`);
}

function newTurn(
  turn: number,
  prompt: string,
  model: Turn["model"],
  continues: number | null,
  started_ms: number,
): Turn {
  const usage = {
    input_tokens: 0,
    cached_tokens: 0,
    output_tokens: 0,
    estimated: false,
    cache_write_tokens: 0,
  };
  const ends = {
    outcome: null,
    code: null,
    message: null,
    version: null,
    usage,
    cost_usd: 0,
    ended_ms: null,
    why: "",
    switches: [],
    waiting: "",
    attachments: [],
    purpose: "",
    picked: null,
  };
  return { turn, prompt, model, continues, started_ms, parts: [], findings: [], checks: [], ...ends };
}

function newVersion({ type: _, seq: __, ...version }: VersionCreated): Version {
  return { ...version, error: null, checks: [] };
}

function splice(text: string, { at, remove, insert }: FileSpliced): string {
  if (at + remove > text.length) throw new RangeError(`offset ${at + remove} is past ${text.length} units`);
  return text.slice(0, at) + insert + text.slice(at + remove);
}

function find(state: SessionState, path: string): File | undefined {
  return state.files.find((file) => file.path === path);
}

function fileOf(state: SessionState, path: string): File {
  const file = find(state, path);
  if (!file) throw new RangeError(`no file ${path} in the artifact`);
  return file;
}

function lastTurn(state: SessionState): Turn {
  const turn = state.turns.at(-1);
  if (!turn) throw new RangeError("no turn in the session");
  return turn;
}

function withFile(state: SessionState, file: File): SessionState {
  const files = find(state, file.path)
    ? state.files.map((old) => (old.path === file.path ? file : old))
    : [...state.files, file];
  return { ...state, files };
}

function withTurn(state: SessionState, seq: number, turn: Turn): SessionState {
  return { ...state, seq, turns: [...state.turns.slice(0, -1), turn] };
}

function withVersion(
  state: SessionState,
  seq: number,
  number: number,
  change: (version: Version) => Version,
): SessionState {
  return { ...state, seq, versions: state.versions.map((v) => (v.version === number ? change(v) : v)) };
}

/** Those of the turn, or of the version that the event names. */
function withChecks(
  state: SessionState,
  { seq, version }: CheckStarted | CheckEnded,
  change: (checks: Check[]) => Check[],
): SessionState {
  if (version != null) return withVersion(state, seq, version, (v) => ({ ...v, checks: change(v.checks) }));
  const turn = lastTurn(state);
  return withTurn(state, seq, { ...turn, checks: change(turn.checks) });
}

/** The model that went on last has written, if more has come than the line break before what it writes. */
function withWriter(state: SessionState, event: Event): SessionState {
  const turn = runningTurn(state);
  const last = turn?.switches.at(-1);
  if (!turn || !last || last.wrote) return state;
  if (event.type === "text_delta" && /^[ \t\r\n]*$/.test(event.text)) return state;
  return withTurn(state, state.seq, { ...turn, switches: turn.switches.with(-1, { ...last, wrote: true }) });
}

/** The newest part of the running turn that names the file has changed it. */
function withTouched(state: SessionState, path: string): SessionState {
  const turn = runningTurn(state);
  const at = turn?.parts.findLastIndex((part) => part.type === "file" && part.path === path) ?? -1;
  const part = turn?.parts[at];
  if (!turn || part?.type !== "file" || part.touched) return state;
  return withTurn(state, state.seq, { ...turn, parts: turn.parts.with(at, { ...part, touched: true }) });
}

/** The running turn has taken away what it wrote there. */
function withRemoved(state: SessionState, path: string): SessionState {
  const turn = runningTurn(state);
  if (!turn) return state;
  const parts = turn.parts.map((part) =>
    part.type === "file" && part.path === path ? { ...part, removed: true } : part,
  );
  return withTurn(state, state.seq, { ...turn, parts });
}

/** Joins text to text; a file event outside a turn (restore, own edit) leaves the conversation alone. */
function withPart(state: SessionState, seq: number, part: TextPart | FilePart | ToolPart): SessionState {
  const turn = runningTurn(state);
  if (!turn) return { ...state, seq };
  const last = turn.parts.at(-1);
  const parts: Turn["parts"] =
    part.type === "text" && last?.type === "text"
      ? [...turn.parts.slice(0, -1), { type: "text", text: last.text + part.text }]
      : [...turn.parts, part];
  return withTurn(state, seq, { ...turn, parts });
}
