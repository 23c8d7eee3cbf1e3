// biome-ignore-all lint/correctness/noComponentHookFactories: making components is what it is for
// Stands for styled-components: each template becomes a class of a style sheet, nested rules as the browser knows them. Attributes,
// themes, keyframes and global styles too; no server rendering, no object styles of its own.

import {
  type ComponentProps,
  createContext,
  createElement,
  type ElementType,
  type ReactNode,
  useContext,
} from "react";

// biome-ignore lint/suspicious/noExplicitAny: props of generated components
type Props = Record<string, any>;
type Part =
  | string
  | number
  | false
  | null
  | undefined
  | Part[]
  | ((props: Props) => Part)
  | { toString(): string };
type Template = [strings: TemplateStringsArray | Props, ...parts: Part[]];

const Theme = createContext<Props>({});
const known = new Set<string>();
let sheet: HTMLStyleElement | null = null;

function add(rule: string): void {
  if (known.has(rule)) return;
  known.add(rule);
  sheet ??= document.head.appendChild(document.createElement("style"));
  sheet.append(rule);
}

function hash(text: string): string {
  let sum = 5381;
  for (let i = 0; i < text.length; i++) sum = ((sum * 33) ^ text.charCodeAt(i)) >>> 0;
  return sum.toString(36);
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function ofObject(style: Props): string {
  return Object.entries(style)
    .map(([key, value]) =>
      typeof value === "object" && value !== null
        ? `${key} {${ofObject(value)}}`
        : `${kebab(key)}: ${value};`,
    )
    .join(" ");
}

function text(part: Part, props: Props): string {
  if (part === false || part === null || part === undefined || (part as unknown) === true) return "";
  if (Array.isArray(part)) return part.map((each) => text(each, props)).join("");
  if (typeof part === "function") return "$class" in part ? String(part) : text(part(props), props);
  return Object.getPrototypeOf(part) === Object.prototype ? ofObject(part as Props) : String(part);
}

const written = ([strings, ...parts]: Template, props: Props): string =>
  Array.isArray(strings)
    ? strings.map((each, index) => each + (index < parts.length ? text(parts[index], props) : "")).join("")
    : text(strings as Part, props);

export function css(...template: Template): Part {
  return (props) => written(template, props);
}

export function keyframes(...template: Template): string {
  const rules = written(template, {});
  const name = `k${hash(rules)}`;
  add(`@keyframes ${name} {${rules}}`);
  return name;
}

export function createGlobalStyle(...template: Template) {
  return function GlobalStyle(props: Props): ReactNode {
    const theme = useContext(Theme);
    return <style>{written(template, { theme, ...props })}</style>;
  };
}

type Attributes = Props | ((props: Props) => Props);

function styled(tag: ElementType, attributes: Attributes[] = []) {
  const make = (...template: Template) => {
    const mark = `s${hash(JSON.stringify(template[0]) + String(tag))}`;
    function Styled({ as, className, ...given }: Props): ReactNode {
      const theme = useContext(Theme);
      const props: Props = { theme, ...given };
      for (const each of attributes) Object.assign(props, typeof each === "function" ? each(props) : each);
      const rules = written(template, props);
      const name = `c${hash(rules)}`;
      add(`.${name} {${rules}}\n`);
      const { theme: _, ...passed } = props;
      const plain = Object.entries(passed).filter(
        ([key, value]) =>
          !key.startsWith("$") &&
          (typeof (as ?? tag) !== "string" || typeof value !== "boolean" || isAttribute(key)),
      );
      const classes = [mark, name, className, props.className].filter(Boolean).join(" ");
      return createElement(as ?? tag, { ...Object.fromEntries(plain), className: classes });
    }
    return Object.assign(Styled, { $class: true, toString: () => `.${mark}` });
  };
  return Object.assign(make, {
    attrs: (more: Attributes) => styled(tag, [...attributes, more]),
    withConfig: () => styled(tag, attributes),
  });
}

/** Booleans that elements know. */
const isAttribute = (name: string): boolean =>
  /^(?:aria-|data-|disabled|checked|default|required|read|auto|multiple|hidden|open|selected|loop|muted|controls|draggable|content|no|inert|plays)/.test(
    name,
  );

export const ThemeProvider = ({
  theme,
  children,
}: {
  theme: Props | ((outer: Props) => Props);
  children?: ReactNode;
}) => {
  const outer = useContext(Theme);
  return (
    <Theme value={typeof theme === "function" ? theme(outer) : { ...outer, ...theme }}>{children}</Theme>
  );
};
export const useTheme = (): Props => useContext(Theme);
export const ThemeContext = Theme;
export const StyleSheetManager = ({ children }: ComponentProps<"div">) => children;

type Styler = ReturnType<typeof styled>;
const byTag = new Proxy(styled, {
  get: (target, key) =>
    typeof key === "string" && !(key in target) ? styled(key as ElementType) : Reflect.get(target, key),
}) as typeof styled & Record<string, Styler>;

export { byTag as styled };
export default byTag;
