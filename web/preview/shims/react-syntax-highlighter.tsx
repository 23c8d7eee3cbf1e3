// Stands for react-syntax-highlighter: the code as it is, in a dark block, with line numbers where they are asked for.

import type { CSSProperties, ElementType, ReactNode } from "react";

interface Props {
  children?: ReactNode;
  language?: string;
  showLineNumbers?: boolean;
  customStyle?: CSSProperties;
  className?: string;
  PreTag?: ElementType;
}

const BLOCK: CSSProperties = {
  background: "#282c34",
  color: "#abb2bf",
  padding: "1em",
  margin: "0.5em 0",
  borderRadius: "0.3em",
  overflow: "auto",
  font: "13px/1.5 ui-monospace, SFMono-Regular, Menlo, monospace",
  whiteSpace: "pre",
};

function SyntaxHighlighter({
  children,
  language,
  showLineNumbers,
  customStyle,
  className,
  PreTag = "pre",
}: Props) {
  const lines = [children].flat(2).join("").replace(/\n$/, "").split("\n");
  const text = showLineNumbers
    ? lines.map((line, index) => `${String(index + 1).padStart(3)}  ${line}`).join("\n")
    : lines.join("\n");
  return (
    <PreTag className={className} style={{ ...BLOCK, ...customStyle }}>
      <code className={language && `language-${language}`}>{text}</code>
    </PreTag>
  );
}
SyntaxHighlighter.registerLanguage = () => undefined;

export default SyntaxHighlighter;
export {
  SyntaxHighlighter as Light,
  SyntaxHighlighter as Prism,
  SyntaxHighlighter as PrismLight,
  SyntaxHighlighter as PrismAsync,
  SyntaxHighlighter as PrismAsyncLight,
};

/** Its styles: a name that is not here is a style all the same. */
const styles = {};
export const $missing = (_name: string) => styles;
