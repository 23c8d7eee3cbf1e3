/** The sentences that the page says about a state. Pure. */
import { vendorName } from "./models";
import { CLOSE_CODES, type ModelInfo, type SessionState, type Turn, type Usage } from "./protocol";
import type { Connection } from "./socket";

export type TurnState = "idle" | "running" | "final" | "cancelled" | "failed";

export function turnStateOf(session: SessionState): TurnState {
  const turn = session.turns.at(-1);
  if (!turn) return "idle";
  return turn.outcome ?? "running";
}

/** What the newest turn is doing. */
export function turnStatus(session: SessionState): string {
  const turn = session.turns.at(-1);
  if (!turn) return "";
  if (turn.outcome === "final") return "Done.";
  if (turn.outcome === "cancelled") return `Stopped. ${keptText(turn)}`;
  if (turn.outcome === "failed") return "The turn failed.";
  const check = turn.checks.find((c) => c.outcome === null);
  if (check) return `Checking: ${checkName(check.check)}…`;
  const tool = turn.parts.find((part) => part.type === "tool" && part.outcome === null);
  if (tool?.type === "tool") return `Using ${tool.name}…`;
  const file = session.files.find((f) => f.open);
  if (file) return `${isFresh(turn, file.path) ? "Writing" : "Editing"} ${file.path}…`;
  if (turn.checks.length > 0) return "Finishing…";
  return turn.parts.length > 0 ? "Writing…" : "Thinking…";
}

/** What is left of a turn that was stopped. */
export function keptText({ version }: Turn): string {
  return version === null ? "Nothing was written yet." : "What there is was kept as a draft.";
}

function isFresh(turn: Turn, path: string): boolean {
  return turn.parts.findLast((part) => part.type === "file" && part.path === path)?.type === "file"
    ? turn.parts.some((part) => part.type === "file" && part.path === path && part.fresh)
    : true;
}

/** Null while there is nothing to say. `now_ms` counts the wait down. */
export function connectionStatus(connection: Connection, welcomed: boolean, now_ms: number): string | null {
  switch (connection.state) {
    case "open":
      return null;
    case "connecting":
      return welcomed ? "Connection lost: reconnecting…" : "Connecting…";
    case "waiting": {
      const wait_s = Math.max(1, Math.ceil((connection.retry_at_ms - now_ms) / 1000));
      return `Connection lost: reconnecting in ${wait_s} s`;
    }
    case "closed":
      return null;
  }
}

/** Why the server will not have this page, and what helps. */
export function closedReason(code: number): { text: string; remedy: "reload" | "new" } {
  switch (code) {
    case CLOSE_CODES.CLIENT_TOO_OLD:
      return { text: "This page is older than the server.", remedy: "reload" };
    case CLOSE_CODES.SERVER_TOO_OLD:
      return {
        text: "This page is newer than the server. Reload it when the server is up to date.",
        remedy: "reload",
      };
    case CLOSE_CODES.NOT_ALLOWED:
      return { text: "This session belongs to another browser.", remedy: "new" };
    case CLOSE_CODES.DELETED:
      return { text: "This session was deleted.", remedy: "new" };
    default:
      return { text: "The server could not read what this page sent.", remedy: "reload" };
  }
}

/** Who wrote in a turn, in order, without those that were asked and wrote nothing; where nobody did, who was asked last. */
export function writersOf({ model, switches }: Turn): ModelInfo[] {
  const first = switches[0]?.part === 0 ? [] : [model];
  const others = switches.filter((change) => change.wrote ?? true).map((change) => change.model);
  const asked = [...first, ...others];
  const wrote = asked.length > 0 ? asked : [switches.at(-1)?.model ?? model];
  const ids = wrote.map(({ vendor, name }) => `${vendor}:${name}`);
  return wrote.filter((_, at) => ids.indexOf(ids[at] ?? "") === at);
}

export function modelName(model: ModelInfo): string {
  return model.built_in ? "Built-in sketch model" : `${vendorName(model.vendor)} · ${model.name}`;
}

const COUNT = new Intl.NumberFormat("en");

/** `1,400 in · 300 cached · 90 out · $0.0042`; what was not counted or has no price is said so. */
export function costLine(usage: Usage, cost_usd: number | null, model: ModelInfo): string {
  const about = usage.estimated ? "about " : "";
  const counted = [
    `${about}${COUNT.format(usage.input_tokens)} in`,
    ...(usage.cached_tokens > 0 ? [`${COUNT.format(usage.cached_tokens)} cached`] : []),
    `${COUNT.format(usage.output_tokens)} out`,
  ];
  return [...counted, price(cost_usd, model)].join(" · ");
}

function price(cost_usd: number | null, model: ModelInfo): string {
  if (cost_usd === null) return "cost unknown";
  if (model.built_in) return "$0.0000 (built-in)";
  return `$${cost_usd.toFixed(cost_usd < 1 ? 4 : 2)}`;
}

export function ago(at_ms: number, now_ms: number): string {
  const s = Math.max(0, Math.round((now_ms - at_ms) / 1000));
  if (s < 45) return "just now";
  if (s < 3_600) return `${Math.max(1, Math.round(s / 60))} min ago`;
  if (s < 86_400) return `${Math.round(s / 3_600)} h ago`;
  return new Date(at_ms).toLocaleDateString(undefined, { day: "numeric", month: "short" });
}

/** The session's first prompt, or what it is a fork of, as one short line; null before there is any. */
export function titleOf({ turns, forked_from }: SessionState): string | null {
  if (forked_from) return short(`Fork of ${forked_from.title}`);
  return turns[0] ? short(turns[0].prompt) : null;
}

function short(text: string): string | null {
  const line = text.replace(/\s+/g, " ").trim();
  const chars = [...line];
  return chars.length > 60 ? `${chars.slice(0, 59).join("").trimEnd()}…` : line || null;
}

const CHECKS: Record<string, string> = {
  sandbox: "Sandbox",
  sandbox_again: "Sandbox again",
  compile: "Compiles",
  lint: "Lint",
  types: "Types",
  render: "Renders",
  mount: "Mounts",
  use: "Works in use",
  accessibility: "Accessible",
};

/** What a check is called on the page. */
export const checkName = (check: string): string => CHECKS[check] ?? check;

/** While it is under way. */
export const checkingName = (check: string): string =>
  check === "sandbox_again" ? "Starting the sandbox again" : checkName(check);

/** What finished versions are tried in, by the name of the tier. */
export function checkedIn(tier: string): string {
  if (tier === "none" || tier === "off") return "Finished versions are not checked: no sandbox works here.";
  return tier === "starting" ? "The sandbox is starting." : `Finished versions are checked in ${tier}.`;
}
