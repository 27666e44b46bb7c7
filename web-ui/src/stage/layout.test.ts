import { describe, expect, test } from 'vitest';
import { FLOOR, partIntoSteps, planPage, scaleToFit, TYPE_SIZES, type Box } from './layout';

type Shape = { height: number; leads?: boolean; group?: string; above?: number; below?: number };

function boxes(...shapes: (number | Shape)[]): Box[] {
  let top = 0;
  return shapes.map((given) => {
    const shape = typeof given === 'number' ? { height: given } : given;
    const box = { top, bottom: top + shape.height, above: 0, below: 0, leads: false, group: null, ...shape };
    top += shape.height;
    return box;
  });
}

const cuts = (list: Box[], room: number) => partIntoSteps(list, room).map(({ from, to }) => [from, to]);

describe('parting', () => {
  test.each([
    ['all that fits stays together', boxes(50, 50), [[0, 2]]],
    [
      'whole blocks only',
      boxes(60, 60, 40),
      [
        [0, 1],
        [1, 3],
      ],
    ],
    [
      'a block as tall as the room',
      boxes(100, 100),
      [
        [0, 1],
        [1, 2],
      ],
    ],
    [
      'a heading goes with what follows',
      boxes(60, { height: 20, leads: true }, 50),
      [
        [0, 1],
        [1, 3],
      ],
    ],
    [
      'two headings go with what follows',
      boxes(50, { height: 20, leads: true }, { height: 20, leads: true }, 50),
      [
        [0, 1],
        [1, 4],
      ],
    ],
    [
      'a heading before a block that is too tall',
      boxes({ height: 30, leads: true }, 200, 10),
      [
        [0, 2],
        [2, 3],
      ],
    ],
    [
      'a group is kept together',
      boxes(60, { height: 30, group: 'g' }, { height: 30, group: 'g' }),
      [
        [0, 1],
        [1, 3],
      ],
    ],
    [
      'a group too tall for one screen is parted',
      boxes(60, ...Array.from({ length: 4 }, () => ({ height: 40, group: 'g' }))),
      [
        [0, 2],
        [2, 4],
        [4, 5],
      ],
    ],
    [
      'a table needs room for its head again',
      boxes(...Array.from({ length: 4 }, () => ({ height: 40, above: 30, group: 'g' }))),
      [
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 4],
      ],
    ],
    ['nothing is one empty step', boxes(), [[0, 0]]],
  ])('%s', (_, list, steps) => expect(cuts(list, 100)).toEqual(steps));

  test('only a block that is too tall alone is scaled', () => {
    expect(partIntoSteps(boxes(200, 50), 100).map((step) => step.scale)).toEqual([0.5, 1]);
  });

  test('every block is on exactly one step, in order', () => {
    const list = boxes(
      ...Array.from({ length: 40 }, (_, index) => ({ height: 7 + ((index * 37) % 90), leads: index % 5 === 0 })),
    );
    const steps = partIntoSteps(list, 100);
    expect(steps[0]?.from).toBe(0);
    steps.slice(1).forEach((step, index) => expect(step.from).toBe(steps[index]?.to));
    expect(steps[steps.length - 1]?.to).toBe(40);
    expect(steps.every((step) => step.to > step.from)).toBe(true);
  });
});

describe('planning', () => {
  /** Blocks whose height follows the type size, as text does. */
  const text =
    (...lines: number[]) =>
    (_: string, size: number) =>
      boxes(...lines.map((count) => count * size));

  test('short text gets the largest type', () => {
    expect(planPage(['stack'], text(1, 2), 616)).toMatchObject({ size: TYPE_SIZES[0], steps: [{ from: 0, to: 2 }] });
  });

  test('longer text gets smaller type before it is parted', () => {
    expect(planPage(['stack'], text(8, 8), 616)).toMatchObject({ size: 38, steps: [{ from: 0, to: 2 }] });
  });

  test('what does not fit at the floor is parted, in the largest type that needs no more steps', () => {
    const plan = planPage(['stack'], text(12, 12), 616);
    expect(plan.steps).toHaveLength(2);
    expect(plan.size).toBe(46);
  });

  test('text is never smaller than the floor', () => {
    const plan = planPage(['stack'], text(20, 20, 20), 616);
    expect(plan.size).toBe(FLOOR);
    expect(plan.steps).toHaveLength(3);
  });

  test('a picture goes beside the text when that lets the type be larger', () => {
    const measure = (mode: string, size: number) => (mode === 'beside' ? boxes(10 * size) : boxes(10 * size, 300));
    expect(planPage(['stack', 'beside'], measure, 616)).toMatchObject({ mode: 'beside', size: 46 });
  });

  test('a page without content is one step', () => expect(planPage(['stack'], () => [], 616).steps).toHaveLength(1));
});

test.each([
  [1280, 720, 1],
  [3840, 2160, 3],
  [1920, 1200, 1.5],
  [1024, 768, 0.8],
  [0, 0, 0],
])('the canvas in %i × %i is scaled by %d', (width, height, scale) => expect(scaleToFit(width, height)).toBe(scale));
