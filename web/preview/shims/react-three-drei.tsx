// Stands for @react-three/drei: the package itself, and its parts that fetch what they show from elsewhere: lamps in place
// of a photographed room, letters that the browser draws in place of a font's outlines, and a box of lines in place of a model.
// And Html, which would stay empty.

import * as drei from "@react-three/drei";
import { createElement as h, type ReactNode, useEffect, useMemo, useState } from "react";
import {
  BoxGeometry,
  CanvasTexture,
  EdgesGeometry,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshStandardMaterial,
  SRGBColorSpace,
} from "three";

export * from "@react-three/drei";

// biome-ignore lint/suspicious/noExplicitAny: props of generated components
type Props = Record<string, any>;

// biome-ignore format: a table
const PRESETS: Record<string, string> = {
  sunset: "#e9b384", dawn: "#d9c2c9", night: "#10162b", forest: "#5c6f52", park: "#8fa877",
  city: "#a3adba", warehouse: "#8b8680", apartment: "#b8ab9b", studio: "#c9ccd1", lobby: "#a99c8c",
};
const CELL_PX = 96;

/** `preset`, `files` and `path` name photographs. */
export function Environment({ preset, files, path, children, ...rest }: Props): ReactNode {
  if (preset === undefined && files === undefined && path === undefined)
    return h(drei.Environment, rest, children);
  const colour = PRESETS[preset] ?? "#a3adba";
  return [
    h("hemisphereLight", { key: "sky", args: ["#ffffff", colour, 2] }),
    h("directionalLight", { key: "sun", position: [5, 8, 5], intensity: 2 }),
    h("directionalLight", { key: "rim", position: [-6, 3, -6], intensity: 1, color: colour }),
    rest.background ? h("color", { key: "behind", attach: "background", args: [colour] }) : null,
  ];
}

/**
 * The package's, once the scene is there. A canvas mounts its scene while React DOM commits the page and only then says which element
 * it listens to; Html has made a root in its own element by then, lets go of it for one in the same element, and as React DOM is busy, the
 * first root ends after the second has shown its children: it empties the element of them.
 */
export function Html(props: Props): ReactNode {
  const [there, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  return there ? h(drei.Html, props) : null;
}

const words = (children: ReactNode): string =>
  Array.isArray(children)
    ? children.map(words).join("")
    : typeof children === "string" || typeof children === "number"
      ? String(children)
      : "";

/** Flat letters, as large as the package's. */
export function Text(props: Props): ReactNode {
  const { children, text = "", fontSize = 1, color = "white", maxWidth = Number.POSITIVE_INFINITY } = props;
  const {
    anchorX = "center",
    anchorY = "middle",
    textAlign = "left",
    fontWeight = "normal",
    ...others
  } = props;
  const said = words(children) || String(text);
  const drawn = useMemo(
    () => draw(said, { fontSize, color: String(color), maxWidth, textAlign, fontWeight }),
    [said, fontSize, color, maxWidth, textAlign, fontWeight],
  );
  useEffect(() => () => drawn.texture.dispose(), [drawn]);
  const { position, rotation, scale, ref, visible, name, onClick, onPointerOver, onPointerOut } = others;
  const x = anchorX === "left" ? drawn.width / 2 : anchorX === "right" ? -drawn.width / 2 : 0;
  const y = /^top/.test(anchorY) ? -drawn.height / 2 : /^bottom/.test(anchorY) ? drawn.height / 2 : 0;
  const events = { onClick, onPointerOver, onPointerOut };
  const placed = Object.fromEntries(
    Object.entries({ position, rotation, scale, ref, visible, name, ...events }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  return h("group", placed, [
    h("mesh", { key: "letters", position: [x, y, 0] }, [
      h("planeGeometry", { key: "shape", args: [drawn.width, drawn.height] }),
      h("meshBasicMaterial", {
        key: "ink",
        map: drawn.texture,
        transparent: true,
        toneMapped: false,
        depthWrite: false,
      }),
    ]),
  ]);
}

const held = drei.useGLTF;
const HELD = /^(?:data|blob):/;
const absent = new Map<string, Props>();

/** Whatever node or material of the model is asked for, it is there. */
const any = (make: () => unknown): Props =>
  new Proxy({} as Props, {
    get: (target, key) => {
      if (typeof key === "symbol") return undefined;
      target[key] ??= make();
      return target[key];
    },
  });

/** A model that is not fetched; the request for it is made, so that the page says which. */
function absentModel(path: string): Props {
  const known = absent.get(path);
  if (known) return known;
  void fetch(path).catch(() => undefined);
  const scene = new Group();
  scene.add(
    new LineSegments(
      new EdgesGeometry(new BoxGeometry(1, 1, 1)),
      new LineBasicMaterial({ color: "#a3adba" }),
    ),
  );
  const material = () => new MeshStandardMaterial({ color: "#a3adba" });
  const nodes = any(() => new Mesh(new BoxGeometry(1, 1, 1), material()));
  const made = {
    scene,
    scenes: [scene],
    nodes,
    materials: any(material),
    animations: [],
    cameras: [],
    asset: {},
  };
  absent.set(path, made);
  return made;
}

/** Of a file that a person chose, the model itself. */
function model(path: string | string[], ...rest: never[]): unknown {
  if (Array.isArray(path)) return path.map((each) => model(each, ...rest));
  return HELD.test(path) ? held(path, ...rest) : absentModel(path);
}
const nothing = () => undefined;

export const useGLTF = Object.assign(model, { preload: nothing, clear: nothing, setDecoderPath: nothing });

interface Look {
  fontSize: number;
  color: string;
  maxWidth: number;
  textAlign: string;
  fontWeight: string | number;
}

/** The letters as a texture, and its size in the scene. */
function draw(text: string, { fontSize, color, maxWidth, textAlign, fontWeight }: Look) {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  const font = `${fontWeight} ${CELL_PX}px sans-serif`;
  if (pen) pen.font = font;
  const wide = (line: string) => pen?.measureText(line).width ?? line.length * CELL_PX * 0.5;
  const lines = text
    .split("\n")
    .flatMap((line) => wrapped(line, (part) => wide(part) * (fontSize / CELL_PX) <= maxWidth));
  canvas.width = Math.max(1, Math.ceil(Math.max(...lines.map(wide))));
  canvas.height = Math.ceil(lines.length * CELL_PX * 1.2);
  if (pen) {
    Object.assign(pen, { font, fillStyle: color, textBaseline: "middle" });
    for (const [at, line] of lines.entries()) {
      const free = canvas.width - wide(line);
      pen.fillText(
        line,
        textAlign === "center" ? free / 2 : textAlign === "right" ? free : 0,
        (at + 0.5) * CELL_PX * 1.2,
      );
    }
  }
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  const share = fontSize / CELL_PX;
  return { texture, width: canvas.width * share, height: canvas.height * share };
}

function wrapped(line: string, fits: (part: string) => boolean): string[] {
  const lines: string[] = [];
  let now = "";
  for (const word of line.split(" ")) {
    const longer = now === "" ? word : `${now} ${word}`;
    if (now !== "" && !fits(longer)) {
      lines.push(now);
      now = word;
    } else now = longer;
  }
  return [...lines, now];
}
