// Builds each page by itself: nobody opens both, and a shared chunk would make the board load what only teachers need.
import { rmSync } from 'node:fs';
import { build } from 'vite';

rmSync(new URL('../dist/', import.meta.url), { recursive: true, force: true });
for (const page of ['index.html', 'board.html']) {
  await build({ logLevel: 'warn', build: { emptyOutDir: false, rollupOptions: { input: page } } });
}
