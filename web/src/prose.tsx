/**
 * The little Markdown that replies use: paragraphs, headings, lists, fences, `code`, **bold**. Everything else is
 * shown as the text it is; nothing becomes a link, an image or HTML.
 */
import { Fragment, type ReactNode } from "react";

export function Prose({ text, writing = false }: { text: string; writing?: boolean }) {
  const blocks = text.trim().split(/\n{2,}/);
  return (
    <div className={`space-y-2 leading-relaxed ${writing ? "caret-last" : ""}`}>
      {blocks.map((block, at) => (
        // Blocks only ever grow at the end, so their place is their identity.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Block key={at} text={block} />
      ))}
    </div>
  );
}

function Block({ text }: { text: string }) {
  const lines = text.split("\n");
  const heading = /^#{1,6} (.*)$/.exec(text);
  if (heading) return <p className="font-semibold">{inline(heading[1] ?? "")}</p>;
  if (text.startsWith("```")) {
    const code = text.replace(/^```.*\n?/, "").replace(/\n?```$/, "");
    return <pre className="overflow-x-auto rounded-lg bg-raised p-3 font-mono text-xs">{code}</pre>;
  }
  if (lines.every((line) => /^([-*]|\d+\.) /.test(line))) {
    return (
      <ul className="list-disc space-y-1 pl-5">
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items are only appended
          <li key={at}>{inline(line.replace(/^([-*]|\d+\.) /, ""))}</li>
        ))}
      </ul>
    );
  }
  return <p className="whitespace-pre-wrap">{inline(text)}</p>;
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
