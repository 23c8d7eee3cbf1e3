/** The right side: Preview, Code and Versions, of the newest version or of one that is looked back at. */
import { Code2, Eye, History, Layers } from "lucide-react";
import { type KeyboardEvent, lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Asked } from "./asking";
import { Boundary } from "./boundary";
import type { Choice } from "./code";
import { codeFiles, oldFiles } from "./code-files";
import { type Looking, useLooking } from "./looking";
import { saveFile } from "./outside";
import type { Spot } from "./places";
import { Preview } from "./preview";
import type { Command, SessionState } from "./protocol";
import { Refine } from "./refine";
import { finished, isCutOff } from "./renderable";
import type { View } from "./store";
import { Versions } from "./versions";
import { slugOf, zipOf } from "./zip";

const Code = lazy(() => import("./code"));

export const TABS = [
  { id: "preview", name: "Preview", Icon: Eye },
  { id: "code", name: "Code", Icon: Code2 },
  { id: "versions", name: "Versions", Icon: Layers },
] as const;
export type Tab = (typeof TABS)[number]["id"];

interface Props {
  view: View;
  session_id: string;
  /** The preview's, if the page names it; else the welcome does. */
  origin: string | null;
  title: string | null;
  running: boolean;
  tab: Tab;
  setTab(tab: Tab): void;
  choice: Choice | null;
  choose(choice: Choice): void;
  /** As of asking.ts. */
  ask(command: Asked): boolean;
  /** Sends a prompt of the page's own making. */
  suggest(prompt: string): void;
  /** Null while it cannot be asked for. */
  refine: ((version: number, model: string | null) => void) | null;
  /** Tells the session of something that has no answer. */
  report(command: Command): boolean;
}

export function Workspace(props: Props) {
  const { view, session_id, origin, title, running, tab, setTab, choice, choose } = props;
  const { ask, suggest, refine, report } = props;
  const { session, connection, welcome, renderable } = view;
  const open = connection.state === "open";
  const newest = session.versions.at(-1);
  const { looking, look, back } = useLooking(session_id, `${newest?.version} ${session.turns.length}`);
  const [codeOpened, setCodeOpened] = useState(false);
  if (tab === "code" && !codeOpened) setCodeOpened(true);

  const old = looking.state === "old" ? looking.files : null;
  const looked = looking.state === "newest" ? null : looking.version;
  const whole = !isCutOff(session, looked);
  const shown = useMemo(() => (old ? finished(old, whole) : renderable), [old, whole, renderable]);
  const newestFiles = useMemo(() => codeFiles(session), [session]);
  const failed = useReport(session, old ? looked : (newest?.version ?? null), running, report);
  const show = useCallback(
    ({ path, line }: Spot) => {
      choose({ path, line });
      setTab("code");
    },
    [choose, setTab],
  );
  const download = async () => {
    const name = slugOf(title);
    const files = old ?? Object.fromEntries(session.files.map(({ path, text }) => [path, text]));
    const { projectOf } = await import("./project");
    saveFile(`${name}.zip`, zipOf(name, projectOf(name, title ?? "Component", files)));
  };
  const panel = (id: Tab) => ({
    id: `panel-${id}`,
    role: "tabpanel",
    "aria-labelledby": `tab-${id}`,
    className: `min-h-0 flex-1 ${tab === id ? "" : "hidden"}`,
  });
  return (
    <section id="artifact" className="flex h-full min-h-0 flex-col" aria-label="Artifact">
      <div className="flex h-14 shrink-0 items-center gap-3 px-4">
        <Tabs tab={tab} setTab={setTab} />
        {newest && (
          <span className="ml-auto truncate text-xs text-muted">
            <span className="max-sm:hidden">Version </span>
            <span className="sm:hidden">v</span>
            {newest.version} · {newest.status}
          </span>
        )}
      </div>
      <div className="mx-3 mb-3 flex min-h-0 flex-1 flex-col overflow-hidden rounded-2xl border border-line bg-panel shadow-sm">
        <LookBar {...{ looking, back, look }} />
        <div {...panel("preview")}>
          <Preview
            origin={origin ?? welcome?.preview_origin ?? null}
            renderable={shown}
            running={running}
            waiting={welcome === null}
            href={`/s/${session_id}/preview${old ? `?version=${looked}` : ""}`}
            fix={open && !running && !old ? suggest : null}
            {...{ show, failed }}
          />
        </div>
        <div {...panel("code")}>
          {codeOpened && (
            <Boundary what="The code view">
              <Suspense fallback={<p className="p-6 text-muted">Loading…</p>}>
                {/* The newest stays mounted behind an old one: somebody may be editing it. */}
                <div className={`h-full ${old ? "hidden" : ""}`}>
                  <Code
                    {...{ choice, choose, download }}
                    files={newestFiles}
                    version={newest?.version ?? null}
                    locked={lockOf(open, running)}
                    refusal={view.refusal}
                    save={ask}
                  />
                </div>
                {old && (
                  <Code
                    key={looked}
                    {...{ choice, choose, download }}
                    files={oldFiles(old)}
                    version={null}
                    locked="An old version is read-only: restore it to edit it"
                    refusal={null}
                    save={() => false}
                  />
                )}
              </Suspense>
            </Boundary>
          )}
        </div>
        <div {...panel("versions")}>
          {tab === "versions" && (
            <Versions
              {...{ session_id, looked }}
              versions={session.versions}
              canRestore={open && !running}
              look={(version) => {
                void look(version);
                setTab("preview");
              }}
              restore={(version) => ask({ type: "restore", version })}
              fork={open ? (version) => ask({ type: "fork", version }) : null}
              refine={(version) => <Refine {...{ version, refine }} offers={welcome?.models ?? []} />}
            />
          )}
        </div>
      </div>
    </section>
  );
}

