import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makeWhole } from '../cast/hosts';
import { expect, test, type School } from '../cast/school';
import { dataFolder, killPart, originOf, ROOT, startPart, type HostId } from '../host/steadyboard';

/** The client that the teacher app uses, as it is published. */
const CLIENT = join(ROOT, 'stories/node_modules/tus-js-client/dist/tus.min.js');
const MEBIBYTE = 1 << 20;
const PIECES = 5;

interface Told {
  readonly id: string;
  readonly sha256: string;
  /** Each answer: method, status, offset. */
  readonly answers: readonly string[];
}

test.beforeEach(() => {
  test.skip(dataFolder() === null, 'only with hosts that the story may stop (STEADYBOARD_DATA)');
});

test.afterEach(makeWhole);

test('an upload goes on where it stopped when the service is killed in the middle', async ({ school }) => {
  const page = await uploader(school);
  let isKilled = false;
  await page.exposeFunction('beforePiece', async (piece: number) => {
    // What is said again is piece 3 again.
    if (piece !== 3 || isKilled) return;
    isKilled = true;
    await killPart('media', 'a');
    void startPart('media', 'a');
  });

  const told = await upload(page, { host: 'a', pieces: PIECES });

  expect(told.answers, 'control: a piece was lost').toContainEqual(expect.stringMatching(/^PATCH 5\d\d/));
  expect(told.answers).toContainEqual(`HEAD 200 ${2 * MEBIBYTE}`);
  expect(told.answers.filter((answer) => answer.startsWith('POST'))).toEqual(['POST 201 0']);
  expect(await shownOn('a', page, told.id)).toBe(told.sha256);
});

test('on another host an upload begins again by itself', async ({ school }) => {
  const page = await uploader(school);
  await page.exposeFunction('beforePiece', () => undefined);
  const begun = await upload(page, { host: 'a', pieces: 2 });
  expect(begun.answers, 'control: host a has a part').toContain(`PATCH 204 ${2 * MEBIBYTE}`);

  const told = await upload(page, { host: 'b', pieces: PIECES, goesOn: begun.id });

  expect(told.answers.slice(0, 2)).toEqual(['HEAD 404 null', 'POST 201 0']);
  expect(await shownOn('b', page, told.id)).toBe(told.sha256);
});

async function uploader(school: School): Promise<Page> {
  const { page } = await school.teacher();
  await page.evaluate(await readFile(CLIENT, 'utf8'));
  return page;
}

/** Uploads a file of five pieces from a page of host a; after so many pieces it stops. */
function upload(
  page: Page,
  how: { readonly host: HostId; readonly pieces: number; readonly goesOn?: string },
): Promise<Told> {
  return page.evaluate(
    async ({ origin, pieces, goesOn, size, pieceBytes }) => {
      const bytes = new Uint8Array(size);
      bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
      bytes.set([0, 0, 0, 9, 0, 0, 0, 9], 16);
      const id = goesOn ?? crypto.randomUUID();
      bytes.set(new TextEncoder().encode(id), 100);
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      const sha256 = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      const answers: string[] = [];
      let taken = 0;
      const { tus, beforePiece } = window as unknown as {
        tus: typeof import('tus-js-client');
        beforePiece: (piece: number) => Promise<void>;
      };
      await new Promise<void>((resolve, reject) => {
        const running = new tus.Upload(new File([bytes], 'photo.png', { type: 'image/png' }), {
          endpoint: `${origin}/api/uploads`,
          uploadUrl: goesOn ? `${origin}/api/uploads/${goesOn}` : null,
          metadata: { id, filename: 'photo.png', filetype: 'image/png' },
          chunkSize: pieceBytes,
          retryDelays: [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000],
          storeFingerprintForResuming: false,
          onBeforeRequest: async (request) => {
            (request.getUnderlyingObject() as XMLHttpRequest).withCredentials = true;
            if (request.getMethod() === 'PATCH') await beforePiece(taken + 1);
          },
          onAfterResponse: (request, response) => {
            // As in the teacher app: who cannot say what it has is asked again, rather than begun anew on.
            if (request.getMethod() === 'HEAD' && response.getStatus() >= 500) throw new Error('away');
            const offset = response.getHeader('Upload-Offset') ?? null;
            answers.push(`${request.getMethod()} ${response.getStatus()} ${offset}`);
          },
          onChunkComplete: () => {
            taken += 1;
            if (taken === pieces && pieces * pieceBytes < size) void running.abort().then(resolve, reject);
          },
          onSuccess: () => {
            resolve();
          },
          onError: reject,
        });
        running.start();
      });
      return { id, sha256, answers };
    },
    {
      origin: originOf(how.host),
      pieces: how.pieces,
      goesOn: how.goesOn ?? null,
      size: PIECES * MEBIBYTE,
      pieceBytes: MEBIBYTE,
    },
  );
}

/** The SHA-256 of what a host gives out under this name. */
async function shownOn(host: HostId, page: Page, id: string): Promise<string> {
  const item = await page.request.get(`${originOf(host)}/api/media/${id}`);
  expect(item.status()).toBe(200);
  const { url, sha256 } = (await item.json()) as { url: string; sha256: string };
  expect((await page.request.get(originOf(host) + url)).status()).toBe(200);
  return sha256;
}
