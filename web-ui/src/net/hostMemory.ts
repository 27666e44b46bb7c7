import { recall, remember } from '../look/memory';
import { STAY_MILLIS, TROUBLE_MILLIS } from './hostChoice';

const KEY = 'steadyboard.hosts';

interface Kept {
  readonly chosen: { readonly id: string; readonly at: number } | null;
  /** Until when (milliseconds since 1970) a host is avoided. */
  readonly troubled: Readonly<Record<string, number>>;
}

/**
 * What the tabs of this origin know of the hosts. It is read anew for every decision, so that all tabs share what one
 * learnt. Content that is not ours, too old or too far in the future counts as nothing.
 */
export class HostMemory {
  constructor(private readonly now: () => number) {}

  get chosen(): string | null {
    return this.read().chosen?.id ?? null;
  }

  get troubled(): ReadonlySet<string> {
    return new Set(Object.keys(this.read().troubled));
  }

  choose(id: string): void {
    remember(KEY, { ...this.read(), chosen: { id, at: this.now() } });
  }

  avoid(ids: Iterable<string>): void {
    const kept = this.read();
    const until = this.now() + TROUBLE_MILLIS;
    const more = Object.fromEntries([...ids].map((id) => [id, until]));
    remember(KEY, { ...kept, troubled: { ...kept.troubled, ...more } });
  }

  /** A host that served is out of trouble. */
  trust(id: string): void {
    const kept = this.read();
    if (!(id in kept.troubled)) return;
    const troubled = Object.entries(kept.troubled).filter(([other]) => other !== id);
    remember(KEY, { ...kept, troubled: Object.fromEntries(troubled) });
  }

  private read(): Kept {
    const now = this.now();
    const kept = recall<{ chosen?: Partial<Kept['chosen']>; troubled?: unknown }>(KEY);
    const { id, at } = kept?.chosen ?? {};
    const lasting = typeof id === 'string' && typeof at === 'number' && at <= now && now - at < STAY_MILLIS;
    const troubled = kept?.troubled && typeof kept.troubled === 'object' ? Object.entries(kept.troubled) : [];
    return {
      chosen: lasting ? { id, at } : null,
      troubled: Object.fromEntries(
        troubled.filter(([, until]) => typeof until === 'number' && until > now && until <= now + TROUBLE_MILLIS),
      ),
    };
  }
}
