/** What the checks said of a version: one compact line, what is wrong below it, and a way to have it fixed. */
import { Check as CheckIcon, LoaderCircle, Minus, TriangleAlert, Wrench, X } from "lucide-react";
import { useState } from "react";
import { asPasted, firstOf } from "./chars";
import type { Check, Version } from "./protocol";
import { useNow } from "./screen";
import { checkingName, checkName } from "./words";

/** By name; a check that ran again counts as it ended last. */
const newestOf = (checks: Check[]): Check[] => [
  ...new Map(checks.map((check) => [check.check, check])).values(),
];

const CUT_OFF = "It was stopped before it ended.";

/** When nobody checks any more, what has not ended never will. */
const ended = (check: Check): Check =>
  check.outcome === null ? { ...check, outcome: "skipped", detail: CUT_OFF } : check;

/** What a person asks for by pressing Fix it; empty if nothing failed. */
export function fixPrompt(checks: Check[]): string {
  const failed = newestOf(checks).filter(({ outcome }) => outcome === "failed");
  if (failed.length === 0) return "";
  const lines = failed.map(({ check, detail }) => `${checkName(check)}: ${detail}`);
  return `Fix what the checks found, and change nothing else.\n\n${asPasted(firstOf(lines.join("\n"), 3900))}`;
}

interface ChecksProps {
  checks: Check[];
  /** Whether the turn or the version is still being checked. */
  running: boolean;
}

/** One line for all; below it what is wrong. A check that ran again is shown as it ended last. */
export function Checks({ checks, running }: ChecksProps) {
  const newest = running ? newestOf(checks) : newestOf(checks).map(ended);
  const told = newest.filter(({ outcome, detail }) => isWrong(outcome) && detail !== "");
  const sandbox = newest.find(({ check }) => check === "sandbox" || check === "sandbox_again");
  return (
    <div className="space-y-1.5 text-xs">
      <ul className="flex flex-wrap gap-x-3 gap-y-1" aria-label="Checks">
        {newest.map((check) => (
          <li key={check.check} className="flex items-center gap-1" title={howItWent(check)}>
            <CheckMark outcome={check.outcome} />
            <span className={check.outcome === "skipped" ? "text-muted" : ""}>
              {check.outcome === null ? checkingName(check.check) : checkName(check.check)}
            </span>
            {check.outcome === null ? <RunningFor /> : <span className="sr-only">{howItWent(check)}</span>}
          </li>
        ))}
      </ul>
      {sandbox?.outcome === "passed" && sandbox.detail !== "" && (
        <p className="text-muted">{sandbox.detail}</p>
      )}
      {told.map((check) => (
        <details key={check.check} open={check.outcome === "failed"}>
          <summary className="cursor-pointer text-muted">
            {checkName(check.check)}: {check.outcome}
          </summary>
          <pre className="mt-1 max-h-40 overflow-auto rounded-lg bg-raised p-2 font-mono text-xs whitespace-pre-wrap">
            {check.detail}
          </pre>
        </details>
      ))}
      {leftOut(newest).map(({ names, why }) => (
        <p key={why} className="break-words text-muted">
          {names}: {why}
        </p>
      ))}
    </div>
  );
}

const isWrong = (outcome: Check["outcome"]) => outcome === "failed" || outcome === "warned";

/** What was not checked, once for each reason: it is often the same for several. */
export function leftOut(checks: Check[]): { names: string; why: string }[] {
  const names = new Map<string, string[]>();
  for (const { check, outcome, detail } of checks)
    if (outcome === "skipped" && detail !== "")
      names.set(detail, [...(names.get(detail) ?? []), checkName(check)]);
  return [...names].map(([why, of]) => ({ names: of.join(", "), why }));
}

/** A check takes a second or two; what takes longer waits for a sandbox. */
function RunningFor() {
  const now_ms = useNow(1_000);
  const [since_ms] = useState(now_ms);
  const s = Math.round((now_ms - since_ms) / 1_000);
  if (s < 3) return <span className="sr-only">running</span>;
  return (
    <span className="text-muted">
      for {s} s{s >= 5 && ": waiting for the sandbox"}
    </span>
  );
}

const howItWent = ({ outcome, ms, detail }: Check) => {
  if (outcome === null) return "running";
  const short = outcome === "passed" && detail !== "" ? `: ${detail}` : "";
  return `${outcome} in ${ms} ms${short}`;
};

function CheckMark({ outcome }: { outcome: Check["outcome"] }) {
  const common = { className: "size-3.5 shrink-0", "aria-hidden": true } as const;
  switch (outcome) {
    case null:
      return <LoaderCircle {...common} className="size-3.5 shrink-0 animate-spin text-muted" />;
    case "passed":
      return <CheckIcon {...common} className="size-3.5 shrink-0 text-good" />;
    case "warned":
      return <TriangleAlert {...common} className="size-3.5 shrink-0 text-warn" />;
    case "failed":
      return <X {...common} className="size-3.5 shrink-0 text-bad" />;
    case "skipped":
      return <Minus {...common} className="size-3.5 shrink-0 text-muted" />;
  }
}

interface FixProps {
  checks: Check[];
  /** The model that would have to do it is the built-in one. */
  built_in: boolean;
  open: boolean;
  fix(prompt: string): void;
}

/** For the newest version, when a fault is left that neither we nor a model mended. */
export function FixIt({ checks, built_in, open, fix }: FixProps) {
  const prompt = fixPrompt(checks);
  if (prompt === "") return null;
  if (built_in)
    return (
      <p className="text-xs text-muted">This version has problems. The built-in model cannot repair them.</p>
    );
  return (
    <p className="flex items-center gap-2 text-xs text-muted">
      This version has problems.
      <button type="button" className="button" onClick={() => fix(prompt)} disabled={!open}>
        <Wrench className="size-3.5" aria-hidden="true" />
        Fix it
      </button>
    </p>
  );
}

/** Whether the platform, and not the code, kept a check from being made: nothing failed, and something was not looked at. */
const missed = (checks: Check[]): boolean => {
  const newest = newestOf(checks);
  return (
    newest.every(({ outcome }) => outcome !== "failed") && newest.some(({ outcome }) => outcome === "skipped")
  );
};

interface OwnProps extends Omit<FixProps, "checks"> {
  version: Version;
  /** A turn runs, which may change it. */
  busy: boolean;
  /** Makes the version anew, which is checked then. */
  again(version: number): void;
}

/** The checks of the newest version where no turn made it: an edit of one's own, or a draft that was restored. */
export function OwnVersion({ version, busy, again, ...how }: OwnProps) {
  const { checks, label, status, version: number } = version;
  const running = checks.some(({ outcome }) => outcome === null);
  return (
    <section className="mt-8 space-y-2" aria-label={`Checks of version ${number}`}>
      <p className="text-xs text-muted">
        {label} (version {number}, {running ? "being checked" : status})
      </p>
      <Checks {...{ checks, running }} />
      {!running && !busy && <FixIt {...how} checks={checks} />}
      {!running && !busy && status === "draft" && missed(checks) && (
        <p className="flex items-center gap-2 text-xs text-muted">
          Not all of it was checked.
          <button type="button" className="button" onClick={() => again(number)} disabled={!how.open}>
            Check again
          </button>
        </p>
      )}
    </section>
  );
}
