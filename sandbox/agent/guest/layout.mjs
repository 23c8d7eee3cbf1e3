/** Methods and sizes of elements that need a layout, a screen or a speaker, for pages that have none. */
import { anything, HEIGHT, nothing, rect, WIDTH } from "./standins.mjs";

const SIZES = { offsetWidth: WIDTH, clientWidth: WIDTH, scrollWidth: WIDTH, offsetHeight: HEIGHT, clientHeight: HEIGHT, scrollHeight: HEIGHT };
const methods = {
  getBoundingClientRect: rect,
  getClientRects: () => [rect()],
  scrollIntoView: nothing,
  scrollTo: nothing,
  scrollBy: nothing,
  setPointerCapture: nothing,
  releasePointerCapture: nothing,
  hasPointerCapture: () => false,
  getContext: () => anything(),
  toDataURL: () => "data:,",
  getTotalLength: () => 100,
  getPointAtLength: () => ({ x: 0, y: 0 }),
  getBBox: rect,
  getComputedTextLength: () => 50,
  play: async () => {},
  pause: nothing,
  load: nothing,
  getAnimations: () => [],
  requestFullscreen: async () => {},
  animate: () => ({ finished: Promise.resolve(), cancel: nothing, play: nothing, pause: nothing, finish: nothing, onfinish: null }),
};

/**
 * To every element of the page, and to those classes that have members of these names themselves.
 * @param {object} element prototype of all @param {object[]} prototypes of the page's other classes
 */
export function giveLayout(element, prototypes) {
  const give = (name, described) => {
    for (const own of [element, ...prototypes.filter((each) => Object.hasOwn(each, name))])
      Object.defineProperty(own, name, { ...described, configurable: true });
  };
  for (const [name, value] of Object.entries(methods)) give(name, { value, writable: true });
  for (const [name, size] of Object.entries(SIZES)) give(name, { get: () => size });
}
