import { configure } from '@testing-library/svelte';
import { vi } from 'vitest';

// What is waited for comes at once where nothing else is at work, and not within a second where much is.
configure({ asyncUtilTimeout: 20_000 });

/** What a browser has and the test's document has not. Nothing is laid out there: every page is one step. */
export function furnishDocument(): void {
  Object.defineProperty(document, 'fonts', { configurable: true, value: { load: async () => [] } });
  const listening = { addEventListener: () => undefined, removeEventListener: () => undefined };
  vi.stubGlobal('matchMedia', () => ({ matches: false, ...listening }));
}

/** Answers requests by path; a path that is not known is a 404 problem. Returns the requests that were made. */
export function answerRequests(answers: Readonly<Record<string, unknown>>): Request[] {
  const made: Request[] = [];
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(new URL(String(input), 'http://localhost/'), init);
    made.push(request);
    const path = new URL(request.url).pathname;
    if (!(path in answers)) return Response.json({ code: 'not-found' }, { status: 404 });
    const answer = answers[path];
    return answer instanceof Response ? answer.clone() : Response.json(answer);
  });
  return made;
}
