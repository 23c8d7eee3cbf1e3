/** Pictures that go with the next prompt: chosen, pasted or dropped, sent to the server at once, shown small. */
import { CircleAlert, ImagePlus, LoaderCircle, X } from "lucide-react";
import { type ClipboardEvent, useCallback, useEffect, useRef, useState } from "react";
import { type Attachment, MAX_PICTURE_BYTES, MAX_PICTURES } from "./protocol";

const TYPES = ["image/png", "image/jpeg", "image/webp"];
const FULL = `At most ${MAX_PICTURES} pictures go with a prompt`;

export type Chosen = { key: number; name: string; url: string } & (
  | { state: "sending" }
  | { state: "there"; about: Attachment }
  | { state: "failed"; why: string }
);

export interface Pictures {
  chosen: Chosen[];
  /** Some of what was added last was left out: more do not fit. */
  over: boolean;
  add(files: readonly File[]): void;
  remove(key: number): void;
  /** Those with these ids went with a prompt that was taken. */
  taken(ids: readonly string[]): void;
  paste(event: ClipboardEvent): void;
}

export function pictureUrl(session_id: string, id: string): string {
  return `/api/sessions/${session_id}/pictures/${id}`;
}

/** Why a file is not even sent; null if it is. */
export function whyNotPicture(type: string, bytes: number): string | null {
  if (!TYPES.includes(type)) return "Only PNG, JPEG and WebP pictures can be added.";
  if (bytes > MAX_PICTURE_BYTES) return `Larger than ${MAX_PICTURE_BYTES / 1_000_000} MB: make it smaller.`;
  return null;
}

/** The ids to send, or why the prompt has to wait for its pictures. */
export function readyIds(chosen: readonly Chosen[]): { ids: string[]; why: string | null } {
  const ids = chosen.flatMap((picture) => (picture.state === "there" ? [picture.about.id] : []));
  if (chosen.some(({ state }) => state === "sending")) return { ids, why: "Adding the picture…" };
  if (chosen.some(({ state }) => state === "failed")) return { ids, why: "Remove the picture that failed." };
  return { ids, why: null };
}

export function usePictures(session_id: string): Pictures {
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const [over, setOver] = useState(false);
  const latest = useRef(chosen);
  const nextKey = useRef(0);
  const change = useCallback((made: (before: Chosen[]) => Chosen[]) => {
    latest.current = made(latest.current);
    setChosen(latest.current);
  }, []);

  const drop = useCallback(
    (gone: (picture: Chosen) => boolean) => {
      setOver(false);
      change((before) => {
        for (const picture of before) if (gone(picture)) URL.revokeObjectURL(picture.url);
        return before.filter((picture) => !gone(picture));
      });
    },
    [change],
  );

  const add = useCallback(
    (files: readonly File[]) => {
      const room = MAX_PICTURES - latest.current.length;
      setOver(files.length > room);
      for (const file of files.slice(0, room)) {
        const base = { key: nextKey.current++, name: file.name, url: URL.createObjectURL(file) };
        const refused = whyNotPicture(file.type, file.size);
        const first: Chosen = refused
          ? { ...base, state: "failed", why: refused }
          : { ...base, state: "sending" };
        change((before) => [...before, first]);
        if (refused) continue;
        void upload(session_id, file).then((end) =>
          change((before) => before.map((p) => (p.key === base.key ? { ...base, ...end } : p))),
        );
      }
    },
    [change, session_id],
  );

  const paste = useCallback(
    (event: ClipboardEvent) => {
      const files = [...event.clipboardData.files].filter(({ type }) => type.startsWith("image/"));
      if (files.length === 0) return;
      event.preventDefault();
      add(files);
    },
    [add],
  );

  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    };
    const dropped = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      add(files);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("drop", dropped);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", dropped);
    };
  }, [add]);

  const remove = useCallback((key: number) => drop((picture) => picture.key === key), [drop]);
  const taken = useCallback(
    (ids: readonly string[]) =>
      drop((picture) => picture.state === "there" && ids.includes(picture.about.id)),
    [drop],
  );
  return { chosen, over, add, paste, remove, taken };
}

type End = { state: "there"; about: Attachment } | { state: "failed"; why: string };

async function upload(session_id: string, file: File): Promise<End> {
  try {
    const answer = await fetch(pictureUrl(session_id, "").slice(0, -1), { method: "POST", body: file });
    const said = (await answer.json()) as Attachment & { detail?: string };
    if (answer.ok) return { state: "there", about: said };
    return { state: "failed", why: said.detail ?? "The server did not take it." };
  } catch {
    return { state: "failed", why: "It could not be sent. Remove it and try again." };
  }
}

/** What is chosen, above the prompt box. */
export function ChosenPictures({ pictures }: { pictures: Pictures }) {
  if (pictures.chosen.length === 0) return null;
  const failed = pictures.chosen.find((picture) => picture.state === "failed");
  return (
    <div className="px-3 pt-3">
      <ul className="flex flex-wrap gap-2" aria-label="Pictures for the next prompt">
        {pictures.chosen.map((picture) => (
          <li key={picture.key} className="relative" data-state={picture.state}>
            <img
              src={picture.url}
              alt={picture.name}
              className={`size-14 rounded-lg border object-cover ${picture.state === "failed" ? "border-bad opacity-50" : "border-line"}`}
            />
            {picture.state === "sending" && (
              <LoaderCircle
                className="absolute inset-0 m-auto size-5 animate-spin text-accent"
                aria-label="Adding"
              />
            )}
            <button
              type="button"
              aria-label={`Remove ${picture.name}`}
              className="absolute -top-1.5 -right-1.5 rounded-full border border-line bg-panel p-0.5 text-muted hover:text-ink"
              onClick={() => pictures.remove(picture.key)}
            >
              <X className="size-3" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {failed?.state === "failed" && (
        <p role="alert" className="mt-1.5 flex items-start gap-1.5 text-xs text-bad">
          <CircleAlert className="mt-px size-3.5 shrink-0" aria-hidden="true" />
          {failed.name}: {failed.why}
        </p>
      )}
      {pictures.over && (
        <p role="status" className="mt-1.5 text-xs text-muted">
          {FULL}
        </p>
      )}
    </div>
  );
}

export function AddPicture({ pictures }: { pictures: Pictures }) {
  const input = useRef<HTMLInputElement>(null);
  const full = pictures.chosen.length >= MAX_PICTURES;
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={TYPES.join(",")}
        multiple
        hidden
        aria-label="Picture files"
        onChange={(event) => {
          pictures.add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <button
        type="button"
        className="button button-quiet px-2"
        aria-label="Add a picture"
        title={full ? FULL : "Add a picture (or paste, or drop one)"}
        disabled={full}
        onClick={() => input.current?.click()}
      >
        <ImagePlus className="size-4" aria-hidden="true" />
      </button>
    </>
  );
}

/** The pictures of a turn, in the conversation. */
export function TurnPictures({ session_id, attachments }: { session_id: string; attachments: Attachment[] }) {
  if (attachments.length === 0) return null;
  return (
    <ul className="ml-auto flex w-fit max-w-[88%] flex-wrap justify-end gap-2" aria-label="Pictures">
      {attachments.map(({ id, width, height }, at) => (
        <li key={id}>
          <a href={pictureUrl(session_id, id)} target="_blank" rel="noopener">
            <img
              src={pictureUrl(session_id, id)}
              alt={`Attached ${at + 1}`}
              {...{ width, height }}
              loading="lazy"
              className="max-h-32 w-auto max-w-full rounded-xl border border-line object-contain"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}
