/** The Code panel: a tab a file, the text as it streams, and the user's own edits. */
import { Check, Copy, PencilLine } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Editor } from "./editor";
import type { EditFile, Error as Refusal, SessionState } from "./protocol";

interface Props {
  session: SessionState;
  path: string | null;
  choose(path: string): void;
  running: boolean;
  open: boolean;
  refusal: Refusal | null;
  save(command: EditFile): boolean;
}

/** `saving` ends with a new version, or with a refusal other than the one `before`, after which the text is still there to edit. */
type Mode =
  | { state: "reading" }
  | { state: "editing"; base: number }
  | { state: "saving"; base: number; before: Refusal | null };

export default function Code({ session, path, choose, running, open, refusal, save }: Props) {
  const parent = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [mode, setMode] = useState<Mode>({ state: "reading" });
  const writing = session.files.findLast((f) => f.open);
  const file = session.files.find((f) => f.path === path) ?? writing ?? session.files[0];
  const version = session.versions.at(-1)?.version ?? null;
  const shownPath = file?.path;

  useEffect(() => {
    if (!parent.current || shownPath === undefined) return;
    const made = new Editor(parent.current, `Code of ${shownPath}`);
    setEditor(made);
    setMode({ state: "reading" });
    return () => made.destroy();
  }, [shownPath]);

  useEffect(() => {
    if (file && mode.state === "reading") editor?.show(file.text, file.open);
  }, [editor, file, mode]);

  useEffect(() => {
    if (mode.state !== "saving") return;
    if (version !== null && version > mode.base) {
      editor?.discard();
      setMode({ state: "reading" });
    } else if ((refusal !== null && refusal !== mode.before) || !open) {
      setMode({ state: "editing", base: mode.base });
    }
  }, [editor, mode, version, refusal, open]);

  if (!file) return <p className="p-6 text-muted">No code yet. It appears here while it is being written.</p>;
  const edit = () => {
    if (version === null) return;
    choose(file.path);
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
    const command: EditFile = {
      type: "edit_file",
      path: file.path,
      text: editor.text,
      base_version: mode.base,
    };
    if (save(command)) setMode({ ...mode, state: "saving", before: refusal });
  };

  const stale = mode.state === "editing" && version !== mode.base;
  return (
    <div className="flex h-full min-h-0 flex-col bg-panel">
      <div className="flex h-11 shrink-0 items-center gap-2 border-b border-line px-2">
        <div className="flex min-w-0 flex-1 gap-1 overflow-x-auto">
          {session.files.map(({ path: name }) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === file.path}
              disabled={mode.state !== "reading" && name !== file.path}
              onClick={() => choose(name)}
              className="rounded-md px-2.5 py-1 font-mono text-xs whitespace-nowrap text-muted hover:text-ink aria-pressed:bg-raised aria-pressed:text-ink"
            >
              {name}
            </button>
          ))}
        </div>
        {mode.state === "reading" ? (
          <>
            <CopyButton text={file.text} />
            <button
              type="button"
              className="button"
              onClick={edit}
              disabled={running || version === null || !open}
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
              disabled={mode.state === "saving" || running || !open}
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
      title="Copy code"
      onClick={() => void copy()}
    >
      <Icon className="size-4" aria-hidden="true" />
    </button>
  );
}
