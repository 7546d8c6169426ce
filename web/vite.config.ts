// How the app is built: hashed assets, a service worker that precaches the shell, a manifest.
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { reachedBy } from './scripts/first-screen';

/** Where `ota dev` listens; the dev server hands the server's own paths to it. */
const server = process.env['OTA_URL'] ?? 'http://127.0.0.1:8787';
const serverPaths = ['/auth/v1', '/rest/v1', '/api', '/realtime', '/storage', '/healthz', '/dev'];

const sharedFiles = {
  'text/csv': ['.csv'],
  'text/calendar': ['.ics'],
};

/**
 * Puts the stylesheet behind the static first words of index.html, which bring their own few styles:
 * they are painted without waiting for it, and scripts still run after it.
 */
const lateStyles: Plugin = {
  name: 'late-styles',
  transformIndexHtml: {
    order: 'post',
    handler(html) {
      const links = html.match(/\s*<link rel="stylesheet"[^>]*>/g) ?? [];
      const rest = links.reduce((text, link) => text.replace(link, ''), html);
      return rest.replace('</app-shell>', `</app-shell>${links.join('')}`);
    },
  },
};

const firstScreen = reachedBy(['src/main.ts']);

export default defineConfig({
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: 'build-manifest.json',
    sourcemap: false,
    rolldownOptions: {
      output: {
        // one file for what starts the app; what only some screens need stays with them
        codeSplitting: {
          groups: [
            { name: 'vendor', test: /node_modules\/(lit|@lit|lit-[a-z]+|dexie)\// },
            {
              name: 'shell',
              test: (id: string) => firstScreen.has(id),
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      serverPaths.map((path) => [path, { target: server, ws: path === '/realtime' }]),
    ),
  },
  plugins: [
    lateStyles,
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      registerType: 'prompt',
      injectRegister: false,
      injectManifest: {
        rollupFormat: 'iife',
        globPatterns: ['**/*.{js,css,html,wasm,svg,png,woff2,webmanifest}'],
        maximumFileSizeToCacheInBytes: 600_000,
      },
      manifest: {
        id: '/',
        name: 'OTA tour management',
        short_name: 'OTA',
        description: 'Tours, shows, schedules, travel and money, with or without a signal.',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        theme_color: '#121110',
        background_color: '#121110',
        categories: ['business', 'productivity', 'music'],
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          {
            src: '/icon-maskable-512.png',
            sizes: '512x512',
            type: 'image/png',
            purpose: 'maskable',
          },
        ],
        shortcuts: [
          { name: 'Today', url: '/' },
          { name: 'New expense', url: '/expenses/new' },
        ],
        share_target: {
          action: '/import/shared',
          method: 'POST',
          enctype: 'multipart/form-data',
          params: {
            files: [{ name: 'file', accept: ['text/csv', 'text/calendar', '.csv', '.ics'] }],
          },
        },
        file_handlers: [{ action: '/import', accept: sharedFiles }],
        launch_handler: { client_mode: ['navigate-existing', 'auto'] },
      },
    }),
  ],
});
