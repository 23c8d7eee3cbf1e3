/** One call of a tool by the model: what, with which arguments, how it went; the result as text when opened. */
import { ChevronRight, CircleSlash, LoaderCircle, Wrench, X } from "lucide-react";
import type { ToolPart } from "./protocol";

/** `running`: the turn runs; a call without an outcome in a turn that is over was cut off. */
export function ToolLine({ part, running }: { part: ToolPart; running: boolean }) {
  const state = part.outcome ?? (running ? "running" : "stopped");
  const given = shortArguments(part.arguments);
  return (
    <details className="group text-[13px]">
      <summary className="flex cursor-pointer list-none items-center gap-2 rounded-md [&::-webkit-details-marker]:hidden">
        <Mark state={state} />
        <span className="shrink-0 font-mono text-xs font-medium">{part.name}</span>
        <span className="min-w-0 truncate font-mono text-xs text-muted">{given}</span>
        <span className="shrink-0 text-xs text-muted">{outcomeText(state, part.ms)}</span>
        <ChevronRight
          className="ml-auto size-3.5 shrink-0 text-muted transition-transform group-open:rotate-90 motion-reduce:transition-none"
          aria-hidden="true"
        />
      </summary>
      <pre className="mt-1 ml-6 max-h-60 overflow-auto rounded-lg bg-raised p-2 font-mono text-xs break-words whitespace-pre-wrap">
        {given !== "" && part.arguments !== given && `${part.arguments}\n\n`}
        {part.result || "No result yet."}
      </pre>
    </details>
  );
}

type State = "running" | "stopped" | "done" | "failed";

function Mark({ state }: { state: State }) {
  const common = { "aria-hidden": true } as const;
  switch (state) {
    case "running":
      return <LoaderCircle {...common} className="size-4 shrink-0 animate-spin text-accent" />;
    case "stopped":
      return <CircleSlash {...common} className="size-4 shrink-0 text-muted" />;
    case "done":
      return <Wrench {...common} className="size-4 shrink-0 text-muted" />;
    case "failed":
      return <X {...common} className="size-4 shrink-0 text-bad" />;
  }
}

function outcomeText(state: State, ms: number): string {
  switch (state) {
    case "running":
      return "running";
    case "stopped":
      return "stopped";
    case "done":
      return `in ${ms} ms`;
    case "failed":
      return `failed after ${ms} ms`;
  }
}

/** The values alone, as far as a line has room; what is no JSON object as it is. */
export function shortArguments(json: string): string {
  let values: unknown[];
  try {
    const parsed: unknown = JSON.parse(json || "{}");
    if (parsed === null || typeof parsed !== "object") return json;
    values = Object.values(parsed);
  } catch {
    return json;
  }
  return values.map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join(", ");
}
