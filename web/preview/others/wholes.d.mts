// Owns the types of wholes.mjs.
export function chosen(
  home: string,
  resolve: (name: string) => unknown,
): Promise<{ entry: string; files: Record<string, string> }[]>;
