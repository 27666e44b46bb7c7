import { deadline } from '../../net/deadline';
import { REDUCE_MILLIS } from './limits';
import { reduceInPage, type Reduce } from './reduce';
import type { ReduceAnswer, ReduceRequest } from './reduce.worker';

/** As much of a worker as is used here. */
export type Bench = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

const startWorker = (): Bench => new Worker(new URL('./reduce.worker.ts', import.meta.url), { type: 'module' });

/**
 * Makes pictures smaller in a worker, so that the page stays quick, one after another, since each takes up to 400 MB. A
 * worker that dies of it or takes longer than {@link REDUCE_MILLIS} is ended with all its memory: that picture counts as
 * one that cannot be read, and the next one gets a new worker.
 */
export class Reducer {
  private worker: Bench | null = null;
  private number = 0;
  private last: Promise<unknown> = Promise.resolve();
  private inPage = false;

  constructor(
    private readonly start: () => Bench = startWorker,
    private readonly pageReduces: Reduce = reduceInPage,
  ) {}

  readonly reduce: Reduce = (picture, longestSide) => {
    const turn = this.last.then(() => this.once(picture, longestSide));
    this.last = turn.catch(() => undefined);
    return turn;
  };

  stop(): void {
    this.worker?.terminate();
    this.worker = null;
  }

  private async once(picture: Blob, longestSide: number): Promise<Blob | null> {
    if (!this.inPage) {
      const answer = await this.ask(picture, longestSide);
      if (answer !== 'unable') return answer;
      this.inPage = true;
      this.stop();
    }
    return this.pageReduces(picture, longestSide);
  }

  private ask(picture: Blob, longestSide: number): Promise<Blob | null | 'unable'> {
    const number = ++this.number;
    let worker: Bench;
    try {
      worker = this.worker ??= this.start();
    } catch {
      return Promise.resolve('unable');
    }
    return new Promise((resolve) => {
      const limit = deadline(REDUCE_MILLIS);
      const end = (answer: Blob | null | 'unable') => {
        limit.release();
        worker.onmessage = worker.onerror = null;
        resolve(answer);
      };
      limit.signal.addEventListener('abort', () => {
        this.stop();
        end(null);
      });
      let spoke = false;
      worker.onmessage = ({ data }: MessageEvent<ReduceAnswer>) => {
        spoke = true;
        if (data.number === number) end(data.unable ? 'unable' : data.picture);
      };
      worker.onerror = () => {
        this.stop();
        // One that never began, for the kind of worker or the site's policy, never will.
        end(spoke || number > 1 ? null : 'unable');
      };
      worker.postMessage({ number, picture, longestSide } satisfies ReduceRequest);
    });
  }
}
