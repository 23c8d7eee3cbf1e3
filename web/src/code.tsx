/** The Code panel: a tab a file, the text as it streams, and the user's own edits. An old version is read-only. */
import { Check, Copy, Download, PencilLine } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { CodeFile } from "./code-files";
import { Editor } from "./editor";
import type { EditFile, Error as Refusal } from "./protocol";

/** A file that was asked for, and the line in it; a new object each time. */
export interface Choice {
  path: string;
  line: number | null;
}

interface Props {
  files: CodeFile[];
  choice: Choice | null;
  choose(choice: Choice): void;
  /** The newest version, on which an edit would be based; null if there is nothing to edit. */
  version: number | null;
  /** Null while editing is possible, else why not. */
  locked: string | null;
  refusal: Refusal | null;
  save(command: EditFile): boolean;
  download(): void;
}

/** `saving` ends with a new version, or with a refusal other than the one `before`, after which the text is still there to edit. */
type Mode =
  | { state: "reading" }
  | { state: "editing"; base: number }
  | { state: "saving"; base: number; before: Refusal | null };

export default function Code(props: Props) {
  const { files, choice, choose, version, locked, refusal, save, download } = props;
  const parent = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [mode, setMode] = useState<Mode>({ state: "reading" });
  const file =
    files.find((f) => f.path === choice?.path) ??
    files.findLast((f) => f.open) ??
    files.find((f) => f.path === "App.tsx") ??
    files[0];
  const shownPath = file?.path;
  const line = choice?.path === shownPath ? choice : null;

  useEffect(() => {
    if (!parent.current || shownPath === undefined) return;
    const made = new Editor(parent.current, shownPath);
    setEditor(made);
    setMode({ state: "reading" });
    return () => made.destroy();
  }, [shownPath]);

  useEffect(() => {
    if (file && mode.state === "reading") editor?.show(file.text, file.flow);
  }, [editor, file, mode]);

  useEffect(() => {
    if (line?.line != null) editor?.reveal(line.line);
  }, [editor, line]);

  useEffect(() => {
    if (mode.state !== "saving") return;
    if (version !== null && version > mode.base) {
      editor?.discard();
      setMode({ state: "reading" });
    } else if ((refusal !== null && refusal !== mode.before) || locked !== null) {
      setMode({ state: "editing", base: mode.base });
    }
  }, [editor, mode, version, refusal, locked]);

  if (!file) return <NoCode />;
  const edit = () => {
    if (version === null) return;
    choose({ path: file.path, line: null });
    editor?.edit();
    setMode({ state: "editing", base: version });
  };
  const discard = () => {
    editor?.discard();
    setMode({ state: "reading" });
  };
  const submit = () => {
    if (!editor || mode.state !== "editing") return;
    if (editor.text === file.text) return discard();
    const { path } = file;
    const command: EditFile = { type: "edit_file", path, text: editor.text, base_version: mode.base };
    if (save(command)) setMode({ ...mode, state: "saving", before: refusal });
  };

  const reading = mode.state === "reading";
  const stale = mode.state === "editing" && version !== mode.base;
  return (
    <div className="flex h-full min-h-0 flex-col bg-panel">
      <div className="flex h-11 shrink-0 items-center gap-1 border-b border-line px-2">
        <FileTabs {...{ files, choose }} path={file.path} locked={!reading} />
        {reading ? (
          <>
            <CopyButton text={file.text} />
            <button
              type="button"
              className="button button-quiet px-2"
              aria-label="Download"
              title="Download all files as a zip"
              onClick={download}
            >
              <Download className="size-4" aria-hidden="true" />
            </button>
            <button
              type="button"
              className="button ml-1"
              onClick={edit}
              disabled={locked !== null || version === null}
              title={locked ?? undefined}
            >
              <PencilLine className="size-3.5" aria-hidden="true" />
              Edit
            </button>
          </>
        ) : (
          <>
            <button type="button" className="button" onClick={discard}>
              Discard
            </button>
            <button
              type="button"
              className="button button-strong"
              onClick={submit}
              disabled={mode.state === "saving" || locked !== null}
            >
              {mode.state === "saving" ? "Saving…" : "Save"}
            </button>
          </>
        )}
      </div>
      {stale && (
        <p role="status" className="border-b border-line px-4 py-2 text-[13px] text-warn">
          There is a newer version than the one you are editing. Copy what you need, then discard.
        </p>
      )}
      <div ref={parent} className="min-h-0 flex-1 overflow-hidden" />
    </div>
  );
}

function NoCode() {
  return (
    <div className="grid h-full place-items-center bg-panel p-8 text-center">
      <div>
        <p className="font-medium">No code yet</p>
        <p className="mt-1 text-muted">It appears here while it is being written.</p>
      </div>
    </div>
  );
}

const MARKS = { added: "New in the last turn", changed: "Changed in the last turn" } as const;

interface FileTabsProps {
  files: CodeFile[];
  path: string;
  locked: boolean;
  choose(choice: Choice): void;
}

function FileTabs({ files, path, locked, choose }: FileTabsProps) {
  return (
    <div className="flex min-w-0 flex-1 gap-1 overflow-x-auto">
      {files.map(({ path: name, mark, open }) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === path}
          aria-description={mark ? MARKS[mark] : undefined}
          title={mark ? `${name}: ${MARKS[mark].toLowerCase()}` : name}
          disabled={locked && name !== path}
          onClick={() => choose({ path: name, line: null })}
          className="flex items-center gap-1.5 rounded-md px-2.5 py-1 font-mono text-xs whitespace-nowrap text-muted hover:text-ink disabled:opacity-50 aria-pressed:bg-raised aria-pressed:text-ink"
        >
          {name}
          {mark && (
            <i
              className={`size-1.5 rounded-full ${mark === "added" ? "bg-good" : "bg-accent"} ${open ? "animate-pulse" : ""}`}
            />
          )}
        </button>
      ))}
    </div>
  );
}

function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const Icon = copied ? Check : Copy;
  const copy = async () => {
    await navigator.clipboard?.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1_500);
  };
  return (
    <button
      type="button"
      className="button button-quiet px-2"
      aria-label="Copy code"
      title="Copy this file"
      onClick={() => void copy()}
    >
      <Icon className={`size-4 ${copied ? "text-good" : ""}`} aria-hidden="true" />
    </button>
  );
}
