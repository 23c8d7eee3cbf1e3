// Owns the types of unmap.mjs.
export function sourcesOf(text: string, at: string): [path: string, text: string][];
