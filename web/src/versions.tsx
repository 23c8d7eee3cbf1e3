/** The Versions panel: newest first; Restore makes a new version, nothing is overwritten. */
import { RotateCcw } from "lucide-react";
import type { Version } from "./protocol";
import { useNow } from "./screen";
import { ago } from "./words";

interface Props {
  versions: Version[];
  canRestore: boolean;
  restore(version: number): void;
}

export function Versions({ versions, canRestore, restore }: Props) {
  const now_ms = useNow(30_000);
  const current = versions.at(-1)?.version;
  return (
    <div className="h-full overflow-y-auto p-4">
      {versions.length === 0 && (
        <p className="p-2 text-muted">No versions yet. Each finished turn makes one.</p>
      )}
      {/* biome-ignore lint/a11y/noRedundantRoles: without bullets, Safari takes it for no list */}
      <ul role="list" aria-label="Versions" className="mx-auto max-w-2xl space-y-2">
        {versions.toReversed().map((version) => (
          <li
            key={version.version}
            className="flex items-center gap-3 rounded-xl border border-line bg-panel px-4 py-3"
            aria-current={version.version === current ? "true" : undefined}
          >
            <div className="min-w-0 flex-1">
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
                {version.version === current && <Badge>current</Badge>}
              </p>
              {version.error !== null && (
                <p className="mt-1 line-clamp-2 font-mono text-xs break-words text-bad">{version.error}</p>
              )}
            </div>
            <button
              type="button"
              className="button"
              disabled={!canRestore || version.version === current}
              onClick={() => restore(version.version)}
            >
              <RotateCcw className="size-3.5" aria-hidden="true" />
              Restore
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

const ORIGIN = { edit: "your edit", restore: "restored" } as const;

function Badge({ children }: { children: string }) {
  return <span className="rounded-full border border-line px-2 py-px">{children}</span>;
}
