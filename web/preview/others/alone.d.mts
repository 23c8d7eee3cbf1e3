// Owns the types of alone.mjs.
export function treeOf(text: string): object | null;
export function shownOf(tree: object | null): { name: string } | { why: string };
export function importsOf(tree: object | null, text: string): string[];
export function absentOf(tree: unknown): string[];
export function firstWordOf(tree: object | null, text: string): number;
