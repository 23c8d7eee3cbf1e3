/** The Versions panel: newest first. View shows an old one, Compare what it changed; Restore makes a new version, nothing is overwritten; Fork begins another session. */
import { Eye, GitCompareArrows, GitFork, RotateCcw } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { Boundary } from "./boundary";
import { Checks } from "./checks";
import type { Version } from "./protocol";
import { useNow } from "./screen";
import { ago } from "./words";

const Diff = lazy(() => import("./diff"));

interface Props {
  session_id: string;
  versions: Version[];
  /** The version that is looked at, if it is not the newest. */
  looked: number | null;
  canRestore: boolean;
  look(version: number): void;
  restore(version: number): void;
  /** Opens a new session that starts from the version; null while not connected. */
  fork: ((version: number) => void) | null;
  /** The way to refine the newest. */
  refine(version: number): ReactNode;
}

export function Versions(props: Props) {
  const { session_id, versions, looked, canRestore, look, restore, fork, refine } = props;
  const now_ms = useNow(30_000);
  const [compared, setCompared] = useState<{ base: number; target: number } | null>(null);
  const current = versions.at(-1)?.version;
  if (compared) {
    return (
      <Boundary what="The comparison">
        <Suspense fallback={<p className="p-6 text-muted">Loading…</p>}>
          <Diff
            {...{ session_id, versions, ...compared }}
            choose={(base, target) => setCompared({ base, target })}
            back={() => setCompared(null)}
          />
        </Suspense>
      </Boundary>
    );
  }
  return (
    <div className="h-full overflow-y-auto p-4">
      {versions.length === 0 && (
        <div className="grid h-full place-items-center text-center">
          <div>
            <p className="font-medium">No versions yet</p>
            <p className="mt-1 text-muted">Each finished turn makes one. None is ever overwritten.</p>
          </div>
        </div>
      )}
      {/* biome-ignore lint/a11y/noRedundantRoles: without bullets, Safari takes it for no list */}
      <ul role="list" aria-label="Versions" className="mx-auto max-w-3xl space-y-2">
        {versions.toReversed().map((version) => {
          const { version: number } = version;
          const base = baseOf(versions, version);
          return (
            <li
              key={number}
              className={`flex flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border bg-panel px-4 py-3 ${number === looked ? "border-accent" : "border-line"}`}
              aria-current={number === current ? "true" : undefined}
            >
              <Entry {...{ version, now_ms }} current={number === current} />
              <div className="flex shrink-0 gap-1.5">
                <button
                  type="button"
                  className="button button-quiet px-2"
                  disabled={number === current}
                  aria-label={`View version ${number}`}
                  title="View, without restoring it"
                  onClick={() => look(number)}
                >
                  <Eye className="size-4" aria-hidden="true" />
                  <span className="max-sm:hidden">View</span>
                </button>
                <button
                  type="button"
                  className="button button-quiet px-2"
                  disabled={base === null}
                  aria-label={`Compare version ${number}`}
                  title={base === null ? "There is nothing before it" : `Compare with version ${base}`}
                  onClick={() => base !== null && setCompared({ base, target: number })}
                >
                  <GitCompareArrows className="size-4" aria-hidden="true" />
                  <span className="max-sm:hidden">Compare</span>
                </button>
                <button
                  type="button"
                  className="button button-quiet px-2"
                  disabled={fork === null}
                  aria-label={`Fork version ${number}`}
                  title="Open a new session that starts from this version"
                  onClick={() => fork?.(number)}
                >
                  <GitFork className="size-4" aria-hidden="true" />
                  <span className="max-sm:hidden">Fork</span>
                </button>
                <button
                  type="button"
                  className="button"
                  disabled={!canRestore || number === current}
                  onClick={() => restore(number)}
                >
                  <RotateCcw className="size-3.5" aria-hidden="true" />
                  Restore
                </button>
              </div>
              {number === current && <div className="basis-full empty:hidden">{refine(number)}</div>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** The version to compare with: the one before it; null for the first. */
export function baseOf(versions: Version[], { version }: Version): number | null {
  return versions.findLast((other) => other.version < version)?.version ?? null;
}

const ORIGIN = { edit: "your edit", restore: "restored", fork: "fork" } as const;

function Entry({ version, current, now_ms }: { version: Version; current: boolean; now_ms: number }) {
  return (
    <div className="min-w-40 flex-1">
      <p className="flex items-center gap-2">
        <span className="font-mono text-xs text-muted">v{version.version}</span>
        <span className="truncate font-medium" title={version.label}>
          {version.label}
        </span>
      </p>
      <p className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xs text-muted">
        <time dateTime={new Date(version.at_ms).toISOString()}>{ago(version.at_ms, now_ms)}</time>
        <span className="font-mono">
          <span className="text-good">+{version.added}</span>{" "}
          <span className="text-bad">−{version.removed}</span> lines
        </span>
        <Badge>{version.status}</Badge>
        {version.origin !== "prompt" && <Badge>{ORIGIN[version.origin]}</Badge>}
        {current && <Badge>current</Badge>}
      </p>
      {version.checks.length > 0 && (
        <div className="mt-1.5">
          <Checks checks={version.checks} running={current} />
        </div>
      )}
      {version.error !== null && (
        <p className="mt-1 line-clamp-2 font-mono text-xs break-words text-bad">{version.error}</p>
      )}
    </div>
  );
}

function Badge({ children }: { children: string }) {
  return <span className="rounded-full border border-line px-2 py-px">{children}</span>;
}
