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
  told,
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

test('a failure is told with its first line and its last cause', () => {
  const trace = 'java.lang.RuntimeException: no start\n\tat X.y(X.java:1)\nCaused by: A: because\n\tat Z\nCaused by: B: of this\n\tat Z';
  assert.equal(told('X y', trace), 'X y | java.lang.RuntimeException: no start | Caused by: B: of this');
  assert.equal(told('x', 'org.opentest4j.AssertionFailedError: \n\nexpected: 1L\n but was: 0L\n\tat X'), 'x | org.opentest4j.AssertionFailedError: | expected: 1L | but was: 0L');
  assert.equal(told('x', '\u001b[31mError\u001b[39m: red'), 'x | Error: red');
  assert.equal(told('x', `${'long'.repeat(100)}\n`).length, 'x | '.length + 300);
  assert.equal(told('x', undefined), 'x');
  for (const body of [`<![CDATA[${trace}]]>`, trace]) {
    const xml = `<testsuite tests="1" errors="1"><testcase name="y" classname="X" time="0"><error message="m" type="t">${body}</error></testcase></testsuite>`;
    assert.match(countSurefire('m', [xml]).failures[0], /^X y \| java.lang.RuntimeException: no start \| Caused by: B: of this$/);
  }
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
