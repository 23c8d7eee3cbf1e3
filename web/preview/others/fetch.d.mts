// Owns the types of fetch.mjs.
export function others(wanted?: (spec: string) => boolean): Promise<string[]>;
