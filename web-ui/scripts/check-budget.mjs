// Fails the build when a page loads more JavaScript (gzipped) than its budget: everything that the page's own scripts
// import statically counts; what is imported on demand (the camera scanner) does not.
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url).pathname;
const budgets = { 'board.html': 40_000, 'index.html': 80_000 };

function scriptsOf(page) {
  const html = readFileSync(join(dist, page), 'utf8');
  const found = new Set();
  const queue = [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((match) => match[1]);
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
for (const [page, budget] of Object.entries(budgets)) {
  const files = scriptsOf(page);
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
  if (files.length === 0 || bytes > budget) tooLarge = true;
  console.log(
    `${page}: ${(bytes / 1000).toFixed(1)} kB of JavaScript gzipped, budget ${budget / 1000} kB (${files.length} files)`,
  );
}
if (tooLarge) {
  console.error('A page loads more JavaScript than its budget.');
  process.exit(1);
}
