import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { REDUCE_MILLIS } from './limits';
import { Reducer, type Bench } from './reducer';
import type { ReduceRequest } from './reduce.worker';

const picture = new Blob(['photo'], { type: 'image/jpeg' });
const made = new Blob(['webp'], { type: 'image/webp' });

class Worker implements Bench {
  static all: Worker[] = [];
  onmessage: Bench['onmessage'] = null;
  onerror: Bench['onerror'] = null;
  readonly asked: ReduceRequest[] = [];
  terminated = false;

  constructor() {
    Worker.all.push(this);
  }

  postMessage(request: ReduceRequest): void {
    this.asked.push(request);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(answer: object): void {
    const number = this.asked.at(-1)?.number;
    this.onmessage?.call(this as never, { data: { number, picture: null, unable: false, ...answer } } as MessageEvent);
  }

  die(): void {
    this.onerror?.call(this as never, {} as ErrorEvent);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  Worker.all = [];
});
afterEach(() => void vi.useRealTimers());

const turn = () => vi.advanceTimersByTimeAsync(0);
const inPage = vi.fn(async () => made);
const reducer = (start: () => Bench = () => new Worker()) => new Reducer(start, inPage);

test('pictures are made smaller one after another, by one worker', async () => {
  const { reduce } = reducer();
  const both = Promise.all([reduce(picture, 2560), reduce(picture, 640)]);
  await turn();
  const [worker] = Worker.all;
  expect(worker?.asked.map((one) => one.longestSide)).toEqual([2560]);
  worker?.say({ picture: made });
  await turn();
  expect(worker?.asked.map((one) => one.longestSide)).toEqual([2560, 640]);
  worker?.say({});
  expect(await both).toEqual([made, null]);
  expect(Worker.all).toHaveLength(1);
});

test('one that takes too long is ended with all its memory, and the next one gets a new worker', async () => {
  const { reduce } = reducer();
  const both = Promise.all([reduce(picture, 2560), reduce(picture, 640)]);
  await vi.advanceTimersByTimeAsync(REDUCE_MILLIS - 1);
  expect(Worker.all[0]?.terminated).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(Worker.all[0]?.terminated).toBe(true);
  Worker.all[1]?.say({ picture: made });
  expect(await both).toEqual([null, made]);
});

test.each([
  [
    'there are no workers',
    (): Bench => {
      throw new Error('refused by the policy');
    },
    (): void => undefined,
  ],
  ['the worker does not begin', undefined, () => Worker.all[0]?.die()],
  ['a worker cannot do it', undefined, () => Worker.all[0]?.say({ unable: true })],
])('where %s the page does it, from then on', async (_, start, happens) => {
  inPage.mockClear();
  const { reduce } = reducer(start);
  const first = reduce(picture, 2560);
  await turn();
  happens();
  expect(await first).toBe(made);
  expect(await reduce(picture, 640)).toBe(made);
  expect(inPage).toHaveBeenCalledTimes(2);
  expect(Worker.all.length).toBeLessThanOrEqual(1);
});

test('a worker that dies of a later picture leaves that one as it is', async () => {
  const { reduce } = reducer();
  const first = reduce(picture, 2560);
  await turn();
  Worker.all[0]?.say({ picture: made });
  await first;
  const second = reduce(picture, 2560);
  await turn();
  Worker.all[0]?.die();
  expect(await second).toBeNull();
});
