import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';

const SCRIPT = join(import.meta.dirname, '../scripts/native-programs.sh');
/** What ./steadyboard has beside it, as far as it goes; Maven's part is written by the tests. */
const AROUND = `
  set -euo pipefail
  services=(lesson-service board-service)
  log_folder="$root/target/logs"
  fail() { echo "steadyboard: $*" >&2; exit 1; }
  is_older() { [[ ! -f "$1" || "$2" -nt "$1" ]]; }
  artefact_of() { echo "$root/$1/target/quarkus-app/quarkus-run.jar"; }
  source "${SCRIPT}"
`;
const BUILDS = 'for last; do :; done; echo "[1/8] Initializing..."; echo "much more"; printf "%s\\n" "$@" > arguments; echo built > x-runner';

const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** A built tree with the sources of native programs, and a GraalVM whose native-image does this. */
function tree(nativeImage) {
  const root = mkdtempSync(join(tmpdir(), 'native-programs-'));
  folders.push(root);
  for (const service of ['lesson-service', 'board-service']) {
    const jar = write(join(root, service, 'target/quarkus-app/quarkus-run.jar'), 'jar');
    utimesSync(jar, 1000, 1000);
    write(join(root, service, 'target/native-sources/native-image.args'), `-H:Name=x --exclude-config io\\.netty -jar ${service}.jar`);
  }
  if (nativeImage !== undefined) {
    chmodSync(write(join(root, 'graalvm/bin/native-image'), `#!/bin/sh\n${nativeImage}\n`), 0o755);
  }
  return root;
}

function run(root, words, environment = {}) {
  return spawnSync('bash', ['--norc', '-c', AROUND + words], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, root, GRAALVM_HOME: join(root, 'graalvm'), ...environment },
  });
}

function assertRefused({ status, stderr }, line) {
  assert.match(stderr.trim().split('\n').at(-1), line);
  assert.equal(status, 1);
}

test('programs are built one after the other, with what Quarkus says and for this processor', () => {
  const root = tree(BUILDS);
  const { status, stdout, stderr } = run(root, 'require_native; build_native; echo "in $NATIVE_PROGRAMS"');
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.match(stdout, /^Building native programs \(lesson-service board-service\): about 5 minutes and 5 GB/);
  assert.match(stdout, /lesson-service:\n\[1\/8\] Initializing...\nboard-service:\n\[1\/8\]/, 'progress, and nothing else');
  assert.ok(stdout.endsWith(`in ${root}/target/native-programs\n`));
  for (const service of ['lesson-service', 'board-service']) {
    assert.equal(readFileSync(join(root, 'target/native-programs', service), 'utf8'), 'built\n');
    assert.deepEqual(readFileSync(join(root, service, 'target/native-sources/arguments'), 'utf8').trim().split('\n'), [
      '-march=native',
      '-H:Name=x',
      '--exclude-config',
      'io\\.netty',
      '-jar',
      `${service}.jar`,
    ]);
  }
});

test('what is built is not built again until the service is', () => {
  const root = tree(BUILDS);
  run(root, 'build_native');
  assert.equal(run(root, 'build_native').stdout, '');
  utimesSync(join(root, 'board-service/target/quarkus-app/quarkus-run.jar'), Date.now() / 1000 + 5, Date.now() / 1000 + 5);
  utimesSync(join(root, 'board-service/target/native-sources/native-image.args'), Date.now() / 1000 + 9, Date.now() / 1000 + 9);
  assert.match(run(root, 'build_native').stdout, /^Building native programs \(board-service\)/);
});

for (const [how, does] of Object.entries({
  'the system kills it': 'exit 137',
  'its own heap is full': 'echo "Terminating due to java.lang.OutOfMemoryError: Java heap space"; exit 3',
  'its garbage takes all its time': 'echo "Error: image build ran out of memory"; exit 1',
})) {
  test(`a builder without memory is one clear line: ${how}`, () => {
    const root = tree(does);
    assertRefused(run(root, 'build_native'), /^steadyboard: building native lesson-service ran out of memory: it takes about 5 GB \(log: .*\)$/);
    assert.ok(!existsSync(join(root, 'target/native-programs/lesson-service')));
  });
}

test('a builder that fails shows the end of its log', () => {
  const found = run(tree('echo "Error: a static field holds a Random"; exit 1'), 'build_native');
  assert.match(found.stderr, /a static field holds a Random/);
  assertRefused(found, /^steadyboard: building native lesson-service failed \(log: .*\)$/);
});

test('a builder that leaves nothing has failed', () => {
  assertRefused(run(tree('exit 0'), 'build_native'), /left no program/);
});

test('programs that are given are taken as they are', () => {
  const root = tree();
  mkdirSync(join(root, 'given'));
  const { stdout } = run(root, 'cd "$root"; require_native; build_native; echo "$NATIVE_PROGRAMS"', { NATIVE_PROGRAMS: 'given' });
  assert.equal(stdout, `${root}/given\n`);
});

test('without a builder and without programs it says what is needed', () => {
  assertRefused(run(tree(), 'require_native'), /^steadyboard: --native needs GRAALVM_HOME, .* or NATIVE_PROGRAMS, a folder that holds them$/);
});

test('a folder that is not there is named', () => {
  assertRefused(run(tree(BUILDS), 'require_native', { NATIVE_PROGRAMS: '/nowhere' }), /^steadyboard: there is no folder \/nowhere, which NATIVE_PROGRAMS names$/);
});
