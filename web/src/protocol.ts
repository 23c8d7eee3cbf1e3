// Made by scripts/protocol.mjs from protocol.schema.json: change studio/protocol/, then `make protocol`.

export const PROTOCOL_VERSION = 3 as const;
export const HEARTBEAT_S = 15 as const;
export const MAX_PROMPT_CHARS = 20000 as const;
export const MAX_FILE_CHARS = 200000 as const;
export const MAX_PICTURES = 4 as const;
export const MAX_PICTURE_BYTES = 5000000 as const;
export const CLOSE_CODES = {
  SHUTTING_DOWN: 1012,
  CLIENT_TOO_OLD: 4000,
  SERVER_TOO_OLD: 4001,
  NOT_ALLOWED: 4003,
  BAD_MESSAGE: 4004,
  DELETED: 4005,
  TOO_SLOW: 4008
} as const;

export type Command =
  Hello | Prompt | Refine | PinModel | Continue | Cancel | EditFile | Restore | Fork | PreviewError;
export type Event =
  | TurnStarted
  | Forked
  | ModelSwitched
  | Waiting
  | Spent
  | ModelPinned
  | Summarised
  | TextDelta
  | FileOpened
  | FileSpliced
  | FileClosed
  | FileRemoved
  | Scanned
  | FindingMade
  | CheckStarted
  | CheckEnded
  | ToolCalled
  | ToolReturned
  | VersionCreated
  | VersionSettled
  | PreviewFailed
  | EditRefused
  | TurnEnded;
export type Notice = Welcome | Snapshot | Error | ForkMade | Presence | Sandbox | Heartbeat;

export interface Wire {
  Command: Command;
  Event: Event;
  Notice: Notice;
  SessionState: SessionState;
}
/**
 * First frame of every socket. `last_seq` is the newest event that the client has folded, 0 for none.
 */
export interface Hello {
  type: "hello";
  protocol: number;
  session_id: string;
  last_seq: number;
}
/**
 * `model` is the id of the model to write this turn, null to leave the choice to the router.
 *     `attachments` are ids of pictures that were uploaded to the session.
 */
export interface Prompt {
  type: "prompt";
  text: string;
  model: string | null;
  attachments: string[];
}
/**
 * Writes this version anew with a larger model, as a version of its own. `model` as in prompt.
 */
export interface Refine {
  type: "refine";
  version: number;
  model: string | null;
}
/**
 * The id of the model that writes from now on in this session; null: the router chooses again.
 */
export interface PinModel {
  type: "pin_model";
  model: string | null;
}
/**
 * Goes on with the newest turn if it was cut off, failed or cancelled.
 */
export interface Continue {
  type: "continue";
}
/**
 * Stops the running turn; what there is stays as a draft version.
 */
export interface Cancel {
  type: "cancel";
}
/**
 * The user's own change of one file: makes a version. `base_version` is what the user edited.
 */
export interface EditFile {
  type: "edit_file";
  path: string;
  text: string;
  base_version: number;
}
/**
 * Makes a new version with the content of an old one.
 */
export interface Restore {
  type: "restore";
  version: number;
}
/**
 * Makes a new session of this owner that starts from a version of this one, also while a turn runs.
 *     The answer is `fork_made`.
 */
export interface Fork {
  type: "fork";
  version: number;
}
/**
 * The finished component threw in the user's own preview.
 */
export interface PreviewError {
  type: "preview_error";
  version: number;
  message: string;
  stack: string;
}
/**
 * `model` begins; `why` says in one line why it was chosen. `purpose` is what the models are asked for,
 *     and `picked` the id of the one that the user wanted for this turn alone: who goes on with it asks for the
 *     same.
 */
export interface TurnStarted {
  type: "turn_started";
  turn: number;
  prompt: string;
  model: ModelInfo;
  continues: number | null;
  at_ms: number;
  why: string;
  attachments: Attachment[];
  purpose: string;
  picked: string | null;
  seq: number;
}
/**
 * What the page says about the model in use. `built_in`: the sketch model, which is no LLM.
 */
