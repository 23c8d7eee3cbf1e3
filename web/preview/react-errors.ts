// Owns what production React means by the numbers that it throws. Pure. Called where an error becomes words.

const NUMBER = /^Minified React error #(\d+)/;
const ARGUMENTS = /args\[\]=([^&\s;]*)/g;

const MEANINGS: Record<string, string> = {
  31: "An object was used as a child: render one of its fields instead.",
  60: "An element has both children and dangerouslySetInnerHTML.",
  61: "dangerouslySetInnerHTML takes an object: {{ __html: text }}.",
  62: 'The prop style takes an object, as style={{ color: "red" }}, and not a text.',
  130: "An element's type is undefined: the component is not exported or its import is wrong.",
  137: "<{0}> takes no children.",
  185: "A component sets state on every render, without end.",
  231: "{0} takes a function, and was given a value of type {1}.",
  300: "A component returned before one of its hooks: hooks must always run.",
  301: "A component sets state while it renders, without end.",
  310: "A component ran more hooks than before: hooks must not be conditional.",
  321: "A hook was called outside a component.",
  482: "An async component is made anew each time it is asked for, without end.",
};

/** The error's name and what it says, in words where React has but a number. */
export function wordsOf(error: Error): string {
  const meaning = MEANINGS[NUMBER.exec(error.message)?.[1] ?? ""];
  if (meaning === undefined) return `${error.name}: ${error.message}`;
  const given = [...error.message.matchAll(ARGUMENTS)].map(([, text = ""]) => decodeURIComponent(text));
  return `${error.name}: ${meaning.replace(/\{(\d)\}/g, (_all, at: string) => given[Number(at)] ?? "it")}`;
}
