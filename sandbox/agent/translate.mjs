/** One file's text → a script, by TypeScript's own compiler: for the few programs that sucrase refuses. Executes nothing. */
import ts from "typescript";

const OPTIONS = {
  jsx: ts.JsxEmit.ReactJSX,
  module: ts.ModuleKind.CommonJS,
  target: ts.ScriptTarget.ES2022,
  esModuleInterop: true,
  isolatedModules: true,
};

/**
 * @param {string} path
 * @param {string} text
 * @returns {string}
 * @throws an Error with `line`
 */
export function translate(path, text) {
  const { outputText, diagnostics } = ts.transpileModule(text, {
    fileName: path,
    reportDiagnostics: true,
    compilerOptions: OPTIONS,
  });
  const [first] = diagnostics ?? [];
  if (!first) return outputText;
  const line = text.slice(0, first.start ?? 0).split("\n").length;
  throw Object.assign(new Error(ts.flattenDiagnosticMessageText(first.messageText, " ")), { line });
}
