// Stands for axios: the calls that programs make, over the frame's fetch, which answers with the program's sample data.

interface Config {
  url?: string;
  method?: string;
  baseURL?: string;
  params?: Record<string, unknown>;
  data?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  responseType?: string;
}
type Step = (value: unknown) => unknown;

export class AxiosError extends Error {
  override readonly name = "AxiosError";
  readonly isAxiosError = true;
  constructor(
    message: string,
    readonly code?: string,
    readonly config?: Config,
    readonly request?: unknown,
    readonly response?: unknown,
  ) {
    super(message);
  }
}

/** Interceptors run in the order in which they were added. */
class Steps {
  readonly all: [Step | undefined, Step | undefined][] = [];
  use(done?: Step, failed?: Step): number {
    return this.all.push([done, failed]) - 1;
  }
  eject(index: number): void {
    this.all[index] = [undefined, undefined];
  }
}

const addressOf = ({ url = "", baseURL = "", params = {} }: Config): string => {
  const known = Object.entries(params).filter(([, value]) => value != null);
  const query = new URLSearchParams(known.map(([key, value]) => [key, String(value)])).toString();
  const whole = /^https?:/.test(url) ? url : baseURL.replace(/\/$/, "") + url;
  return query ? `${whole}${whole.includes("?") ? "&" : "?"}${query}` : whole;
};

async function send(config: Config): Promise<unknown> {
  const { method = "get", data, headers = {}, signal } = config;
  const plain = typeof data === "object" && data !== null && Object.getPrototypeOf(data) === Object.prototype;
  const answer = await fetch(addressOf(config), {
    method: method.toUpperCase(),
    headers: plain ? { "Content-Type": "application/json", ...headers } : headers,
    ...(data === undefined ? {} : { body: plain ? JSON.stringify(data) : (data as BodyInit) }),
    ...(signal ? { signal } : {}),
  });
  const text = await answer.text();
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // Text stays text.
  }
  const { status, statusText } = answer;
  const response = { data: body, status, statusText, headers: Object.fromEntries(answer.headers), config };
  if (answer.ok) return response;
  throw new AxiosError(`Request failed with status code ${status}`, "ERR_BAD_RESPONSE", config, {}, response);
}

function make(defaults: Config) {
  const interceptors = { request: new Steps(), response: new Steps() };
  const through = (start: Promise<unknown>, steps: Steps) =>
    steps.all.reduce((value, [done, failed]) => value.then(done, failed), start);
  const request = (first: string | Config, more: Config = {}): Promise<unknown> => {
    const given = typeof first === "string" ? { url: first, ...more } : first;
    const headers = { ...defaults.headers, ...given.headers };
    const config = through(Promise.resolve({ ...defaults, ...given, headers }), interceptors.request);
    return through(
      config.then((value) => send(value as Config)),
      interceptors.response,
    );
  };
  const bare = (method: string) => (url: string, config?: Config) => request(url, { ...config, method });
  const full = (method: string) => (url: string, data?: unknown, config?: Config) =>
    request(url, { ...config, method, data });
  return Object.assign(request, {
    defaults: { ...defaults, headers: { common: {}, ...defaults.headers } },
    interceptors,
    request,
    get: bare("get"),
    delete: bare("delete"),
    head: bare("head"),
    options: bare("options"),
    post: full("post"),
    put: full("put"),
    patch: full("patch"),
  });
}

export const isAxiosError = (error: unknown): boolean => error instanceof AxiosError;
export const isCancel = (error: unknown): boolean => (error as Error | null)?.name === "AbortError";

export default Object.assign(make({}), {
  create: (defaults: Config = {}) => make(defaults),
  all: (values: unknown[]) => Promise.all(values),
  isAxiosError,
  isCancel,
  AxiosError,
});
