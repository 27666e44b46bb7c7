import type { Block } from './blocks';
import { CANVAS, type Mode, type Step } from './layout';

/** Puts one screenful into `page`, an element of class `page`; what was there goes. Returns the drawn nodes, in order. */
export function draw(page: HTMLElement, blocks: readonly Block[], mode: Mode, size: number, step: Step): Element[] {
  page.style.setProperty('--type', `${size}px`);
  page.dataset.mode = mode;
  const drawn = blocks.slice(step.from, step.to);
  const nodes = drawn.map((block) => block.node.cloneNode(true) as Element);
  const body = mode === 'beside' ? besides(drawn, nodes) : [stack(drawn, nodes, blocks[step.from - 1])];
  if (step.scale < 1) shrink(body, step.scale);
  page.replaceChildren(...body);
  return nodes;
}

interface Opened {
  readonly from: Element;
  readonly copy: Element;
}

/** One column. What blocks share (a list, a table) is drawn once around them. */
function stack(blocks: readonly Block[], nodes: readonly Element[], before?: Block): HTMLElement {
  const flow = div('flow');
  const opened: Opened[] = [];
  blocks.forEach((block, index) => {
    const { inside } = block;
    const shared = sharedDepth(opened, inside);
    opened.length = shared;
    inside.slice(shared).forEach((from, offset) => {
      const depth = shared + offset;
      const copy = openAgain(from, inside[depth + 1] ?? block.node);
      if (index === 0 && from.tagName === 'LI' && before?.inside[depth] === from) copy.classList.add('goes-on');
      (opened[depth - 1]?.copy ?? flow).append(copy);
      opened.push({ from, copy });
    });
    const node = nodes[index];
    if (node) (opened[opened.length - 1]?.copy ?? flow).append(node);
  });
  return flow;
}

function sharedDepth(opened: readonly Opened[], inside: readonly Element[]): number {
  let depth = 0;
  while (depth < opened.length && opened[depth]?.from === inside[depth]) depth++;
  return depth;
}

/** An empty copy of what goes around blocks: a list that counts on from `child`, a table with its head. */
function openAgain(from: Element, child: Element): Element {
  const copy = from.cloneNode(false) as Element;
  if (from.tagName === 'OL') {
    const start = Number(from.getAttribute('start') ?? 1) + Array.from(from.children).indexOf(child);
    copy.setAttribute('start', String(start));
  }
  if (from.tagName === 'TABLE') {
    for (const head of Array.from(from.querySelectorAll('caption, thead'))) copy.append(head.cloneNode(true));
  }
  return copy;
}

/** The opening headings over the whole width, then the text with the picture to its right. */
function besides(blocks: readonly Block[], nodes: readonly Element[]): HTMLElement[] {
  const firstOther = blocks.findIndex((block) => block.kind !== 'heading');
  const isPicture = (index: number) => blocks[index]?.kind === 'picture';
  const text = (_: unknown, index: number) => index >= firstOther && !isPicture(index);
  const picture = div('picture');
  picture.append(...nodes.filter((_, index) => isPicture(index)));
  const columns = div('columns');
  columns.append(stack(blocks.filter(text), nodes.filter(text)), picture);
  if (firstOther === 0) return [columns];
  return [stack(blocks.slice(0, firstOther), nodes.slice(0, firstOther)), columns];
}

function shrink(body: readonly HTMLElement[], scale: number): void {
  const width = CANVAS.width - 2 * CANVAS.padX;
  for (const part of body) {
    part.style.width = `${width}px`;
    part.style.transform = `translateX(${((1 - scale) * width) / 2}px) scale(${scale})`;
    part.style.transformOrigin = '0 0';
  }
}

function div(className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  return element;
}
