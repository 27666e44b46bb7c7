import { describe, expect, test } from 'vitest';
import { clampPlace, lastPlace, nextPlace, previousPlace, type Place } from './steps';

const counts = [1, 3, null, 2];
const at = (page: number, step: number): Place => ({ page, step });

describe('next', () => {
  test.each([
    ['to the next page', at(0, 0), at(1, 0)],
    ['to the next step', at(1, 0), at(1, 1)],
    ['past the last step', at(1, 2), at(2, 0)],
    ['past a page that is not laid out', at(2, 0), at(3, 0)],
    ['stays at the end', at(3, 1), at(3, 1)],
    ['from a step that is no more', at(1, 9), at(2, 0)],
  ])('%s', (_, from, to) => expect(nextPlace(from, counts)).toEqual(to));
});

describe('previous', () => {
  test.each([
    ['stays at the start', at(0, 0), at(0, 0)],
    ['to the step before', at(1, 2), at(1, 1)],
    ['to the last step of the page before', at(2, 0), at(1, 2)],
    ['from a step that is no more', at(1, 9), at(1, 1)],
  ])('%s', (_, from, to) => expect(previousPlace(from, counts)).toEqual(to));
});

test('going on and back through all steps meets the same places', () => {
  const known = [2, 1, 4, 1];
  const onward = [at(0, 0)];
  for (let index = 0; index < 7; index++) onward.push(nextPlace(onward[index] ?? at(0, 0), known));
  const back = [lastPlace(known)];
  for (let index = 0; index < 7; index++) back.push(previousPlace(back[index] ?? at(0, 0), known));
  expect(back.reverse()).toEqual(onward);
});

test.each([
  [at(9, 0), at(3, 0)],
  [at(-1, 0), at(0, 0)],
  [at(1, 7), at(1, 2)],
  [at(2, 7), at(2, 7)],
  [at(Number.NaN, 0), at(0, 0)],
])('the nearest place to %o is %o', (place, nearest) => expect(clampPlace(place, counts)).toEqual(nearest));

test('a lesson without pages has one place', () => expect(nextPlace(at(0, 0), [])).toEqual(at(0, 0)));
