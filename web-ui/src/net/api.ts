import { deadline } from './deadline';

/** A request that was not answered with success. `code` is the problem's stable code, or one of the two made here. */
export class ApiError extends Error {
  constructor(
    readonly code: 'unreachable' | 'timed-out' | (string & {}),
    readonly status: number,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(`${code} (${status})`);
  }
}

export interface RequestOptions {
  readonly method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMillis?: number;
  readonly signal?: AbortSignal;
}

const TIMEOUT_MILLIS = 15_000;

/** JSON over HTTP: problem+json becomes {@link ApiError}, silence becomes `timed-out`, no network `unreachable`. */
export class ApiClient {
  /** Called when a host says that nobody is signed in (any more). */
  onSignedOut: (() => void) | null = null;

  constructor(
    private readonly origin: () => string,
    private readonly load: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  async request<T>(path: string, options: RequestOptions = {}): Promise<T> {
    const limit = deadline(options.timeoutMillis ?? TIMEOUT_MILLIS, options.signal);
    const headers: Record<string, string> = {
      Accept: 'application/json, application/problem+json',
      ...options.headers,
    };
    const init: RequestInit = { method: options.method ?? 'GET', credentials: 'include', headers };
    if (options.body !== undefined) {
      headers['Content-Type'] = 'application/json';
      init.body = JSON.stringify(options.body);
    }
    init.signal = limit.signal;
    try {
      const response = await this.load(this.origin() + path, init);
      if (!response.ok) throw await problemOf(response);
      return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
    } catch (error) {
      if (error instanceof ApiError) {
        if (error.status === 401 && error.code !== 'bad-credentials') this.onSignedOut?.();
        throw error;
      }
      if (options.signal?.aborted) throw error;
      throw new ApiError(limit.passed() ? 'timed-out' : 'unreachable', 0);
    } finally {
      limit.release();
    }
  }
}

async function problemOf(response: Response): Promise<ApiError> {
  let code = response.status === 401 ? 'not-signed-in' : response.status === 404 ? 'not-found' : 'internal';
  try {
    const problem = (await response.json()) as { code?: unknown };
    if (typeof problem.code === 'string') code = problem.code;
  } catch {
    // An answer from something between us and the host; its status says enough.
  }
  return new ApiError(code, response.status, retryAfter(response.headers.get('Retry-After')));
}

/** Seconds from a Retry-After header, which may be a number of seconds or a date. */
export function retryAfter(header: string | null, now: number = Date.now()): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000));
}
