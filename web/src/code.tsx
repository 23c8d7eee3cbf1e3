/** The Code panel: a tab a file, the text as it streams, and the user's own edits. An old version is read-only. */
import { Check, Copy, Download, PencilLine } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { whyTooLong } from "./chars";
import type { CodeFile } from "./code-files";
import { Editor } from "./editor";
import { isComposing } from "./keys";
import { copyText, NOT_COPIED } from "./outside";
import { type EditFile, MAX_FILE_CHARS, type Error as Refusal } from "./protocol";

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
  /** Rejects if it cannot be made. */
  download(): Promise<void>;
}

/**
 * `file` is the one that is edited, as it was; it stays open whatever becomes of it meanwhile. `saving` ends when a
 * version holds the text. A refusal other than the one `before`, or a version with another text, which another page
 * made first, leaves the text there to edit. `why`: what kept the last save from being sent.
 */
type Mode =
  | { state: "reading" }
  | { state: "editing"; file: CodeFile; base: number; why: string | null }
  | { state: "saving"; file: CodeFile; base: number; text: string; before: Refusal | null };

export default function Code(props: Props) {
  const { files, choice, choose, version, locked, refusal, save, download } = props;
  const parent = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [mode, setMode] = useState<Mode>({ state: "reading" });
  const [undelivered, setUndelivered] = useState(false);
  const saveButton = useRef<HTMLButtonElement>(null);
  const held = mode.state === "reading" ? null : mode.file;
  const shown = held && !files.some((f) => f.path === held.path) ? [...files, held] : files;
  const file =
    shown.find((f) => f.path === (held ?? choice)?.path) ??
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
    const newer = version !== null && version > mode.base;
    if (newer && file?.text === mode.text) {
      editor?.discard();
      setMode({ state: "reading" });
    } else if (newer || (refusal !== null && refusal !== mode.before) || locked !== null) {
      setMode({ state: "editing", file: mode.file, base: mode.base, why: null });
    }
  }, [editor, file, mode, version, refusal, locked]);

  const unsaved = mode.state !== "reading";
  useEffect(() => {
    if (!unsaved) return;
    const leave = (event: BeforeUnloadEvent) => {
      if (editor?.changed) event.preventDefault();
    };
    window.addEventListener("beforeunload", leave);
    return () => window.removeEventListener("beforeunload", leave);
  }, [editor, unsaved]);

  if (!file) return <NoCode />;
  const edit = () => {
    if (version === null) return;
    choose({ path: file.path, line: null });
    editor?.edit();
    setMode({ state: "editing", file, base: version, why: null });
  };
  const discard = () => {
    editor?.discard();
    setMode({ state: "reading" });
  };
  const submit = () => {
    if (!editor || mode.state !== "editing") return;
    const text = editor.text.toWellFormed();
    if (text === file.text) return discard();
    const why = whyTooLong(text, MAX_FILE_CHARS, "Shorten the file, or move a part of it into another one.");
    if (why !== null) return setMode({ ...mode, why });
    const command: EditFile = { type: "edit_file", path: file.path, text, base_version: mode.base };
    if (save(command)) setMode({ state: "saving", file: mode.file, base: mode.base, text, before: refusal });
  };

  const pressed = (event: KeyboardEvent) => {
    if (mode.state === "reading" || isComposing(event.nativeEvent)) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault(); // or the browser would save the page
      submit();
    } else if (event.key === "Escape" && !event.defaultPrevented) saveButton.current?.focus();
  };

  const stale = mode.state === "editing" && version !== mode.base;
  return (
    <div className="flex h-full min-h-0 flex-col bg-panel">
      <div className="flex h-11 shrink-0 items-center gap-1 border-b border-line px-2">
        <FileTabs files={shown} choose={choose} path={file.path} locked={unsaved} />
        {!unsaved ? (
          <>
            <CopyButton text={file.text} />
            <button
              type="button"
              className="button button-quiet px-2"
              aria-label="Download"
              title="Download a project that npm builds, as a zip"
              onClick={() =>
                void download().then(
                  () => setUndelivered(false),
                  () => setUndelivered(true),
                )
              }
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
              ref={saveButton}
              type="button"
              className="button button-strong"
              aria-keyshortcuts="Control+S Meta+S"
              title="Ctrl+S saves; in the text Tab indents, and Escape leads here"
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
      {undelivered && (
        <p role="alert" className="border-b border-line px-4 py-2 text-[13px] text-bad">
          The download could not be made. Reload the page, and try again.
        </p>
      )}
      {mode.state === "editing" && mode.why !== null && (
        <p role="alert" className="border-b border-line px-4 py-2 text-[13px] text-bad">
          Not saved: {mode.why}
        </p>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the editor inside, which has its own role */}
      <div ref={parent} className="min-h-0 flex-1 overflow-hidden" onKeyDown={pressed} />
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
  const [copied, setCopied] = useState<boolean | null>(null);
  const Icon = copied ? Check : Copy;

  useEffect(() => {
    if (copied === null) return;
    const timer = setTimeout(() => setCopied(null), copied ? 1_500 : 8_000);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <>
      {copied === false && (
        <span role="alert" className="max-w-48 text-xs text-bad">
          {NOT_COPIED}
        </span>
      )}
      <button
        type="button"
        className="button button-quiet px-2"
        aria-label="Copy code"
        title="Copy this file"
        onClick={() => void copyText(text).then(setCopied)}
      >
        <Icon className={`size-4 ${copied ? "text-good" : ""}`} aria-hidden="true" />
      </button>
    </>
  );
}
