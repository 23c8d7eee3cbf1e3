/** One turn of the conversation: prompt, prose, files, tools, findings, checks, outcome. */
import { CircleAlert, FileCode2, LoaderCircle, PencilLine } from "lucide-react";
import { Fragment, type ReactNode, useState } from "react";
import { Checks, FixIt } from "./checks";
import { TurnPictures } from "./pictures";
import { inline, Prose } from "./prose";
import type { File, FilePart, Finding, Turn } from "./protocol";
import { ToolLine } from "./tool-line";
import { costLine, keptText, modelName, writersOf } from "./words";

interface Props {
  turn: Turn;
  session_id: string;
  files: File[];
  last: boolean;
  /** No version has been made since. */
  mine: boolean;
  canContinue: boolean;
  /** What else can be done with the newest version, behind the newest turn. */
  ways: ReactNode;
  onContinue(): void;
  onFix(prompt: string): void;
  onFile(path: string): void;
}

export function TurnView(props: Props) {
  const { turn, session_id, files, last, mine, canContinue, ways, onContinue, onFix, onFile } = props;
  const running = turn.outcome === null;
  return (
    <li className="space-y-3.5">
      {turn.continues === null && <TurnPictures {...{ session_id }} attachments={turn.attachments} />}
      <Asked text={turn.continues === null ? turn.prompt : "Continue"} />
      {running && turn.parts.length === 0 && (
        <p className="flex items-center gap-2 text-muted">
          <LoaderCircle className="size-4 animate-spin" aria-hidden="true" />
          Thinking…
        </p>
      )}
      {running && turn.parts.length === 0 && turn.waiting !== "" && (
        <p className="text-xs text-muted" role="status">
          {turn.waiting}
        </p>
      )}
      {turn.why !== "" && <p className="text-xs text-muted">{turn.why}</p>}
      {turn.parts.map((part, at) => {
        const key = `${turn.turn}.${at}`;
        const newest = running && at === turn.parts.length - 1;
        if (part.type === "text") return <Prose key={key} text={part.text} writing={newest} />;
        if (part.type === "tool") return <ToolLine key={key} part={part} running={running} />;
        const open = newest && files.some((file) => file.path === part.path && file.open);
        const kept = running || turn.version !== null;
        return <FileChip key={key} {...{ part, open, kept }} onClick={() => onFile(part.path)} />;
      })}
      {turn.switches.map((change, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: switches are only appended
        <p key={at} className="text-xs text-muted">
          {change.reason}
        </p>
      ))}
      {running && turn.usage.output_tokens > 0 && (
        <p className="text-xs text-muted">{costLine(turn.usage, turn.cost_usd, turn.model)}</p>
      )}
      {turn.findings.length > 0 && (
        <Findings findings={turn.findings} alert={last && turn.outcome === "failed" && isTold(turn)} />
      )}
      {turn.checks.length > 0 && <Checks checks={turn.checks} running={running} />}
      {!running && last && mine && (
        <FixIt checks={turn.checks} built_in={turn.model.built_in} open={canContinue} fix={onFix} />
      )}
      {!running && <Outcome {...{ turn, last, canContinue, ways, onContinue }} />}
    </li>
  );
}

const LONG_CHARS = 400;
const LONG_LINES = 10;

/** What the person asked for; a long text shows its beginning, and the rest on demand. */
function Asked({ text }: { text: string }) {
  const [whole, setWhole] = useState(false);
  const long = text.length > LONG_CHARS || text.split("\n").length > LONG_LINES;
  return (
    <div className="ml-auto w-fit max-w-[88%] rounded-2xl rounded-br-md bg-raised px-3.5 py-2 leading-relaxed">
      <p className={`break-words whitespace-pre-wrap ${long && !whole ? "line-clamp-8" : ""}`}>{text}</p>
      {long && (
        <button
          type="button"
          className="mt-1 text-xs text-muted underline underline-offset-2 hover:text-ink"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {whole ? "Show less" : "Show all"}
        </button>
      )}
    </div>
  );
}

interface FileChipProps {
  part: FilePart;
  open: boolean;
  /** A version holds what the turn wrote, or will. */
  kept: boolean;
  onClick(): void;
}

