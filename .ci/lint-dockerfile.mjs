// Hadolint's main rules for a Dockerfile, where that tool is not to be had. Each finding is one line that names hadolint's rule.

/** @typedef {{ line: number, word: string, rest: string }} Instruction */

/** Comments are left out, continued lines are one. */
export function parse(text) {
  const instructions = [];
  let began = 0;
  let whole = '';
  text.split('\n').forEach((line, index) => {
    if (/^\s*(#|$)/.test(line)) return;
    if (whole === '') began = index + 1;
    whole += line.replace(/\\\s*$/, ' ');
    if (/\\\s*$/.test(line)) return;
    const [, word, rest] = /^\s*(\S+)\s*(.*)$/s.exec(whole);
    instructions.push({ line: began, word: word.toUpperCase(), rest: rest.trim() });
    whole = '';
  });
  return instructions;
}

/** Each stage with its name, image and instructions; `before` are those before the first FROM. */
function stagesOf(instructions) {
  const before = [];
  const stages = [];
  for (const instruction of instructions) {
    if (instruction.word === 'FROM') {
      const [, image, name] = /^(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?$/i.exec(instruction.rest) ?? [];
      stages.push({ line: instruction.line, image: image ?? '', name, instructions: [] });
    } else {
      (stages.at(-1)?.instructions ?? before).push(instruction);
    }
  }
  return { before, stages };
}

const argument = (instruction) => /^(\w+)/.exec(instruction.rest)?.[1];
const uses = (instruction, name) => new RegExp(`\\$\\{?${name}\\b`).test(instruction.rest);
const isPinned = (image) => /@sha256:|:(?!latest$)[^/:]+$/.test(image);

/**
 * @param {string} text of a Dockerfile
 * @param {Record<string, string>} bases what is given as arguments for images
 * @returns {string[]} what is wrong, none when all is well
 */
export function lint(text, bases = {}) {
  const findings = [];
  const say = (line, words) => findings.push(`line ${line}: ${words}`);
  const { before, stages } = stagesOf(parse(text));
  const named = (upTo) => stages.slice(0, upTo).map((stage) => stage.name).filter(Boolean);

  for (const { line, rest, ...instruction } of before) {
    if (instruction.word !== 'ARG') say(line, 'DL3061 nothing but ARG before FROM');
    else if (!stages.some(({ image }) => uses({ rest: image }, argument({ rest })))) say(line, `unused ARG ${argument({ rest })}`);
  }
  stages.forEach((stage, index) => {
    const image = stage.image.replace(/\$\{?(\w+)\}?/g, (whole, name) => bases[name] ?? whole);
    if (!named(index).includes(image) && image !== 'scratch' && !isPinned(image)) say(stage.line, `DL3006, DL3007 not pinned: ${image}`);
    if (named(index).includes(stage.name)) say(stage.line, `DL3024 a second stage ${stage.name}`);
    stage.instructions.forEach((instruction, at) => {
      lintInstruction(instruction, stage, named(index), say);
      if (instruction.word === 'ARG' && !stage.instructions.slice(at + 1).some((later) => uses(later, argument(instruction)))) {
        say(instruction.line, `unused ARG ${argument(instruction)}`);
      }
    });
    for (const word of ['CMD', 'ENTRYPOINT', 'HEALTHCHECK']) {
      const second = stage.instructions.filter((instruction) => instruction.word === word)[1];
      if (second) say(second.line, `DL4003, DL4004, DL3012 a second ${word}`);
    }
  });
  const last = stages.at(-1);
  const user = last?.instructions.findLast((instruction) => instruction.word === 'USER');
  if (!user || /^(root|0)(:|$)/.test(user.rest)) say(user?.line ?? last?.line ?? 1, 'DL3002 the program runs as root');
  if (user && !/^\d+(:\d+)?$/.test(user.rest)) say(user.line, 'USER by number, so that others can see that it is not root');
  if (!last?.instructions.some((instruction) => instruction.word === 'ENTRYPOINT')) say(last?.line ?? 1, 'no ENTRYPOINT');
  return findings;
}

function lintInstruction({ line, word, rest }, stage, earlier, say) {
  if (word === 'ADD') say(line, 'DL3020 COPY, not ADD');
  if (word === 'MAINTAINER') say(line, 'DL4000 a LABEL, not MAINTAINER');
  if (word === 'WORKDIR' && !/^["']?[/$]/.test(rest)) say(line, 'DL3000 WORKDIR is absolute');
  if ((word === 'CMD' || word === 'ENTRYPOINT') && !isListOfStrings(rest)) say(line, `DL3025 ${word} as a list, or no signal arrives`);
  if ((word === 'ARG' || word === 'ENV') && /(PASSWORD|SECRET|TOKEN|CREDENTIAL|(API|PRIVATE|SESSION|PEER)_?KEY)/i.test(rest)) {
    say(line, `a secret would stay in the image: ${word}`);
  }
  if (word === 'COPY') {
    const from = /--from=(\S+)/.exec(rest)?.[1];
    if (from && from === stage.name) say(line, 'DL3023 COPY from its own stage');
    else if (from && !earlier.includes(from)) say(line, `DL3022 COPY from a stage that is not there: ${from}`);
  }
  if (word === 'RUN') lintRun(line, rest, say);
}

function lintRun(line, rest, say) {
  if (/\bsudo\b/.test(rest)) say(line, 'DL3004 sudo');
  if (/^(--\S+\s+)*cd\s/.test(rest)) say(line, 'DL3003 WORKDIR, not cd');
  if (/\bapt(-get)?\s+(-\S+\s+)*(upgrade|dist-upgrade)\b/.test(rest)) say(line, 'DL3005 upgrade the base instead');
  if (/\bapt(-get)?\s+(-\S+\s+)*install\b/.test(rest)) {
    if (/\bapt\s/.test(rest)) say(line, 'DL3027 apt-get, not apt');
    if (!/\s(-y|--yes|-qq)\b/.test(rest)) say(line, 'DL3014 nobody can answer: -y');
    if (!/--no-install-recommends/.test(rest)) say(line, 'DL3015 --no-install-recommends');
    if (!/rm -rf? \/var\/lib\/apt\/lists/.test(rest)) say(line, 'DL3009 remove the lists');
  }
  if (/[^|]\|[^|]/.test(rest.replace(/\$\([^)]*\)|'[^']*'|"[^"]*"/g, '')) && !/pipefail/.test(rest)) {
    say(line, 'DL4006 a pipe hides its failures');
  }
}

function isListOfStrings(rest) {
  try {
    return JSON.parse(rest).every((part) => typeof part === 'string');
  } catch {
    return false;
  }
}
