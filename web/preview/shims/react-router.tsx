// Stands for react-router and react-router-dom: the package itself, its browser routers kept in memory.

export * from "react-router";
export {
  createMemoryRouter as createBrowserRouter,
  createMemoryRouter as createHashRouter,
  MemoryRouter as BrowserRouter,
  MemoryRouter as HashRouter,
} from "react-router";