function FileChip({ part, open, kept, onClick }: FileChipProps) {
  const Icon = open ? LoaderCircle : part.fresh ? FileCode2 : PencilLine;
  const word = fileWord(part, open, kept);
  return (
    <button type="button" className="chip mr-1.5 transition-colors hover:bg-raised" onClick={onClick}>
      <Icon
        className={`size-4 shrink-0 ${open ? "animate-spin text-accent" : "text-muted"}`}
        aria-hidden="true"
      />
      <span className="truncate font-mono text-xs">{part.path}</span>
      <span className="text-xs text-muted">{word}</span>
    </button>
  );
}

/** An edit may be begun and find no place, and what was written may be taken back, by the turn itself too. */
export function fileWord({ fresh, touched, removed }: FilePart, open: boolean, kept: boolean): string {
  if (removed) return "Removed";
  if (open) return fresh ? "Writing" : "Editing";
  if (!touched) return fresh ? "Empty" : "Not changed";
  if (!kept) return "Not kept";
  return fresh ? "Written" : "Edited";
}

const SEVERITY = {
  block: ["border-bad/30 text-bad", "Blocked"],
  neutralise: ["border-warn/30 text-warn", "Made harmless"],
  note: ["border-line text-muted", "Note"],
} as const;

function Findings({ findings, alert }: { findings: Finding[]; alert: boolean }) {
  return (
    <div {...(alert && { role: "alert" })}>
      <ul className="space-y-1.5" aria-label="Findings">
        {findings.map((finding, at) => {
          const [look, word] = SEVERITY[finding.severity];
          const place = finding.path && finding.line > 0 ? `${finding.path}:${finding.line}` : finding.path;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: findings are only appended
            <li key={at} className={`note ${look}`}>
              <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
              <span className="min-w-0 break-words">
                <b className="font-medium">{word}:</b> {inline(finding.message)}
                {place && <span className="font-mono text-xs"> ({place})</span>}
                {finding.remedy && <span className="block text-muted">{inline(finding.remedy)}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** What the findings have said already is not said again. */
function isTold({ findings, message }: Turn): boolean {
  return findings.some((f) => f.severity === "block" && message?.includes(f.message));
}

/** A prompt that was blocked would be blocked again; for what checks found there is Fix it. */
function mayContinue({ outcome, code, parts }: Turn): boolean {
  return outcome !== "final" && code !== "check_failed" && !(code === "blocked" && parts.length === 0);
}

function Outcome({
  turn,
  last,
  canContinue,
  ways,
  onContinue,
}: Omit<Props, "files" | "mine" | "onFile" | "onFix" | "session_id">) {
  const failed = turn.outcome === "failed";
  const costs = costLine(turn.usage, turn.cost_usd, turn.model).split(" · ");
  const made = turn.version === null ? [] : [`version ${turn.version}`];
  const said = [writersOf(turn).map(modelName).join(", "), ...seconds(turn), ...costs, ...made];
  return (
    <div className="space-y-2">
      {failed && !isTold(turn) && (
        <p
          className="note border-bad/30 break-words whitespace-pre-wrap text-bad"
          {...(last && { role: "alert" })}
        >
          {turn.message ?? "The turn failed."}
        </p>
      )}
      {turn.outcome === "cancelled" && (
        <p className="note border-line text-muted">
          {turn.message ?? `You stopped this turn. ${keptText(turn)}`}
        </p>
      )}
      {last && mayContinue(turn) && (
        <button type="button" className="button" onClick={onContinue} disabled={!canContinue}>
          Continue
        </button>
      )}
      {turn.outcome === "final" && ways}
      <p className="text-xs text-muted" title="Model · time · tokens · cost">
        {said.map((part, at) => (
          <Fragment key={part}>
            <span className="whitespace-nowrap">
              {part}
              {at < said.length - 1 && " ·"}
            </span>{" "}
          </Fragment>
        ))}
      </p>
    </div>
  );
}

function seconds({ started_ms, ended_ms }: Turn): string[] {
  return ended_ms === null ? [] : [`${((ended_ms - started_ms) / 1000).toFixed(1)} s`];
}
