// The older place of `@/hooks/use-toast`.

export * from "./hooks/use-toast";
