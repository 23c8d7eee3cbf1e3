// Owns the type of what esbuild inlines as text.
declare module "*.css" {
  const text: string;
  export default text;
}

// Owns the type of what scripts/modules.mjs lists: the modules that generated code can import, and how each is loaded.
declare module "vendor:modules" {
  // biome-ignore lint/suspicious/noExplicitAny: exports of packages
  export const modules: Record<string, () => Promise<Record<string, any>>>;
}

// Owns the type of what scripts/kit.mjs writes: what a downloaded project brings along.
declare module "vendor:kit" {
  export const kit: import("../scripts/kit.mjs").Kit;
}

declare module "canvas-confetti" {
  export interface Options {
    resize?: boolean;
    useWorker?: boolean;
    disableForReducedMotion?: boolean;
  }
  type Shape = (described: object) => object;
  interface Cannon {
    (options?: object): Promise<void> | null;
    reset(): void;
  }
  interface Confetti extends Cannon {
    create(canvas?: HTMLCanvasElement, options?: Options): Cannon;
    shapeFromPath: Shape;
    shapeFromText: Shape;
  }
  const confetti: Confetti;
  export default confetti;
}
