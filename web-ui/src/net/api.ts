import { ApiError } from './apiError';
import { askHosts } from './ask';
import type { Connection } from './connection.svelte';
import type { Host } from './hosts';

export { ApiError } from './apiError';

export interface RequestOptions {
  readonly method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, with its own Content-Type among `headers`: bytes that can be sent again to another host. */
  readonly raw?: Blob | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMillis?: number;
  readonly signal?: AbortSignal;
  /** A write of a few short fields, which no host fails at: it may be asked of every host. */
  readonly plain?: boolean;
}

const TIMEOUT_MILLIS = 30_000;
/** For bytes: 50 MB at 1 Mbit/s. */
const RAW_TIMEOUT_MILLIS = 400_000;

/**
 * JSON over HTTP, to the host in use or the next one: problem+json becomes {@link ApiError}, silence becomes `timed-out`,
 * no network `unreachable`. Every write carries its own id, so that it may be said twice.
 */
export class ApiClient {
  /** Called when a host says that nobody is signed in (any more). */
  onSignedOut: (() => void) | null = null;

  constructor(private readonly connection: Connection) {}

  async request<T>(path: string, options: RequestOptions = {}): Promise<T> {
    const { raw, signal } = options;
    const timeoutMillis = options.timeoutMillis ?? (raw ? RAW_TIMEOUT_MILLIS : TIMEOUT_MILLIS);
    try {
      return await askHosts(
        this.connection,
        (host, turn, begun) => this.exchange<T>(host, path, options, turn, begun),
        { timeoutMillis, signal, large: raw !== undefined, suspect: isWrite(options) && options.plain !== true },
      );
    } catch (error) {
      if (error instanceof ApiError && error.status === 401 && error.code !== 'bad-credentials') this.onSignedOut?.();
      throw error;
    }
  }

  private async exchange<T>(
    host: Host,
    path: string,
    { method = 'GET', body, raw, headers: given }: RequestOptions,
    signal: AbortSignal,
    begun: () => void,
  ): Promise<T> {
    const headers: Record<string, string> = { Accept: 'application/json, application/problem+json', ...given };
    const init: RequestInit = { method, credentials: 'include', headers, signal };
    if (raw !== undefined) init.body = raw;
    else if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
      init.body = JSON.stringify(body);
    }
    const response = await this.connection.load(host.url + path, init);
    begun();
    if (!response.ok) throw await problemOf(response);
    return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
  }
}

function isWrite({ method = 'GET' }: RequestOptions): boolean {
  return method !== 'GET';
}

async function problemOf(response: Response): Promise<ApiError> {
  let problem: { code?: unknown } | null = null;
  let code = response.status === 401 ? 'not-signed-in' : response.status === 404 ? 'not-found' : 'internal';
  try {
    problem = (await response.json()) as { code?: unknown } | null;
    if (typeof problem?.code === 'string') code = problem.code;
  } catch {
    // An answer from something between us and the host; its status says enough.
  }
  return new ApiError(code, response.status, retryAfter(response.headers.get('Retry-After')), [], problem);
}

/** Seconds from a Retry-After header, which may be a number of seconds or a date. */
export function retryAfter(header: string | null, now: number = Date.now()): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000));
}
