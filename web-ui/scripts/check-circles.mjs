// Fails when files under src/ import each other in a circle. Imports of types count too: who must know whom is the same
// question, whether or not anything is left of the import when the page runs.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const root = new URL('../src/', import.meta.url).pathname;
const files = new Set(
  readdirSync(root, { recursive: true })
    .filter((name) => /\.(ts|svelte)$/.test(name))
    .map((name) => join(root, name)),
);

function importsOf(file) {
  const source = readFileSync(file, 'utf8');
  const script = file.endsWith('.svelte')
    ? [...source.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n')
    : source;
  // What is imported on demand comes later, and is no circle at the start.
  const { importedFiles } = ts.preProcessFile(script.replaceAll(/\bimport\(/g, '('), true, true);
  return importedFiles.flatMap(({ fileName }) => {
    const path = join(dirname(file), fileName);
    return [path, `${path}.ts`].filter((one) => files.has(one));
  });
}

const graph = new Map([...files].map((file) => [file, importsOf(file)]));
const done = new Set();

/** The first circle that is met from `file` on; null when there is none. */
function circleFrom(file, way) {
  if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
  if (done.has(file)) return null;
  for (const next of graph.get(file) ?? []) {
    const circle = circleFrom(next, [...way, file]);
    if (circle) return circle;
  }
  done.add(file);
  return null;
}

for (const file of files) {
  const circle = circleFrom(file, []);
  if (circle) {
    console.error(`A circle of imports: ${circle.map((one) => relative(root, one)).join(' → ')}`);
    process.exit(1);
  }
}
const imports = [...graph.values()].reduce((sum, some) => sum + some.length, 0);
console.log(`No circle among ${imports} imports of ${files.size} files.`);
