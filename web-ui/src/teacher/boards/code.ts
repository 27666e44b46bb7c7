/** The pair code in what a camera read: the address that a board shows, or the digits alone. Null for anything else. */
export function codeIn(text: string): string | null {
  const match = /#\/pair\/(\d{6})$/.exec(text) ?? /^\s*(\d{3})\s?(\d{3})\s*$/.exec(text);
  return match ? match.slice(1).join('') : null;
}
