// Owns the types of fetch.mjs.
export function others(wanted?: (spec: string) => boolean): Promise<string[]>;
export function fetched(spec: string, integrity: string, under: string, patterns: string[]): Promise<string>;
export class NotFetched extends Error {}
