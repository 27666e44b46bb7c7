/** A page cut at every place where one screen may end and the next begin. */
export interface Piece {
  readonly node: Element;
  /** What the piece stands in, outermost first: a list and its item, a table and its body. Drawn again around it. */
  readonly inside: readonly Element[];
  /** What should stay on one screen when it fits on one: an item with all that belongs to it, a table, a quotation. */
  readonly group: Element | null;
}

const INLINE = /^(A|ABBR|B|BR|CODE|DEL|EM|I|IMG|INS|KBD|MARK|S|SMALL|SPAN|STRONG|SUB|SUP|U)$/;
/** Shorter code stays whole. */
const CODE_LINES = 4;

export function piecesOf(container: Element): readonly Piece[] {
  return runsOf(container).flatMap((run) => cut(run, [], null));
}

function cut(node: Element, inside: readonly Element[], group: Element | null): readonly Piece[] {
  const whole = [{ node, inside, group }];
  switch (node.tagName) {
    case 'UL':
    case 'OL':
      return Array.from(node.children).flatMap((item) => cut(item, [...inside, node], group));
    case 'LI':
    case 'BLOCKQUOTE':
    case 'DIV': {
      const runs = runsOf(node);
      if (runs.length < 2) return whole;
      return runs.flatMap((run) => cut(run, [...inside, node], group ?? node));
    }
    case 'TABLE': {
      const body = node.querySelector('tbody');
      if (!body || body.children.length < 2 || node.querySelectorAll('tbody').length > 1) return whole;
      return Array.from(body.children).map((row) => ({
        node: row,
        inside: [...inside, node, body],
        group: group ?? node,
      }));
    }
    case 'PRE':
      return cutCode(node, inside, group) ?? whole;
    default:
      return whole;
  }
}

function cutCode(node: Element, inside: readonly Element[], group: Element | null): readonly Piece[] | null {
  const lines = (node.textContent ?? '').replace(/\n$/, '').split('\n');
  if (lines.length < CODE_LINES) return null;
  const code = node.querySelector('code');
  const around = code ? [...inside, node, code] : [...inside, node];
  return lines.map((text) => {
    const line = document.createElement('span');
    line.className = 'line';
    line.textContent = text || '\u200b';
    return { node: line, inside: around, group: group ?? node };
  });
}

/** The children of an element; text and inline elements that follow each other become one. */
function runsOf(container: Element): readonly Element[] {
  const runs: Element[] = [];
  let open: Element | null = null;
  for (const child of Array.from(container.childNodes)) {
    const block = child instanceof Element && !INLINE.test(child.tagName) ? child : null;
    if (block) {
      runs.push(block);
      open = null;
    } else if (open || child instanceof Element || child.textContent?.trim()) {
      if (!open) {
        open = document.createElement('p');
        runs.push(open);
      }
      open.append(child.cloneNode(true));
    }
  }
  return runs;
}
