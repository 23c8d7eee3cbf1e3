// biome-ignore-all lint/correctness/noComponentHookFactories: this is what next/dynamic is
// Stands for next/dynamic: a component that is there a moment later. `makeLazy` is given by packages/kept.ts.

import { type ComponentType, lazy, type ReactNode, Suspense } from "react";

// biome-ignore lint/suspicious/noExplicitAny: any component may be loaded
type Any = ComponentType<any>;
type Loaded = Any | { default: Any };
type Loader = (() => Promise<Loaded>) | Promise<Loaded>;
interface Options {
  loader?: Loader;
  loading?: ComponentType<{ isLoading: boolean }>;
  ssr?: boolean;
}

export default function dynamic(what: Loader | Options, options: Options = {}, makeLazy = lazy): Any {
  const all = typeof what === "object" && "loader" in what ? { ...what, ...options } : options;
  const load = (all.loader ?? what) as Loader;
  const Later = makeLazy(async () => {
    const loaded = await (typeof load === "function" ? load() : load);
    return { default: "default" in loaded ? loaded.default : loaded };
  });
  const { loading: Loading } = all;
  return function Dynamic(props: object): ReactNode {
    return (
      <Suspense fallback={Loading ? <Loading isLoading /> : null}>
        <Later {...props} />
      </Suspense>
    );
  };
}