function lockOf(open: boolean, running: boolean): string | null {
  if (running) return "A turn is running";
  return open ? null : "Not connected";
}

/** Tells the session what the preview of a version threw: once each; that a draft fails is no news. */
function useReport(
  session: SessionState,
  shown: number | null,
  running: boolean,
  send: (command: Command) => boolean,
): (message: string, stack: string) => void {
  const reported = useRef(new Set<number>());
  const report = (message: string, stack: string) => {
    const version = session.versions.find((v) => v.version === shown);
    if (running || version?.status !== "final" || version.error !== null) return;
    if (reported.current.has(version.version)) return;
    if (send({ type: "preview_error", version: version.version, message, stack })) {
      reported.current.add(version.version);
    }
  };
  const latest = useRef(report);
  useEffect(() => {
    latest.current = report;
  });
  return useCallback((message, stack) => latest.current(message, stack), []);
}

interface LookBarProps {
  looking: Looking;
  back(): void;
  look(version: number): void;
}

function LookBar({ looking, back, look }: LookBarProps) {
  if (looking.state === "newest") return <div role="status" />;
  const { state, version } = looking;
  return (
    <div
      role={state === "failed" ? "alert" : "status"}
      className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-accent/10 px-4 py-1.5 text-[13px]"
    >
      <History className="size-4 shrink-0 text-accent" aria-hidden="true" />
      <span className="min-w-0 flex-1">
        {state === "loading" && `Loading version ${version}…`}
        {state === "failed" && `Version ${version} could not be loaded.`}
        {state === "old" && `You look at version ${version}. It is read-only.`}
      </span>
      {state === "failed" && (
        <button type="button" className="button h-7" onClick={() => look(version)}>
          Try again
        </button>
      )}
      <button type="button" className="button h-7" onClick={back}>
        Back to newest
      </button>
    </div>
  );
}

function Tabs({ tab, setTab }: { tab: Tab; setTab(tab: Tab): void }) {
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = TABS.findIndex(({ id }) => id === tab);
    const next = TABS[(at + step + TABS.length) % TABS.length];
    if (!next) return;
    setTab(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return (
    <div role="tablist" aria-label="Artifact" className="flex rounded-lg bg-raised p-0.5" onKeyDown={move}>
      {TABS.map(({ id, name, Icon }) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          aria-selected={tab === id}
          aria-controls={`panel-${id}`}
          tabIndex={tab === id ? 0 : -1}
          onClick={() => setTab(id)}
          className="flex h-7 items-center gap-1.5 rounded-md px-2.5 text-[13px] font-medium text-muted aria-selected:bg-panel aria-selected:text-ink aria-selected:shadow-sm"
        >
          <Icon className="size-3.5" aria-hidden="true" />
          {name}
        </button>
      ))}
    </div>
  );
}