export interface ModelInfo {
  vendor: string;
  name: string;
  built_in: boolean;
}
/**
 * A picture that came with a prompt, as it is kept: its bytes are had over HTTP by its `id`.
 */
export interface Attachment {
  id: string;
  mime: "image/jpeg" | "image/png";
  width: number;
  height: number;
  bytes: number;
}
/**
 * First event of a session that began as a fork; its files and its first version follow.
 */
export interface Forked {
  type: "forked";
  source: ForkSource;
  seq: number;
}
/**
 * The version of another session that a session began from. `title` is that session's.
 */
export interface ForkSource {
  session_id: string;
  version: number;
  title: string;
}
/**
 * `model` goes on, behind the last character of the one that `failed`. Where none did, it is asked to
 *     mend what the checks found, or the limits left too little for the one before. `reason` is one line.
 */
export interface ModelSwitched {
  type: "model_switched";
  model: ModelInfo;
  reason: string;
  failed: boolean;
  seq: number;
}
/**
 * The model has not begun yet. `why` says in one line what may keep it and what to look at.
 */
export interface Waiting {
  type: "waiting";
  why: string;
  seq: number;
}
/**
 * What the running turn has cost so far, by estimate. `cost_usd` is null where the price is unknown.
 */
export interface Spent {
  type: "spent";
  usage: Usage;
  cost_usd: number | null;
  seq: number;
}
/**
 * Tokens as the vendor counted them, or as estimated if it did not say (`estimated`). `input_tokens` are
 *     all that were sent; of them, `cached_tokens` were read from the vendor's cache, `cache_write_tokens`
 *     put there.
 */
export interface Usage {
  input_tokens: number;
  cached_tokens: number;
  output_tokens: number;
  estimated: boolean;
  cache_write_tokens: number;
}
export interface ModelPinned {
  type: "model_pinned";
  model: string | null;
  seq: number;
}
/**
 * Turns up to and with `through` are from now on told to models by this text alone.
 */
export interface Summarised {
  type: "summarised";
  through: number;
  text: string;
  seq: number;
}
/**
 * Prose of the running turn, appended to its last text part.
 */
export interface TextDelta {
  type: "text_delta";
  text: string;
  seq: number;
}
/**
 * A file is being written. `fresh`: from empty; otherwise its text is being edited in place.
 */
export interface FileOpened {
  type: "file_opened";
  path: string;
  fresh: boolean;
  seq: number;
}
/**
 * At UTF-16 offset `at`, `remove` code units become `insert`: a streamed append and an edit alike.
 */
export interface FileSpliced {
  type: "file_spliced";
  path: string;
  at: number;
  remove: number;
  insert: string;
  seq: number;
}
/**
 * Nothing more is written to the file in this turn part. `sha256` is of its UTF-8 text, in hex.
 */
export interface FileClosed {
  type: "file_closed";
  path: string;
  sha256: string;
  seq: number;
}
export interface FileRemoved {
  type: "file_removed";
  path: string;
  seq: number;
}
/**
 * The guards have looked at the file as of event `through`: it may be rendered.
 */
export interface Scanned {
  type: "scanned";
  path: string;
  through: number;
  seq: number;
}
export interface FindingMade {
  type: "finding";
  finding: Finding;
  seq: number;
}
/**
 * One thing that a guard saw. `line` is 1-based, 0 where it has none; `path` is null for the prompt.
 */
export interface Finding {
  rule: string;
  severity: "block" | "neutralise" | "note";
  path: string | null;
  line: number;
  message: string;
  remedy: string;
}
/**
 * Of the running turn's files, or of the `version` that no turn made.
 */
export interface CheckStarted {
  type: "check_started";
  check: string;
  version: number | null;
  seq: number;
}
/**
 * One check of the finished files, those of `version` as in CheckStarted. `detail` is empty if it passed;
 *     hostile code may have written it: show it as text.
 */
export interface CheckEnded {
  type: "check_ended";
  check: string;
  outcome: "failed" | "passed" | "skipped" | "warned";
  detail: string;
  ms: number;
  version: number | null;
  seq: number;
}
/**
 * The model that writes called a tool, behind `at` characters of its reply as it is stored. `call` counts
 *     the turn's calls from 1, `round` how often the model has stopped for some, each time perhaps for several
 *     at once. `arguments` are JSON as the model wrote them: show them as text.
 */
