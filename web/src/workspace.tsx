/** The right side: Preview, Code and Versions. The preview stays mounted whatever tab is open. */
import { Code2, Eye, Layers } from "lucide-react";
import { type KeyboardEvent, lazy, Suspense, useRef, useState } from "react";
import { Boundary } from "./boundary";
import { Preview } from "./preview";
import type { Command } from "./protocol";
import type { View } from "./store";
import { Versions } from "./versions";

const Code = lazy(() => import("./code"));

export const TABS = [
  { id: "preview", name: "Preview", Icon: Eye },
  { id: "code", name: "Code", Icon: Code2 },
  { id: "versions", name: "Versions", Icon: Layers },
] as const;
export type Tab = (typeof TABS)[number]["id"];

interface Props {
  view: View;
  running: boolean;
  tab: Tab;
  setTab(tab: Tab): void;
  path: string | null;
  setPath(path: string): void;
  send(command: Command): boolean;
}

export function Workspace({ view, running, tab, setTab, path, setPath, send }: Props) {
  const { session, connection, welcome, renderable } = view;
  const open = connection.state === "open";
  const newest = session.versions.at(-1);
  const [codeOpened, setCodeOpened] = useState(false);
  if (tab === "code" && !codeOpened) setCodeOpened(true);
  const reported = useRef(0);
  /** Once a version; a draft may end anywhere, so that it fails is no news. */
  const failed = (message: string, stack: string) => {
    if (running || newest?.status !== "final" || newest.error !== null) return;
    if (reported.current >= newest.version) return;
    if (send({ type: "preview_error", version: newest.version, message, stack })) {
      reported.current = newest.version;
    }
  };
  const panel = (id: Tab) => ({
    id: `panel-${id}`,
    role: "tabpanel",
    "aria-labelledby": `tab-${id}`,
    className: `min-h-0 flex-1 ${tab === id ? "" : "hidden"}`,
  });
  return (
    <section className="flex h-full min-h-0 flex-col" aria-label="Artifact">
      <div className="flex h-14 shrink-0 items-center gap-3 px-4">
        <Tabs tab={tab} setTab={setTab} />
        <span className="ml-auto truncate text-xs text-muted">
          {newest && `Version ${newest.version} · ${newest.status}`}
        </span>
      </div>
      <div className="mx-3 mb-3 flex min-h-0 flex-1 flex-col overflow-hidden rounded-2xl border border-line bg-panel shadow-sm">
        <div {...panel("preview")}>
          <Preview
            origin={welcome?.preview_origin ?? null}
            renderable={renderable}
            running={running}
            failed={failed}
          />
        </div>
        <div {...panel("code")}>
          {codeOpened && (
            <Boundary what="The code view">
              <Suspense fallback={<p className="p-6 text-muted">Loading…</p>}>
                <Code
                  session={session}
                  path={path}
                  choose={setPath}
                  running={running}
                  open={open}
                  refusal={view.refusal}
                  save={send}
                />
              </Suspense>
            </Boundary>
          )}
        </div>
        <div {...panel("versions")}>
          {tab === "versions" && (
            <Versions
              versions={session.versions}
              canRestore={open && !running}
              restore={(version) => send({ type: "restore", version })}
            />
          )}
        </div>
      </div>
    </section>
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
