export interface Kit {
  /** Of every package that lies on top of node_modules. */
  versions: Record<string, string>;
  /** Which packages must be beside a package. */
  peers: Record<string, string[]>;
  /** Modules that generated code can import and that are ours, with their places in `sources`. */
  modules: Record<string, string>;
  /** Texts by their places: `ui/…` and `stand-ins/…`. */
  sources: Record<string, string>;
  /** The style sheet. */
  theme: string;
}
export function kit(): string;
