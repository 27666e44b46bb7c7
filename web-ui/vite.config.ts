import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vitest/config';

const host = 'http://localhost:8080';

/** The ingress maps /board to board.html; so does the development server. */
const boardPath: Plugin = {
  name: 'board-path',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      if (request.url?.split('?')[0] === '/board') request.url = '/board.html';
      next();
    });
  },
};

export default defineConfig({
  plugins: [svelte(), boardPath],
  resolve: process.env.VITEST ? { conditions: ['browser'], mainFields: ['browser', 'module', 'main'] } : {},
  build: {
    target: ['chrome90', 'firefox91', 'safari15'],
    // The pages are served with a policy that refuses data: fonts and inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Svelte does not say so of its reactive classes: those that nobody uses would be loaded along with the one that is.
    rollupOptions: { treeshake: { moduleSideEffects: (id) => !/\/svelte\/src\/reactivity\//.test(id) } },
  },
  server: {
    proxy: { '/api': host, '/media': host, '/hosts.json': host, '/ws': { target: host, ws: true } },
  },
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts'],
    // They are run beside other tests: a deadline is for what would never end.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What pages load is what is tested: its build for browsers, not the one for Node.
    server: { deps: { inline: ['tus-js-client'] } },
  },
});
