/**
 * The little Markdown that replies use: paragraphs, headings, lists, fences, `code`, **bold**. Everything else is
 * shown as the text it is; nothing becomes a link, an image or HTML.
 */
import { Fragment, type ReactNode } from "react";
import { unreachable } from "./fold";

export type Block =
  | { kind: "text" | "heading" | "code"; text: string }
  | { kind: "list"; ordered: boolean; start: number; items: string[] };

export function Prose({ text, writing = false }: { text: string; writing?: boolean }) {
  return (
    <div className={`space-y-2 leading-relaxed ${writing ? "caret-last" : ""}`}>
      {blocksOf(text).map((block, at) => (
        // Blocks only ever grow at the end, so their place is their identity.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Shown key={at} block={block} />
      ))}
    </div>
  );
}

const ITEM = /^\s*(?:[-*]|(\d+)[.)]) (.*)$/;

/** Line by line: a fence keeps its empty lines, a list may follow its sentence at once. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let fence: (Block & { kind: "code" | "text" | "heading" }) | null = null;
  let begins = true; // a new block, whatever the line is
  for (const line of text.trim().split("\n")) {
    const last = blocks.at(-1);
    const item = ITEM.exec(line);
    if (fence) {
      if (/^\s*```\s*$/.test(line)) fence = null;
      else fence.text += fence.text === "" ? line : `\n${line}`;
      continue;
    }
    if (line.trim() === "") {
      begins = true;
    } else if (line.startsWith("```")) {
      fence = { kind: "code", text: "" };
      blocks.push(fence);
      begins = true;
    } else if (/^#{1,6} /.test(line)) {
      blocks.push({ kind: "heading", text: line.replace(/^#+ /, "") });
      begins = true;
    } else if (item) {
      const [, number, said = ""] = item;
      const ordered = number !== undefined;
      if (last?.kind === "list" && last.ordered === ordered) last.items.push(said);
      else blocks.push({ kind: "list", ordered, start: Number(number ?? 1), items: [said] });
      begins = false;
    } else if (last?.kind === "list" && !begins) {
      last.items.push(`${last.items.pop()}\n${line.trim()}`);
    } else if (last?.kind === "text" && !begins) {
      last.text += `\n${line}`;
    } else {
      blocks.push({ kind: "text", text: line });
      begins = false;
    }
  }
  return blocks;
}

function Shown({ block }: { block: Block }) {
  switch (block.kind) {
    case "heading":
      return <p className="font-semibold">{inline(block.text)}</p>;
    case "code":
      return <pre className="overflow-x-auto rounded-lg bg-raised p-3 font-mono text-xs">{block.text}</pre>;
    case "text":
      return <p className="whitespace-pre-wrap">{inline(block.text)}</p>;
    case "list": {
      const items = block.items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items are only appended
        <li key={at}>{inline(item)}</li>
      ));
      return block.ordered ? (
        <ol className="list-decimal space-y-1 pl-5" start={block.start}>
          {items}
        </ol>
      ) : (
        <ul className="list-disc space-y-1 pl-5">{items}</ul>
      );
    }
    default:
      return unreachable(block);
  }
}

/** `code` and **bold** that are closed; a mark that is still open is shown as it is. */
export function inline(text: string): ReactNode[] {
  return text.split(/(`[^`\n]+`|\*\*[^*\n]+\*\*)/).map((piece, at) => {
    const key = `${at}`;
    if (/^`.+`$/.test(piece))
      return (
        <code key={key} className="rounded bg-raised px-1 py-0.5 font-mono text-[0.85em]">
          {piece.slice(1, -1)}
        </code>
      );
    if (/^\*\*.+\*\*$/.test(piece)) return <strong key={key}>{piece.slice(2, -2)}</strong>;
    return <Fragment key={key}>{piece}</Fragment>;
  });
}
