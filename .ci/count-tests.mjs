// Counts a whole test run from the reports that the test runners wrote, and fails when anything failed or a part ran no test.
// Usage: node count-tests.mjs ROOT RESULTS [programs]; with the last word, a run that tested programs and no sources
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {{ part: string, passed: number, failed: number, skipped: number, failures: string[] }} Count */

/** What failed, and why in the words of its tool: its first three lines before a stack trace, and the last cause; ANSI colours left out. */
export function told(name, text) {
  const lines = (text ?? '')
    .replaceAll(/\u001b\[[0-9;]*m/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const trace = lines.findIndex((line) => line.startsWith('at '));
  const why = [...lines.slice(0, trace < 0 ? 3 : Math.min(trace, 3)), lines.findLast((line) => line.startsWith('Caused by:'))].filter((line) => line !== undefined);
  return [name, ...why.map((line) => line.slice(0, 300))].join(' | ');
}

/** One line a check: `passed<TAB>name` or `failed<TAB>name`. */
export function countChecks(text) {
  const lines = text.split('\n').filter((line) => line !== '');
  const failures = lines.filter((line) => !line.startsWith('passed\t')).map((line) => line.split('\t')[1] ?? line);
  return { part: 'checks', passed: lines.length - failures.length, failed: failures.length, skipped: 0, failures };
}

/** Surefire's XML reports of one Maven module, each a `<testsuite>`. */
export function countSurefire(part, reports) {
  const count = { part, passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const xml of reports) {
    const head = /<testsuite\b[^>]*>/s.exec(xml)?.[0];
    if (!head) {
      count.failed += 1;
      count.failures.push('a report that cannot be read');
      continue;
    }
    const attribute = (name) => Number(new RegExp(`\\s${name}="(\\d+)"`).exec(head)?.[1] ?? 0);
    const failed = attribute('errors') + attribute('failures');
    count.failed += failed;
    count.skipped += attribute('skipped');
    count.passed += attribute('tests') - failed - attribute('skipped');
    for (const [, tag, body] of xml.matchAll(/<testcase\b([^>]*[^/])>(.*?)<\/testcase>/gs)) {
      const [, why] = /<(?:failure|error)\b[^>]*?(?:\/>|>(.*?)<\/(?:failure|error)>)/s.exec(body) ?? [undefined, undefined];
      if (/<(failure|error)\b/.test(body)) {
        count.failures.push(told(`${/classname="([^"]*)"/.exec(tag)?.[1]} ${/\bname="([^"]*)"/.exec(tag)?.[1]}`, unwrapped(why)));
      }
    }
  }
  return count;
}

function unwrapped(xml) {
  return xml?.replace(/^\s*<!\[CDATA\[/, '').replaceAll('&#10;', '\n');
}

/** Vitest's JSON report. A file that could not even be loaded counts as one failed test. */
export function countVitest(part, report) {
  const count = { part, passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const file of report.testResults) {
    const outcomes = file.assertionResults.map((test) => test.status);
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    count.passed += outcomes.filter((status) => status === 'passed').length;
    count.failed += failed.length;
    count.skipped += outcomes.length - outcomes.filter((status) => status === 'passed').length - failed.length;
    count.failures.push(...failed.map((test) => told(test.fullName, test.failureMessages?.[0])));
    if (file.status === 'failed' && failed.length === 0) {
      count.failed += 1;
      count.failures.push(told(file.name, file.message));
    }
  }
  return count;
}

/** Playwright's JSON report. A story that passed only when told again has failed. */
export function countPlaywright(part, report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  const count = { part, passed: expected, failed: unexpected + flaky, skipped, failures: [] };
  const visit = (suite) => {
    for (const spec of suite.specs ?? []) {
      const error = spec.tests?.flatMap((test) => test.results).findLast((result) => result.error)?.error;
      if (!spec.ok) count.failures.push(told(`${suite.title} › ${spec.title}`, error?.message));
    }
    (suite.suites ?? []).forEach(visit);
  };
  report.suites.forEach(visit);
  for (const error of report.errors ?? []) {
    count.failed += 1;
    count.failures.push((error.message ?? 'an error outside the stories').split('\n')[0]);
  }
  return count;
}

/** A part that ran no test at all has failed: something kept it from running. */
export function failWhenEmpty(count) {
  if (count.passed + count.failed > 0) return count;
  return { ...count, failed: 1, failures: ['ran no test'] };
}

/** The closing line that counts everything. */
export function closingLine(counts) {
  const sum = (field) => counts.reduce((total, count) => total + count[field], 0);
  const skipped = sum('skipped');
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function readCounts(root, results, only) {
  const modules = readdirSync(root).filter((name) => existsSync(join(root, name, 'pom.xml')) && existsSync(join(root, name, 'src/test')));
  const programs = modules.filter((name) => hasProgramTests(join(root, name, 'src/test')));
  const sources = (counts) => (only === 'programs' ? [] : counts);
  return [countChecks(readFileSync(join(results, 'checks.tsv'), 'utf8')),
    ...sources(modules.map((name) => countSurefire(name, reportsIn(join(root, name, 'target/surefire-reports'))))),
    ...programs.map((name) => countSurefire(`${name} program`, reportsIn(join(root, name, 'target/failsafe-reports')))),
    ...sources(programs.map((name) => countSurefire(`${name} container`, reportsIn(join(root, name, 'target/container-reports'))))),
    ...sources([readJson('web-ui', join(results, 'web-ui.json'), countVitest)]),
    readJson('stories', join(results, 'stories.json'), countPlaywright),
    readJson('stories beside', join(results, 'stories-beside.json'), countPlaywright)].map(failWhenEmpty);
}

/** Tests of the packaged program, which Failsafe runs by their names. */
export function hasProgramTests(folder) {
  return readdirSync(folder, { recursive: true }).some((file) => file.endsWith('IT.java'));
}

function reportsIn(folder) {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => /^TEST-.*\.xml$/.test(file)) : [];
  return files.map((file) => readFileSync(join(folder, file), 'utf8'));
}

function readJson(part, file, count) {
  const none = { part, passed: 0, failed: 0, skipped: 0, failures: [] };
  return existsSync(file) ? count(part, JSON.parse(readFileSync(file, 'utf8'))) : none;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const counts = readCounts(process.argv[2], process.argv[3], process.argv[4]);
  console.log();
  for (const { part, passed, failed, skipped, failures } of counts) {
    console.log(`${part.padEnd(24)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${String(skipped).padStart(4)} skipped`);
    failures.forEach((failure) => console.log(`    failed: ${failure}`));
  }
  console.log();
  console.log(closingLine(counts));
  process.exitCode = counts.some((count) => count.failed > 0) ? 1 : 0;
}
