import { modesOf, type Block } from './blocks';
import { draw } from './draw';
import { planPage, ROOM, type Box, type Plan, type Step } from './layout';
import { imagesOf, isSettled } from './media';

const FONT_FAMILY = '"Atkinson Hyperlegible Next Variable"';
const FONT_WAIT_MILLIS = 3000;

let fonts: Promise<unknown> | undefined;

/** Resolves when the canvas' own type is there, or did not come in time; measuring before would part pages wrongly. */
export function fontsReady(): Promise<unknown> {
  fonts ??= Promise.race([
    Promise.all(
      ['400', '700', 'italic 400'].flatMap((style) =>
        ['a', 'ā'].map((letter) => document.fonts.load(`${style} 20px ${FONT_FAMILY}`, letter)),
      ),
    ).catch(() => undefined),
    wait(FONT_WAIT_MILLIS),
  ]);
  return fonts;
}

/** Resolves when every picture of the blocks came, failed, or `millis` have passed; true when none is still on its way. */
export async function picturesReady(blocks: readonly Block[], millis: number): Promise<boolean> {
  let open = 0;
  const loads = blocks
    .flatMap((block) => imagesOf(block.node))
    .map((image) => {
      if (isSettled(image)) return undefined;
      open++;
      return new Promise<void>((resolve) => {
        const settle = () => {
          // One that failed may have been asked of another host.
          if (!isSettled(image)) return;
          image.removeEventListener('load', settle);
          image.removeEventListener('error', settle);
          open--;
          resolve();
        };
        image.addEventListener('load', settle);
        image.addEventListener('error', settle);
      });
    });
  await Promise.race([Promise.all(loads), wait(millis)]);
  return open === 0;
}

/** Lays the page out on an unseen canvas of the logical size and plans its steps. */
export function measurePage(blocks: readonly Block[]): Plan {
  const canvas = document.createElement('div');
  canvas.className = 'canvas measuring';
  canvas.setAttribute('aria-hidden', 'true');
  canvas.inert = true;
  const page = document.createElement('div');
  page.className = 'page';
  canvas.append(page);
  document.body.append(canvas);
  try {
    const plan = planPage(modesOf(blocks), (mode, size) => {
      const nodes = draw(page, blocks, mode, size, { from: 0, to: blocks.length, scale: 1 });
      if (mode === 'stack') return boxesOf(blocks, nodes);
      const height = page.scrollHeight;
      return blocks.map(() => ({ top: 0, bottom: height, above: 0, below: 0, leads: false, group: null }));
    });
    return plan.steps.length > 1
      ? { ...plan, steps: plan.steps.map((step) => asDrawn(page, blocks, plan, step)) }
      : plan;
  } finally {
    canvas.remove();
  }
}

/** A step alone may be a little taller than it was within the page: a table's columns, for example, are other ones. */
function asDrawn(page: HTMLElement, blocks: readonly Block[], plan: Plan, step: Step): Step {
  draw(page, blocks, plan.mode, plan.size, { ...step, scale: 1 });
  return { ...step, scale: Math.min(1, ROOM / Math.max(1, page.scrollHeight)) };
}

function boxesOf(blocks: readonly Block[], nodes: readonly Element[]): readonly Box[] {
  const frames = new Map<Element, { first: Element; last: Element }>();
  const frameOf = nodes.map((node) => node.closest('.flow > *') ?? node);
  nodes.forEach((node, index) => {
    const frame = frameOf[index] ?? node;
    frames.set(frame, { first: frames.get(frame)?.first ?? node, last: node });
  });
  return blocks.map((block, index) => {
    const node = nodes[index];
    const frame = frameOf[index];
    const ends = frame && frames.get(frame);
    const box = node?.getBoundingClientRect();
    const around = frame?.getBoundingClientRect();
    return {
      top: box?.top ?? 0,
      bottom: box?.bottom ?? 0,
      above: ends && around ? ends.first.getBoundingClientRect().top - around.top : 0,
      below: ends && around ? around.bottom - ends.last.getBoundingClientRect().bottom : 0,
      leads: block.kind === 'heading',
      group: block.group,
    };
  });
}

function wait(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
