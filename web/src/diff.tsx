/** What changed between two versions, a file at a time. */
import { MergeView, unifiedMergeView } from "@codemirror/merge";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { ArrowLeft, ArrowRight } from "lucide-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { LOOK, languageOf, READ_ONLY } from "./editor-look";
import { type Files, filesOf } from "./looking";
import { changesBetween } from "./places";
import type { Version } from "./protocol";

interface Props {
  session_id: string;
  versions: Version[];
  base: number;
  target: number;
  choose(base: number, target: number): void;
  back(): void;
}

type Loaded = { state: "loading" } | { state: "loaded"; base: Files; target: Files } | { state: "failed" };

export default function Diff({ session_id, versions, base, target, choose, back }: Props) {
  const [loaded, setLoaded] = useState<Loaded>({ state: "loading" });
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt loads again
  useEffect(() => {
    let wanted = true;
    setLoaded({ state: "loading" });
    void Promise.all([filesOf(session_id, base), filesOf(session_id, target)]).then(([before, after]) => {
      if (!wanted) return;
      setLoaded(before && after ? { state: "loaded", base: before, target: after } : { state: "failed" });
    });
    return () => {
      wanted = false;
    };
  }, [session_id, base, target, attempt]);

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-2 py-1.5">
        <button type="button" className="button button-quiet px-2" onClick={back}>
          <ArrowLeft className="size-4" aria-hidden="true" />
          All versions
        </button>
        <div className="flex min-w-0 items-center gap-1.5">
          <Choice name="Base" value={base} {...{ versions }} choose={(chosen) => choose(chosen, target)} />
          <ArrowRight className="size-4 shrink-0 text-muted" aria-hidden="true" />
          <Choice name="Target" value={target} {...{ versions }} choose={(chosen) => choose(base, chosen)} />
        </div>
      </div>
      {loaded.state === "loading" && <p className="p-6 text-muted">Loading…</p>}
      {loaded.state === "failed" && (
        <div role="alert" className="space-y-3 p-6">
          <p>The versions could not be loaded.</p>
          <button type="button" className="button" onClick={() => setAttempt((n) => n + 1)}>
            Try again
          </button>
        </div>
      )}
      {loaded.state === "loaded" && <Changes base={loaded.base} target={loaded.target} />}
    </div>
  );
}

interface ChoiceProps {
  name: string;
  value: number;
  versions: Version[];
  choose(version: number): void;
}

function Choice({ name, value, versions, choose }: ChoiceProps) {
  return (
    <select
      aria-label={name}
      value={value}
      onChange={(event) => choose(Number(event.target.value))}
      className="h-8 max-w-48 min-w-0 truncate rounded-lg border border-line bg-panel px-2 text-[13px]"
    >
      {versions.toReversed().map(({ version, label }) => (
        <option key={version} value={version}>
          v{version} · {label}
        </option>
      ))}
    </select>
  );
}

const CHANGE = {
  added: ["+", "text-good"],
  changed: ["±", "text-accent"],
  removed: ["−", "text-bad"],
} as const;

function Changes({ base, target }: { base: Files; target: Files }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const changes = changesBetween(base, target);
  const path = changes.find((change) => change.path === chosen)?.path ?? changes[0]?.path;
  if (path === undefined) return <p className="p-6 text-muted">These two versions are the same.</p>;
  return (
    <>
      <div className="flex shrink-0 gap-1 overflow-x-auto border-b border-line px-2 py-1.5">
        {changes.map(({ path: name, change }) => {
          const [sign, colour] = CHANGE[change];
          return (
            <button
              key={name}
              type="button"
              aria-pressed={name === path}
              aria-description={change}
              onClick={() => setChosen(name)}
              className="flex items-center gap-1.5 rounded-md px-2.5 py-1 font-mono text-xs whitespace-nowrap text-muted hover:text-ink aria-pressed:bg-raised aria-pressed:text-ink"
            >
              <span className={colour} aria-hidden="true">
                {sign}
              </span>
              {name}
            </button>
          );
        })}
      </div>
      <FileDiff path={path} base={base[path] ?? ""} target={target[path] ?? ""} />
    </>
  );
}

/** Two columns need this much. */
const SPLIT_PX = 720;
const COLLAPSED = { margin: 3, minSize: 6 };

function FileDiff({ path, base, target }: { path: string; base: string; target: string }) {
  const parent = useRef<HTMLDivElement>(null);
  const [split, setSplit] = useState<boolean | null>(null);

  useLayoutEffect(() => {
    const element = parent.current;
    if (!element) return;
    const measure = () => setSplit(element.clientWidth >= SPLIT_PX);
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => resized.disconnect();
  }, []);

  useEffect(() => {
    if (!parent.current || split === null) return;
    const common = [lineNumbers(), languageOf(path), LOOK, DIFF_LOOK, READ_ONLY];
    if (split) {
      const made = new MergeView({
        parent: parent.current,
        a: { doc: base, extensions: [common, named(`Base of ${path}`)] },
        b: { doc: target, extensions: [common, named(`Target of ${path}`)] },
        collapseUnchanged: COLLAPSED,
        gutter: true,
      });
      return () => made.destroy();
    }
    const unified = unifiedMergeView({
      original: base,
      mergeControls: false,
      collapseUnchanged: COLLAPSED,
      gutter: true,
    });
    const made = new EditorView({
      parent: parent.current,
      state: EditorState.create({ doc: target, extensions: [common, named(`Changes of ${path}`), unified] }),
    });
    return () => made.destroy();
  }, [path, base, target, split]);

  return (
    <section ref={parent} aria-label={`Changes of ${path}`} className="diff min-h-0 flex-1 overflow-auto" />
  );
}

function named(label: string): Extension {
  return EditorView.contentAttributes.of({ "aria-label": label });
}

const DIFF_LOOK = EditorView.theme({
  "&": { height: "auto" },
  "&.cm-merge-a .cm-changedLine, .cm-deletedChunk": {
    backgroundColor: "color-mix(in srgb, var(--bad) 9%, transparent)",
  },
  "&.cm-merge-b .cm-changedLine, .cm-insertedLine, &.cm-merge-b .cm-inlineChangedLine": {
    backgroundColor: "color-mix(in srgb, var(--good) 9%, transparent)",
  },
  "&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText": {
    background: "color-mix(in srgb, var(--bad) 22%, transparent)",
  },
  "&.cm-merge-b .cm-changedText": { background: "color-mix(in srgb, var(--good) 22%, transparent)" },
  "&.cm-merge-a .cm-changedLineGutter, .cm-deletedLineGutter": { background: "var(--bad)" },
  "&.cm-merge-b .cm-changedLineGutter": { background: "var(--good)" },
  ".cm-collapsedLines": {
    background: "var(--raised)",
    color: "var(--muted)",
    padding: "4px 12px",
    fontFamily: "var(--font-sans)",
    fontSize: "12px",
  },
  ".cm-collapsedLines::before": { content: "'↕'" },
  ".cm-collapsedLines::after": { content: "none" },
});
