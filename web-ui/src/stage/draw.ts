import type { Block } from './blocks';
import { CANVAS, type Mode, type Step } from './layout';

/** Puts one screenful into `page`, an element of class `page`; what was there goes. Returns the drawn nodes, in order. */
export function draw(page: HTMLElement, blocks: readonly Block[], mode: Mode, size: number, step: Step): Element[] {
  page.style.setProperty('--type', `${size}px`);
  page.dataset.mode = mode;
  const nodes = blocks.slice(step.from, step.to).map((block) => block.node.cloneNode(true) as Element);
  const drawn = blocks.slice(step.from, step.to);
  const body = mode === 'beside' ? besides(drawn, nodes) : [stack(drawn, nodes)];
  if (step.scale < 1) shrink(body, step.scale);
  page.replaceChildren(...body);
  return nodes;
}

function stack(blocks: readonly Block[], nodes: readonly Element[]): HTMLElement {
  const flow = div('flow');
  let list: { from: Element; copy: Element } | null = null;
  blocks.forEach((block, index) => {
    const node = nodes[index];
    if (!node) return;
    if (!block.list) {
      list = null;
      flow.append(node);
      return;
    }
    if (list?.from !== block.list.element) {
      const copy = block.list.element.cloneNode(false) as Element;
      if (copy.tagName === 'OL') copy.setAttribute('start', String(block.list.number));
      list = { from: block.list.element, copy };
      flow.append(copy);
    }
    list.copy.append(node);
  });
  return flow;
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
