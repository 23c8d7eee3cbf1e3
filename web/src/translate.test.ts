// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { translate } from "./translate";

beforeEach(() => history.replaceState(null, "", "/s/abc"));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it("asks for the session's files", async () => {
  const asked = vi.fn(async () => new Response(JSON.stringify({ code: { "App.tsx": "made" } })));
  vi.stubGlobal("fetch", asked);
  expect(await translate({ "App.tsx": "odd" })).toEqual({ "App.tsx": "made" });
  expect(asked).toHaveBeenCalledWith(
    "/api/sessions/abc/translate",
    expect.objectContaining({ method: "POST" }),
  );
});

it("gives up on a server that does not answer", async () => {
  const end = new AbortController();
  vi.spyOn(AbortSignal, "timeout").mockReturnValue(end.signal);
  const never = (_: string, { signal }: RequestInit) =>
    new Promise<Response>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
  vi.stubGlobal("fetch", never);
  const answer = translate({ "App.tsx": "odd" });
  end.abort();
  expect(await answer).toEqual({});
});
