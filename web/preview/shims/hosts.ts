// Owns what pasted code may write on plain elements and a browser without a bundler or a network does not know: styled-jsx, and
// images that are not there. Called for every element that the program makes.

import { pictureOf, withPictures } from "./picture";

// biome-ignore lint/suspicious/noExplicitAny: props of generated components
type Props = Record<string, any>;

/** The props that the element `type` gets; `props` may be changed. */
export function hostProps(type: string, props: Props): Props {
  switch (type) {
    case "style":
      if ("jsx" in props) {
        const { jsx, global, ...rest } = props;
        return global || typeof rest.children !== "string"
          ? rest
          : { ...rest, children: scoped(rest.children) };
      }
      return props;
    case "img":
      if (props.srcSet) delete props.srcSet;
      props.src = pictureOf(props.src, props);
      return props;
    case "source":
      if (props.srcSet) props.srcSet = pictureOf(String(props.srcSet).split(/[\s,]/)[0]);
      return props;
    case "image":
      for (const name of ["href", "xlinkHref"])
        if (props[name] !== undefined) props[name] = pictureOf(props[name], props);
      return props;
    case "video":
      if (props.poster) props.poster = pictureOf(props.poster, props);
      return props;
  }
  for (const name of ["backgroundImage", "background"]) {
    const value = props.style?.[name];
    if (typeof value === "string" && value.includes("url("))
      props.style = { ...props.style, [name]: withPictures(value) };
  }
  return props;
}

const COMMENT = /\/\*.*?\*\//gs;
const SELECTORS = /(?<=^|[{};])[^{}@;]+(?=\{)/g;
const IN_KEYFRAMES = /^\s*(?:from|to|[\d.]+%)/;
/** One of a list: a comma between brackets is its own. */
const SELECTOR = /(?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]|[^,([])+/g;
const PSEUDO_ELEMENT = /(?:::[\w-]|:(?:before|after|first-line|first-letter)\b).*$/s;

/**
 * For the element that the sheet stands in and what is below it, in browsers that know how. By itself a selector there means what is
 * below alone; what is in `:is()` may begin with the element, and may have no pseudo-element.
 */
function scoped(css: string): string {
  if (!("CSSScopeRule" in globalThis)) return css;
  const plain = css.replace(COMMENT, "").replace(/:global\(([^()]*)\)/g, "$1");
  const rules = plain.replace(SELECTORS, (all) =>
    IN_KEYFRAMES.test(all) ? all : `${(all.match(SELECTOR) ?? []).flatMap(reaching).join(", ")} `,
  );
  return `@scope {${rules}}`;
}

function reaching(selector: string): string[] {
  const all = selector.trim();
  if (all === "") return [];
  const [pseudo = ""] = PSEUDO_ELEMENT.exec(all) ?? [];
  const before = all.slice(0, all.length - pseudo.length);
  const element = /(?:^|[\s>+~])$/.test(before) ? `${before}*` : before;
  return [all, `:is(${element})${pseudo}`, `:scope:is(${element})${pseudo}`];
}
