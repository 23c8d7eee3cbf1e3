/** The prompt that asks for the repair of what the finished component threw. Pure. */
import { asPasted, firstOf } from "./chars";
import type { Files } from "./looking";
import { excerptOf, type Spot, spotText } from "./places";
import type { Fault } from "./said";

const MAX_MESSAGE_CHARS = 1_000;

/** The innermost place in a file that is there: what to show of a fault. */
export function spotOf({ places }: Fault, files: Files): Spot | null {
  return places.find(({ path, line }) => excerptOf(files, { path, line }).length > 0) ?? null;
}

/** The prompt of "Fix it". `fault` is null if the preview was stopped. */
export function fixPrompt(message: string, fault: Fault | null, files: Files): string {
  const spot = fault && spotOf(fault, files);
  const component = fault?.components[0];
  const where = [component && `in <${component}>`, spot && `at ${spotText(spot)}`].filter(Boolean).join(" ");
  const code = spot ? excerptOf(files, spot) : [];
  const lines = code.map(({ line, text, hit }) => `${hit ? ">" : " "} ${line} | ${text}`);
  const told = [
    firstOf(message, MAX_MESSAGE_CHARS),
    ...(where ? [where] : []),
    ...(lines.length > 0 ? ["", ...lines] : []),
  ].join("\n");
  return `Fix this error of the preview and keep everything else.\n\n${asPasted(told)}`;
}
