/**
 * Texts as the server takes them: in whole characters. Half an emoji, which a program's text may hold and a cut by
 * length makes, is no Unicode: the server cannot read the command that it stands in. Pure.
 */

/** The start of the text, at most `most` UTF-16 units, without half characters. */
export function firstOf(text: string, most: number): string {
  const halved = text.length > most && /[\uD800-\uDBFF]$/.test(text.slice(0, most));
  return text.slice(0, halved ? most - 1 : most).toWellFormed();
}

/** What a program or a check said, for a prompt that nobody typed: a fence that it cannot close, so that the server
 * hands it to the model as data. As studio/prompt/pasted.py has it. */
export const asPasted = (text: string): string => `\`\`\`\n${text.replaceAll("```", "'''")}\n\`\`\``;

/** Why a text is too long, in the server's characters; null if it is not. `remedy`: what to do about it. */
export function whyTooLong(text: string, most: number, remedy: string): string | null {
  if (text.length <= most) return null;
  const chars = [...text].length;
  if (chars <= most) return null;
  const [is, may] = [chars, most].map((n) => n.toLocaleString("en"));
  return `${is} characters; at most ${may} fit. ${remedy}`;
}
