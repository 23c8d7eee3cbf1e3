/** Asks the server's compiler for files that the frame's compiler refuses. */

/** Longer than the server gives its compiler, 5 s. */
const MOST_MS = 8_000;

/** By path, as scripts; without those that are no module. {} when the server cannot be asked, or does not answer in time. */
export async function translate(files: Record<string, string>): Promise<Record<string, string>> {
  const [, session] = /^\/s\/([^/]+)/.exec(location.pathname) ?? [];
  if (!session) return {};
  try {
    const answer = await fetch(`/api/sessions/${session}/translate`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ files }),
      signal: AbortSignal.timeout(MOST_MS),
    });
    const said: { code?: Record<string, string> } = answer.ok ? await answer.json() : {};
    return said.code ?? {};
  } catch {
    return {};
  }
}
