// Owns the type of what esbuild inlines as text.
declare module "*.css" {
  const text: string;
  export default text;
}
