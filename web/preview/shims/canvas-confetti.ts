// Stands for canvas-confetti: the package itself without its worker, which starts in no preview: it would wait for that without end.

import theirs, { type Options } from "canvas-confetti";

const { shapeFromPath, shapeFromText } = theirs;
const create = (canvas?: HTMLCanvasElement, options?: Options) =>
  theirs.create(canvas, { ...options, useWorker: false });
const confetti = create(undefined, { resize: true });

const reset = () => confetti.reset();

export { create, reset, shapeFromPath, shapeFromText };
export default Object.assign((options?: object) => confetti(options), {
  create,
  reset,
  shapeFromPath,
  shapeFromText,
});
