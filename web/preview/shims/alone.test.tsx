// @vitest-environment jsdom
// Pages that were written for inside of a router, or of a query client's provider, and are shown by themselves.

import { act } from "react";
import { createRoot } from "react-dom/client";
import { beforeEach, expect, test, vi } from "vitest";
import * as router from "./react-router";
import { useQuery, useQueryClient } from "./tanstack-react-query";

let root: HTMLElement;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  document.body.innerHTML = '<div id="root"></div>';
  root = document.getElementById("root") as HTMLElement;
});

const show = (page: React.ReactNode) => act(async () => createRoot(root).render(page));
const click = (text: string) =>
  act(async () => {
    [...root.querySelectorAll<HTMLElement>("a,button")].find((each) => each.textContent === text)?.click();
  });

function Place() {
  return <output>{router.useLocation().pathname}</output>;
}

function Pages() {
  const navigate = router.useNavigate();
  return (
    <>
      <router.Link to="/cart">Cart</router.Link>
      <button type="button" onClick={() => navigate("/")}>
        Home
      </button>
      <Place />
      <router.Routes>
        <router.Route path="/" element={<p>front</p>} />
        <router.Route path="/cart" element={<p>cart</p>} />
      </router.Routes>
    </>
  );
}

function Names() {
  const { data } = useQuery({ queryKey: ["names"], queryFn: async () => ["Ada"] });
  return <p>{useQueryClient() ? data?.join() : "none"}</p>;
}

test("a page without a router has an address, which its links and hooks follow", async () => {
  await show(<Pages />);
  expect(root.querySelector("p")?.textContent).toBe("front");
  await click("Cart");
  expect([root.querySelector("output")?.textContent, root.querySelector("p")?.textContent]).toEqual([
    "/cart",
    "cart",
  ]);
  await click("Home");
  expect(root.querySelector("p")?.textContent).toBe("front");
});

test.each([
  ["BrowserRouter", router.BrowserRouter],
  ["MemoryRouter", router.MemoryRouter],
])("a %s of the program's own is the one that counts", async (_name, Own) => {
  await show(
    <Own>
      <Pages />
    </Own>,
  );
  await click("Cart");
  expect(root.querySelector("p")?.textContent).toBe("cart");
  await click("Home");
});

test("a router made of routes shows its pages", async () => {
  const made = router.createBrowserRouter([{ path: "/", element: <Place /> }]);
  await show(<router.RouterProvider router={made} />);
  expect(root.textContent).toBe("/");
});

test("a query without a provider has a client", async () => {
  await show(<Names />);
  await vi.waitFor(() => expect(root.textContent).toBe("Ada"), 20_000);
});
