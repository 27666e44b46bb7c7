import { expect, test } from 'vitest';
import { RetryBudget } from './retryBudget';

test('twenty at once, then one every three seconds, never more than twenty', () => {
  let now = 1_000_000;
  const budget = new RetryBudget(() => now);
  const spendAll = () => {
    let spent = 0;
    while (budget.spend()) spent++;
    return spent;
  };
  expect(spendAll()).toBe(20);
  expect(budget.waitMillis()).toBe(3000);
  now += 2999;
  expect(budget.spend()).toBe(false);
  now += 1;
  expect(spendAll()).toBe(1);
  now += 3_600_000;
  expect(budget.waitMillis()).toBe(0);
  expect(spendAll()).toBe(20);
  now -= 3_600_000;
  expect(budget.spend()).toBe(false);
});
