// Fails the build when a page loads more JavaScript (gzipped) than its budget: everything that the page's own scripts
// import statically counts; what is imported on demand does not, but for the editor, which has a budget of its own.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url).pathname;
const budgets = { 'board.html': 40_000, 'index.html': 80_000 };
/** Loaded on demand, by what its file's name begins with: beside what its page has loaded by then. */
const lazyBudgets = { EditView: { page: 'index.html', budget: 130_000 } };

function scriptsOf(page) {
  const html = readFileSync(join(dist, page), 'utf8');
  return withImports([...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((match) => match[1]));
}

function withImports(files) {
  const found = new Set();
  const queue = [...files];
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

function hold(name, files, budget) {
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
  if (files.length === 0 || bytes > budget) tooLarge = true;
  console.log(
    `${name}: ${(bytes / 1000).toFixed(1)} kB of JavaScript gzipped, budget ${budget / 1000} kB (${files.length} files)`,
  );
}

for (const [page, budget] of Object.entries(budgets)) hold(page, scriptsOf(page), budget);
for (const [name, { page, budget }] of Object.entries(lazyBudgets)) {
  const loaded = new Set(scriptsOf(page));
  const own = readdirSync(join(dist, 'assets')).filter((file) => file.startsWith(`${name}-`) && file.endsWith('.js'));
  hold(
    name,
    withImports(own.map((file) => `assets/${file}`)).filter((file) => !loaded.has(file)),
    budget,
  );
}
if (tooLarge) {
  console.error('A page or a part of it loads more JavaScript than its budget.');
  process.exit(1);
}
