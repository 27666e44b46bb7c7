/**
 * Why a host says of itself that it is no good now: its database is away or full, it hears nothing of what changes, or
 * what is begun there does not end. Its connections stay, and it says `restored` when it is over.
 */
const REASONS: ReadonlySet<unknown> = new Set(['database-away', 'deaf', 'stuck', 'read-only', 'full', 'draining']);

/** What a host without its database cannot say: hosts of before had no other word for the end of that trouble. */
const NEEDS_DATABASE: ReadonlySet<string> = new Set(['boards', 'done', 'stage', 'code', 'paired']);

type Message = { readonly type: string; readonly code?: unknown };

/** Whether a code, of a problem or a refusal, says that its host is no good now. */
export function isTrouble(code: unknown): code is string {
  return REASONS.has(code);
}

/** What ails the host after it said this; null: nothing. */
export function troubleAfter(trouble: string | null, message: Message): string | null {
  if (message.type === 'problem' && isTrouble(message.code)) return message.code;
  const over = message.type === 'restored' || (trouble === 'database-away' && NEEDS_DATABASE.has(message.type));
  return over ? null : trouble;
}

/** Whether a host greets us with this. Anything can say pong: who turns us away, or cannot greet us, does so too. */
export function isGreeting({ type }: Message): boolean {
  return type !== 'pong' && type !== 'problem' && type !== 'restored';
}
