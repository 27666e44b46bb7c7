import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  closingLine,
  countChecks,
  countPlaywright,
  countSurefire,
  countVitest,
  failWhenEmpty,
  hasProgramTests,
} from './count-tests.mjs';

test('checks are counted one a line', () => {
  const count = countChecks('passed\tformatter\nfailed\tJava build\n');
  assert.deepEqual([count.passed, count.failed, count.failures], [1, 1, ['Java build']]);
});

test('errors and failures of surefire are failed tests, skipped ones neither', () => {
  const xml =
    '<testsuite name="x" time="1" tests="5" errors="1" skipped="1" failures="1">' +
    '<testcase name="ok" classname="X" time="0"/>' +
    '<testcase name="breaks" classname="X" time="0"><failure message="no"/></testcase></testsuite>';
  const count = countSurefire('m', [xml]);
  assert.deepEqual([count.passed, count.failed, count.skipped], [2, 2, 1]);
  assert.deepEqual(count.failures, ['X breaks']);
});

test('a report that was cut off is a failure', () => {
  assert.equal(countSurefire('m', ['']).failed, 1);
});

test('a vitest file that could not be loaded is a failure', () => {
  const count = countVitest('web', {
    testResults: [
      { name: 'a', status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'skipped' }] },
      { name: 'b', status: 'failed', assertionResults: [] },
    ],
  });
  assert.deepEqual([count.passed, count.failed, count.skipped, count.failures], [1, 1, 1, ['b']]);
});

test('a flaky story has failed, and so has an error outside the stories', () => {
  const count = countPlaywright('stories', {
    stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 },
    suites: [{ title: 'f', suites: [{ title: 'g', specs: [{ title: 's', ok: false }] }] }],
    errors: [{ message: 'no host\nmore' }],
  });
  assert.deepEqual([count.passed, count.failed], [3, 3]);
  assert.deepEqual(count.failures, ['g › s', 'no host']);
});

test('tests of the packaged program are found wherever they stand, and missed when they did not run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'count-tests-'));
  mkdirSync(join(folder, 'java/org'), { recursive: true });
  writeFileSync(join(folder, 'java/org/BITTest.java'), '');
  assert.equal(hasProgramTests(folder), false);
  writeFileSync(join(folder, 'java/org/ProgramIT.java'), '');
  assert.equal(hasProgramTests(folder), true);
  rmSync(folder, { recursive: true });
});

test('a part without a test has failed', () => {
  assert.equal(failWhenEmpty({ part: 'p', passed: 0, failed: 0, skipped: 4, failures: [] }).failed, 1);
});

test('the closing line adds everything up', () => {
  const counts = [
    { passed: 2, failed: 1, skipped: 0 },
    { passed: 3, failed: 0, skipped: 0 },
  ];
  assert.equal(closingLine(counts), '5 passed, 1 failed');
  assert.equal(closingLine([{ passed: 1, failed: 0, skipped: 2 }]), '1 passed, 0 failed, 2 skipped');
});
