export const web: string;
export const tableFile: string;
export const uiFolder: string;
export function modules(): Map<string, string | null>;
export function npmModules(): string[];
export function classNames(file: string, seen?: Set<string>): string[];
export function loaders(pathOf: (id: string) => string): string;
export function withClasses(file: string): string;