export interface ToolCalled {
  type: "tool_called";
  call: number;
  name: string;
  arguments: string;
  at: number;
  round: number;
  seq: number;
}
/**
 * What the model was told. `failed`: the tool could not be used, and why. Hostile code may have written
 *     the result: show it as text.
 */
export interface ToolReturned {
  type: "tool_returned";
  call: number;
  outcome: "done" | "failed";
  result: string;
  ms: number;
  seq: number;
}
/**
 * An immutable version. `added` and `removed` count lines against the parent.
 */
export interface VersionCreated {
  type: "version_created";
  version: number;
  parent: number | null;
  turn: number | null;
  origin: "edit" | "fork" | "prompt" | "restore";
  status: "draft" | "final";
  label: string;
  entry: string | null;
  paths: string[];
  added: number;
  removed: number;
  at_ms: number;
  seq: number;
}
/**
 * The checks of a version that no turn made (an edit of the user's, something restored or forked) are
 *     over.
 */
export interface VersionSettled {
  type: "version_settled";
  version: number;
  status: "draft" | "final";
  seq: number;
}
/**
 * The user's browser reported that this version threw. Text from hostile code.
 */
export interface PreviewFailed {
  type: "preview_failed";
  version: number;
  message: string;
  stack: string;
  seq: number;
}
/**
 * A guard blocked an edit of the user's: nothing of it is kept but when that was (studio/conduct.py).
 */
export interface EditRefused {
  type: "edit_refused";
  path: string;
  at_ms: number;
  seq: number;
}
/**
 * `cost_usd` is null where the price of a model that wrote is unknown.
 */
export interface TurnEnded {
  type: "turn_ended";
  turn: number;
  outcome: "cancelled" | "failed" | "final";
  code:
    | (
        | "bad_key"
        | "bad_message"
        | "bad_request"
        | "blocked"
        | "busy"
        | "cannot_see"
        | "check_failed"
        | "context_too_long"
        | "edit_failed"
        | "empty_reply"
        | "internal"
        | "interrupted"
        | "network"
        | "over_budget"
        | "overloaded"
        | "quota"
        | "refused"
      )
    | null;
  message: string | null;
  version: number | null;
  usage: Usage;
  cost_usd: number | null;
  at_ms: number;
  seq: number;
}
/**
 * Answer to hello, before any event. `sandbox` names the tier that checks finished versions, `model` the
 *     one that would write a first prompt, `models` those that can be picked. `account` is null where
 *     nobody could say it in time.
 */
export interface Welcome {
  type: "welcome";
  protocol: number;
  session_id: string;
  model: ModelInfo;
  sandbox: string;
  preview_origin: string;
  models: ModelOffer[];
  account: Account | null;
}
/**
 * A model that a user may pick by its `id`. Prices are dollars for a million tokens, null if unknown.
 *     `asked_for`: the purposes for which it is asked where nobody picks one: draft (a first version, a small
 *     edit), edit (of large files), final (a refinement).
 */
export interface ModelOffer {
  id: string;
  model: ModelInfo;
  purposes: string[];
  images: boolean;
  input_usd: number | null;
  output_usd: number | null;
  asked_for: string[];
}
/**
 * What a user has spent today (UTC) by `at_ms`, in dollars, without the replies that run then. The limits
 *     of a turn and of a user's day; null: there is none.
 */
export interface Account {
  today_usd: number;
  at_ms: number;
  turn_usd: number | null;
  user_day_usd: number | null;
}
/**
 * The state at `state.seq`, replacing what the client holds; events after it follow.
 */
export interface Snapshot {
  type: "snapshot";
  state: SessionState;
}
/**
 * Everything a page needs to show a session: the fold of its events up to `seq` (see studio/state.py).
 *     `refused_ms`: when a guard refused the newest edits, as many as count.
 */
export interface SessionState {
  seq: number;
  turns: Turn[];
  files: File[];
  versions: Version[];
  pinned: string | null;
  summary: Summary | null;
  forked_from: ForkSource | null;
  refused_ms: number[];
}
/**
 * One prompt until one outcome. `outcome` is null while it runs.
 */
