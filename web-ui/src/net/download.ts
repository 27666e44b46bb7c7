import { ApiError } from './apiError';
import { askHosts } from './ask';
import type { Connection } from './connection.svelte';

const TIMEOUT_MILLIS = 400_000;

/**
 * The bytes of a file at `/media/…`, whole. A transfer that breaks goes on where it was, on the next host: the address
 * carries the content's hash, so that the bytes are the same everywhere.
 *
 * @throws ApiError when each host was tried
 */
export async function download(connection: Connection, path: string, signal?: AbortSignal): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let had = 0;
  let contentType = '';
  await askHosts(
    connection,
    async (host, turn, begun) => {
      const headers: Record<string, string> = had > 0 ? { Range: `bytes=${had}-` } : {};
      const response = await connection.load(host.url + path, { headers, signal: turn });
      begun();
      if (!response.ok) throw new ApiError(response.status === 404 ? 'not-found' : 'internal', response.status);
      if (had > 0 && response.status !== 206) {
        // A host that does not part files begins again.
        parts.length = had = 0;
      }
      contentType = response.headers.get('Content-Type') ?? contentType;
      const reader = response.body?.getReader();
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
        parts.push(part.value);
        had += part.value.length;
      }
    },
    { timeoutMillis: TIMEOUT_MILLIS, signal, large: true },
  );
  return new Blob(parts, { type: contentType });
}
