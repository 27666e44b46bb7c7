import { DetailedError, Upload } from 'tus-js-client';
import { retryAfter, type ApiClient } from '../../net/api';
import { ApiError } from '../../net/apiError';
import { askHosts } from '../../net/ask';
import type { Connection } from '../../net/connection.svelte';
import type { Host } from '../../net/hosts';
import { mediaItem, type MediaItem } from './item';
import { ATTEMPT_MILLIS, STALL_MILLIS } from './limits';

export interface Sending {
  readonly id: string;
  readonly fileName: string;
  readonly type: string;
  readonly blob: Blob;
  /** A host may have a part of it: it is asked first. */
  readonly begun: boolean;
}

/** Called with the bytes that the host in use has; fewer than before: another host begins anew. */
export type Progress = (bytes: number) => void;

/** @throws ApiError */
export type Send = (file: Sending, progress: Progress, signal: AbortSignal) => Promise<MediaItem>;

const PATH = '/api/uploads';

/**
 * Uploads by tus to the host in use, or the next one as for every other request. A host that has a part of it goes on from
 * there; one that has none begins anew. When this resolves the host has the file and its row for good.
 */
export const sendTo =
  (connection: Connection, api: ApiClient, stallMillis = STALL_MILLIS): Send =>
  async (file, progress, signal) => {
    const toHost = (host: Host, turn: AbortSignal, begun: () => void) => {
      const moved = (bytes: number) => {
        if (bytes > 0) begun();
        progress(bytes);
      };
      return tus(host, file, moved, turn, stallMillis);
    };
    try {
      await askHosts(connection, toHost, { timeoutMillis: ATTEMPT_MILLIS, signal, large: true, suspect: true });
    } catch (error) {
      // The answer to the last byte was lost, and the upload is over: the item stands.
      if (error instanceof ApiError && (error.status === 409 || error.status === 410)) {
        return mediaItem(api, file.id, signal).catch(() => Promise.reject(error));
      }
      if (error instanceof ApiError && error.status === 401) api.onSignedOut?.();
      throw error;
    }
    return mediaItem(api, file.id, signal);
  };

function tus(host: Host, file: Sending, moved: Progress, signal: AbortSignal, stallMillis: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let stall: ReturnType<typeof setTimeout>;
    const end = (): void => {
      clearTimeout(stall);
      signal.removeEventListener('abort', stop);
    };
    const stop = (): void => {
      end();
      void upload.abort();
      reject(new Error('The upload was stopped.'));
    };
    const alive = (): void => {
      clearTimeout(stall);
      stall = setTimeout(stop, stallMillis);
    };
    const upload = new Upload(file.blob, {
      endpoint: host.url + PATH,
      // Where it begins is told by its id, so that no address needs to be kept; a host that does not know it says 404, upon
      // which the upload begins anew there.
      uploadUrl: file.begun ? `${host.url}${PATH}/${file.id}` : null,
      uploadSize: file.blob.size,
      uploadDataDuringCreation: true,
      metadata: { id: file.id, filename: file.fileName, filetype: file.type },
      // Both are matters of our own queue and choice of host.
      retryDelays: null,
      storeFingerprintForResuming: false,
      onBeforeRequest: (request) => {
        (request.getUnderlyingObject() as XMLHttpRequest).withCredentials = true;
        alive();
      },
      onAfterResponse: (request, response) => {
        if (request.getMethod() === 'HEAD' && saysNothing(response.getStatus()))
          throw new Error('The host cannot say now what it has.');
      },
      onProgress: (bytes) => {
        alive();
        moved(bytes);
      },
      onSuccess: () => {
        end();
        resolve();
      },
      onError: (error) => {
        end();
        reject(problemOf(error));
      },
    });
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) return stop();
    alive();
    upload.start();
  });
}

/** tus-js-client takes it for "nothing is here" and begins anew, which ends what the host has. */
const saysNothing = (status: number): boolean => status >= 500 || status === 429;

/** An answer as ApiError; no answer, or one that is none of this protocol, as it is: the host could not be reached. */
function problemOf(error: Error): Error {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  if (!response || response.getStatus() < 400) return error;
  let code = response.getStatus() === 401 ? 'not-signed-in' : 'internal';
  try {
    const problem = JSON.parse(response.getBody()) as { code?: unknown } | null;
    if (typeof problem?.code === 'string') code = problem.code;
  } catch {
    // An answer from something between us and the host; its status says enough.
  }
  return new ApiError(code, response.getStatus(), retryAfter(response.getHeader('Retry-After') ?? null));
}
