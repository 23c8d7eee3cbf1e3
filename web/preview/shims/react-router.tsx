// biome-ignore-all lint/correctness/noComponentHookFactories: each is wrapped once, when the module loads
// Stands for react-router and react-router-dom: the package itself, its browser routers kept in memory. A page that was written for
// inside of a router and is shown alone has an address too: links lead on in memory, hooks follow it.

import { type ComponentType, type Context, createElement, useSyncExternalStore } from "react";
import * as real from "react-router";

export * from "react-router";

// biome-ignore lint/suspicious/noExplicitAny: any hook, any component
type Any = any;

const memory = real.UNSAFE_createMemoryHistory({ initialEntries: ["/"], v5Compat: true });
const address = { location: memory.location, navigationType: memory.action };
const listeners = new Set<() => void>();

memory.listen(({ location, action }) => {
  Object.assign(address, { location, navigationType: action });
  for (const listener of listeners) listener();
});

/** What a context gives where nothing provides it. */
function standsAlone(context: unknown, value: unknown): void {
  const inside = context as { _currentValue: unknown; _currentValue2: unknown };
  inside._currentValue = inside._currentValue2 = value;
}

standsAlone(real.UNSAFE_LocationContext, address);
standsAlone(real.UNSAFE_NavigationContext, { basename: "/", navigator: memory, static: false, future: {} });

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const useAddress = () => useSyncExternalStore(listen, () => address.location);

/** Follows the address of a page without a router. */
function following<H extends (...values: Any[]) => Any>(useReal: H): H {
  return ((...values: Any[]) => {
    useAddress();
    return useReal(...values);
  }) as H;
}

function shown<P extends object>(type: ComponentType<P>): ComponentType<P> {
  return function Following(props: P) {
    useAddress();
    return createElement(type, props);
  };
}

/** A router of the program's own is in no other one. */
function root<P extends object>(type: ComponentType<P>): ComponentType<P> {
  const { Provider } = real.UNSAFE_LocationContext as Context<Any>;
  return (props: P) => createElement(Provider, { value: null }, createElement(type, props));
}

export const useLocation = following(real.useLocation);
export const useParams = following(real.useParams);
export const useSearchParams = following(real.useSearchParams);
export const useMatch = following(real.useMatch);
export const useRoutes = following(real.useRoutes);
export const Routes = shown(real.Routes);
export const NavLink = shown(real.NavLink as ComponentType<Any>);
export const MemoryRouter = root(real.MemoryRouter);
export const Router = root(real.Router);
export const RouterProvider = root(real.RouterProvider);
export const BrowserRouter = MemoryRouter;
export const HashRouter = MemoryRouter;
export const createBrowserRouter = real.createMemoryRouter;
export const createHashRouter = real.createMemoryRouter;
