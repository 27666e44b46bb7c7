// Fails the build when a page loads more JavaScript (gzipped) than its budget: everything that the page's own scripts
// import statically counts; what is imported on demand (the camera scanner) does not. A part that is loaded on demand has a
// budget of its own: all that it needs and the first load does not have.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url).pathname;
const budgets = { 'board.html': 40_000, 'index.html': 80_000 };
const onDemand = {
  // The library of pictures, with the queue of uploads, tus and the worker that makes pictures smaller.
  media: { parts: ['MediaPage', 'PickDialog', 'UploadTray', 'uploads.svelte', 'reduce.worker'], budget: 40_000 },
  // What changes the tree, and what was deleted of it.
  tree: { parts: ['treeParts'], budget: 20_000 },
  // CodeMirror and what stands around it.
  editor: { parts: ['EditView'], budget: 130_000 },
};

function scriptsOf(page) {
  const html = readFileSync(join(dist, page), 'utf8');
  return withImports([...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((match) => match[1]));
}

/** The built files of the teacher app that were made of these modules. */
function filesOf(parts) {
  const names = readdirSync(join(dist, 'assets'));
  return parts.map((part) => {
    const name = names.find((one) => one.startsWith(`${part}-`) && one.endsWith('.js'));
    if (!name) throw new Error(`Nothing was built of ${part}: is it still loaded on demand?`);
    return `assets/${name}`;
  });
}

function withImports(queue) {
  const found = new Set();
  while (queue.length > 0) {
    const file = queue.pop();
    if (found.has(file)) continue;
    found.add(file);
    const source = readFileSync(join(dist, file), 'utf8');
    for (const match of source.matchAll(
      /(?:^|[;}\s])(?:import|export)\s*(?:[^"'`()]*?from\s*)?["'](\.{1,2}\/[^"']+\.js)["']/g,
    )) {
      queue.push(normalize(join(dirname(file), match[1])));
    }
  }
  return [...found];
}

let tooLarge = false;
function check(name, files, budget) {
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
  if (files.length === 0 || bytes > budget) tooLarge = true;
  console.log(
    `${name}: ${(bytes / 1000).toFixed(1)} kB of JavaScript gzipped, budget ${budget / 1000} kB (${files.length} files)`,
  );
}

for (const [page, budget] of Object.entries(budgets)) check(page, scriptsOf(page), budget);
const first = new Set(scriptsOf('index.html'));
for (const [name, { parts, budget }] of Object.entries(onDemand)) {
  const files = withImports(filesOf(parts)).filter((file) => !first.has(file));
  check(`${name} (on demand)`, files, budget);
}
if (tooLarge) {
  console.error('A page, or a part of one, loads more JavaScript than its budget.');
  process.exit(1);
}
