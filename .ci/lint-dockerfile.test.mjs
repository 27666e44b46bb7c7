import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { lint, parse } from './lint-dockerfile.mjs';

const file = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const bases = Object.fromEntries([...file('images.env').matchAll(/^(\w+)=(\S+)$/gm)].map(([, name, image]) => [name, image]));
const ours = ['Dockerfile.jvm', 'Dockerfile.native'];

for (const name of ours) {
  test(`${name} is as it should be`, () => {
    assert.deepEqual(lint(file(name), bases), []);
  });

  test(`${name} has no image of its own`, () => {
    const images = parse(file(name)).filter(({ word, rest }) => word === 'FROM' && /[:/]/.test(rest));
    assert.deepEqual(images, []);
  });
}

test('both kinds begin with the same build, which is done once', () => {
  const [jvm, native] = ours.map((name) => parse(file(name)).map(({ word, rest }) => `${word} ${rest}`));
  const build = (lines) => lines.slice(lines.findIndex((line) => line.endsWith(' AS build')), lines.findIndex((line) => line.startsWith('FROM build')));
  assert.ok(build(jvm).length > 2);
  assert.deepEqual(build(jvm), build(native));
});

const good = `ARG BASE
FROM \${BASE} AS build
ARG SERVICE
WORKDIR /build
RUN make "\${SERVICE}" \\
    && echo made

FROM scratch
COPY --from=build /build/program /program
USER 1001
ENTRYPOINT ["/program"]
`;

test('what is good is let be', () => {
  assert.deepEqual(lint(good, { BASE: 'example.org/base:1' }), []);
});

const bad = [
  ['an image without a tag', 'FROM ${BASE}', 'FROM base', 2, 'DL3006'],
  ['the latest image', 'FROM ${BASE}', 'FROM base:latest', 2, 'DL3007'],
  ['an argument that is nowhere given', 'FROM ${BASE}', 'FROM ${OTHER}', 2, 'DL3006'],
  ['a port that looks like a tag', 'FROM ${BASE}', 'FROM example.org:5000/base', 2, 'DL3006'],
  ['an argument that nobody uses', 'make "${SERVICE}"', 'make', 3, 'unused ARG SERVICE'],
  ['an argument for an image that nobody uses', 'FROM ${BASE}', 'FROM base:1', 1, 'unused ARG BASE'],
  ['a stage of the same name', 'FROM scratch', 'FROM scratch AS build', 8, 'DL3024'],
  ['ADD', 'COPY --from=build', 'ADD', 9, 'DL3020'],
  ['a relative WORKDIR', 'WORKDIR /build', 'WORKDIR build', 4, 'DL3000'],
  ['a stage that is not there', '--from=build', '--from=built', 9, 'DL3022'],
  ['a stage that comes later', 'WORKDIR /build', 'COPY --from=later a b', 4, 'DL3022'],
  ['its own stage', 'WORKDIR /build', 'COPY --from=build a b', 4, 'DL3023'],
  ['no user', 'USER 1001\n', '', 8, 'DL3002'],
  ['root', 'USER 1001', 'USER root', 10, 'DL3002'],
  ['root by number', 'USER 1001', 'USER 0:0', 10, 'DL3002'],
  ['a user by name', 'USER 1001', 'USER somebody', 10, 'USER by number'],
  ['a program behind a shell', '["/program"]', '/program', 11, 'DL3025'],
  ['no program', 'ENTRYPOINT ["/program"]\n', '', 8, 'no ENTRYPOINT'],
  ['two programs', 'USER 1001', 'USER 1001\nENTRYPOINT ["/other"]', 12, 'DL4004'],
  ['a secret', 'WORKDIR /build', 'ENV DATABASE_PASSWORD=x', 4, 'a secret'],
  ['a secret as an argument', 'ARG SERVICE', 'ARG SERVICE\nARG SESSION_KEY\nRUN $SESSION_KEY', 4, 'a secret'],
  ['sudo', 'make "', 'sudo make "', 5, 'DL3004'],
  ['cd', 'RUN make "', 'RUN cd /x && make "', 5, 'DL3003'],
  ['an upgrade', 'echo made', 'apt-get upgrade -y', 5, 'DL3005'],
  ['apt', 'echo made', 'apt install -y --no-install-recommends x && rm -rf /var/lib/apt/lists/*', 5, 'DL3027'],
  ['a question', 'echo made', 'apt-get install --no-install-recommends x && rm -rf /var/lib/apt/lists/*', 5, 'DL3014'],
  ['what is recommended', 'echo made', 'apt-get install -y x && rm -rf /var/lib/apt/lists/*', 5, 'DL3015'],
  ['lists that stay', 'echo made', 'apt-get install -y --no-install-recommends x', 5, 'DL3009'],
  ['a pipe', 'echo made', 'cat x | sh', 5, 'DL4006'],
  ['a maintainer', 'USER 1001', 'USER 1001\nMAINTAINER somebody', 11, 'DL4000'],
];

for (const [what, from, to, line, words] of bad) {
  test(`${what} is found`, () => {
    assert.ok(good.includes(from));
    const findings = lint(good.replace(from, to), { BASE: 'example.org/base:1' });
    assert.ok(findings.some((finding) => finding.startsWith(`line ${line}: `) && finding.includes(words)), `found: ${findings.join('; ')}`);
  });
}