export interface Turn {
  turn: number;
  prompt: string;
  model: ModelInfo;
  continues: number | null;
  started_ms: number;
  parts: (TextPart | FilePart | ToolPart)[];
  findings: Finding[];
  checks: Check[];
  outcome: ("cancelled" | "failed" | "final") | null;
  code:
    | (
        | "bad_key"
        | "bad_message"
        | "bad_request"
        | "blocked"
        | "busy"
        | "cannot_see"
        | "check_failed"
        | "context_too_long"
        | "edit_failed"
        | "empty_reply"
        | "internal"
        | "interrupted"
        | "network"
        | "over_budget"
        | "overloaded"
        | "quota"
        | "refused"
      )
    | null;
  message: string | null;
  version: number | null;
  usage: Usage;
  cost_usd: number | null;
  ended_ms: number | null;
  why: string;
  switches: Switch[];
  attachments: Attachment[];
  waiting: string;
  purpose: string;
  picked: string | null;
}
export interface TextPart {
  type: "text";
  text: string;
}
/**
 * The reply wrote (`fresh`) or edited this file at this place in the prose. `touched`: some text of it
 *     has changed since. `removed`: the turn took the file away again.
 */
export interface FilePart {
  type: "file";
  path: string;
  fresh: boolean;
  touched: boolean;
  removed: boolean;
}
/**
 * The model called a tool at this place. `outcome` is null while it runs; it stays so if the turn ended
 *     first.
 */
export interface ToolPart {
  type: "tool";
  call: number;
  name: string;
  arguments: string;
  at: number;
  outcome: ("done" | "failed") | null;
  result: string;
  ms: number;
  round: number;
}
/**
 * `outcome` is null while the check runs.
 */
export interface Check {
  check: string;
  outcome: ("failed" | "passed" | "skipped" | "warned") | null;
  detail: string;
  ms: number;
}
/**
 * Another model went on. `part`: how many parts of the turn had been begun before it. `failed`: the one
 *     before did; at most two of these come in a turn. `wrote`: something of this one's is there.
 */
export interface Switch {
  model: ModelInfo;
  reason: string;
  part: number;
  failed: boolean;
  wrote: boolean;
}
/**
 * A file of the artifact. May be rendered as it is if `scanned >= changed` (both are event numbers).
 */
export interface File {
  path: string;
  text: string;
  open: boolean;
  changed: number;
  scanned: number;
}
/**
 * `checks`: of a version that no turn made; a turn has its own.
 */
export interface Version {
  version: number;
  parent: number | null;
  turn: number | null;
  origin: "edit" | "fork" | "prompt" | "restore";
  status: "draft" | "final";
  label: string;
  entry: string | null;
  paths: string[];
  added: number;
  removed: number;
  at_ms: number;
  error: string | null;
  checks: Check[];
}
export interface Summary {
  through: number;
  text: string;
}
/**
 * A command was refused; the session is unchanged. `retryable`: the same command may succeed later.
 */
export interface Error {
  type: "error";
  code:
    | "bad_key"
    | "bad_message"
    | "bad_request"
    | "blocked"
    | "busy"
    | "cannot_see"
    | "check_failed"
    | "context_too_long"
    | "edit_failed"
    | "empty_reply"
    | "internal"
    | "interrupted"
    | "network"
    | "over_budget"
    | "overloaded"
    | "quota"
    | "refused";
  message: string;
  retryable: boolean;
}
/**
 * The new session that this socket asked for with `fork` is there.
 */
export interface ForkMade {
  type: "fork_made";
  session_id: string;
}
/**
 * How many pages have this session open now, this one included. Until it is said: this one alone.
 */
export interface Presence {
  type: "presence";
  pages: number;
}
/**
 * The tier that checks finished versions is another now than the welcome, or the last of these, said.
 */
export interface Sandbox {
  type: "sandbox";
  tier: string;
}
/**
 * Sent when a socket was silent for HEARTBEAT_S; a client that hears nothing twice as long reconnects.
 */
export interface Heartbeat {
  type: "heartbeat";
}
