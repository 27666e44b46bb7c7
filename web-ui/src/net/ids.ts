/** Random ids. Boards may run on plain http in a school's own network, where `crypto.randomUUID` does not exist. */

function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}

/** A version 4 UUID in lower case. */
export function newId(): string {
  const bytes = randomBytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * Ids of one page's commands, as UUIDs of version 7 (RFC 9562) that only rise, whatever the clock does. Those for one
 * matter share their last 62 bits: by these a host knows that a late command was overtaken by a newer one that takes its
 * place. A command for another matter takes no other's place, so it has another end.
 */
export class CommandIds {
  private readonly ends = new Map<string, string>();
  private millis = 0;
  private counter = 0;

  constructor(private readonly now: () => number = () => Date.now()) {}

  next(matter: string): string {
    const end = this.ends.get(matter) ?? newId().slice(19);
    this.ends.set(matter, end);
    const now = this.now();
    if (now > this.millis) {
      this.millis = now;
      this.counter = 0;
    } else if (++this.counter > 0xfff) {
      this.millis++;
      this.counter = 0;
    }
    const time = this.millis.toString(16).padStart(12, '0');
    const counter = this.counter.toString(16).padStart(3, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${end}`;
  }
}

/** 32 random bytes, base64url without padding. */
export function newSecret(): string {
  const text = String.fromCharCode(...randomBytes(32));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
