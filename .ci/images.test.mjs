// What ./steadyboard images says and asks of a container tool, with stand-ins for the tools.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'images-'));
const asked = join(folder, 'asked');
after(() => rmSync(folder, { recursive: true }));

/** Runs it where there is nothing but what it needs, and these tools: name to body of a script. */
function images(words, tools = {}, settings = {}) {
  const path = mkdtempSync(join(folder, 'path-'));
  for (const name of ['bash', 'basename', 'cat', 'date', 'dirname', 'git', 'grep', 'head', 'mkdir', 'readlink', 'sed', 'tail']) {
    symlinkSync(execFileSync('which', [name], { encoding: 'utf8' }).trim(), join(path, name));
  }
  for (const [name, body] of Object.entries(tools)) {
    writeFileSync(join(path, name), `#!${join(path, 'bash')}\nprintf '%s\\n' "$@" >>${asked}\n${body}\n`);
    chmodSync(join(path, name), 0o755);
  }
  rmSync(asked, { force: true });
  const ended = spawnSync(join(root, 'steadyboard'), ['images', ...words], { env: { PATH: path, ...settings }, encoding: 'utf8' });
  return { ...ended, asked: existsSync(asked) ? readFileSync(asked, 'utf8') : '' };
}

const podman = { podman: 'exit 0' };
const refusals = [
  ['an unknown service', ['mail-service'], podman, /^steadyboard: images: unknown service 'mail-service': there are board-service lesson-service media-sync-service$/],
  ['an unknown option', ['--nativ'], podman, /^steadyboard: images: unknown option '--nativ'/],
  ['no tag', ['--tag'], podman, /^steadyboard: --tag needs a tag/],
  ['what is no tag', ['--tag', 'a:b'], podman, /^steadyboard: --tag needs a tag/],
  ['no container tool', [], {}, /^steadyboard: no container tool: install podman or docker$/],
  ['a docker without its daemon', [], { docker: 'exit 1' }, /^steadyboard: docker does not answer: start its daemon, or install podman$/],
  ['a build that is killed', ['--native'], { podman: 'exit 137' }, /^steadyboard: building the image of board-service ran out of memory: .*\)$/],
  ['a builder that is killed', [], { podman: 'echo "while running runtime: exit status 137"; exit 1' }, /ran out of memory/],
  ['a builder without memory', [], { podman: 'echo "java.lang.OutOfMemoryError: Java heap space"; exit 1' }, /ran out of memory/],
];

for (const [what, words, tools, line] of refusals) {
  test(`${what} is one line`, () => {
    const { status, stderr } = images(words, tools);
    assert.equal(status, 1);
    assert.match(stderr.trimEnd(), line);
    assert.equal(stderr.trimEnd().split('\n').length, 1);
  });
}

test('what else goes wrong is shown', () => {
  const { status, stderr } = images([], { podman: 'echo no such image; exit 125' });
  assert.equal(status, 1);
  assert.match(stderr, /^no such image\nsteadyboard: building the image of board-service failed \(log: /);
});

test('every service is built, from the bases of one file', () => {
  const { status, asked: words } = images(['--tag', '7'], podman);
  assert.equal(status, 0);
  for (const service of ['board-service', 'lesson-service', 'media-sync-service']) {
    assert.match(words, new RegExp(`^build\n[^]*--build-arg\nSERVICE=${service}\n--file\n.*/Dockerfile.jvm\n--tag\nsteadyboard/${service}:7\n`, 'm'));
  }
  for (const base of readFileSync(join(root, 'images.env'), 'utf8').match(/^(BUILD|RUNTIME)_IMAGE=.+$/gm)) {
    assert.ok(words.includes(`--build-arg\n${base}\n`), base);
  }
  assert.doesNotMatch(words, /NATIVE_BUILDER_IMAGE/);
});

test('one service, natively, from a base of the environment, with words for the tool', () => {
  const { asked: words } = images(['--native', 'board-service', '--', '--network=host'], podman, { NATIVE_BUILDER_IMAGE: 'mine:1' });
  assert.match(words, /--build-arg\nNATIVE_BUILDER_IMAGE=mine:1\n[^]*Dockerfile.native\n--tag\nsteadyboard\/board-service:.+-native\n--network=host\n/);
  assert.doesNotMatch(words, /lesson-service/);
});

test('docker is asked where there is no podman', () => {
  assert.match(images([], { docker: 'exit 0' }).asked, /^info\nbuild\n/);
});
