// Owns the types of unstring.mjs.
export function stringsOf(text: string, holder: string): [path: string, text: string][];
export function unstring(home: string): Promise<void>;
