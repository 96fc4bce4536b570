/**
 * Draws the gallery and keeps pictures of it: node capture.mjs ROWS OUT [NAME …]. ROWS holds NAME.{spec,rows,bounds,
 * data,runs}.json, as `lab spec`, `lab table --json`, `lab bounds --json`, `lab data --json` and `lab export` write them.
 */
import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import vue from '@vitejs/plugin-vue';
import { chromium } from 'playwright';
import { build, preview } from 'vite';

const [rows, out, ...names] = process.argv.slice(2);
const here = import.meta.dirname;
const dist = mkdtempSync(join(tmpdir(), 'gallery-'));
const config = {
  root: here,
  configFile: false,
  logLevel: 'warn',
  resolve: { alias: { '@shared': resolve(here, '../../../../src-shared') } },
  plugins: [vue()],
  build: { outDir: dist, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  preview: { port: 0, host: '127.0.0.1' },
};
await build(config);
cpSync(rows, join(dist, 'rows'), { recursive: true });
mkdirSync(out, { recursive: true });
const server = await preview(config);
const address = server.resolvedUrls.local[0];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? (await sparticuz.executablePath()),
  headless: true,
  args: ['--no-sandbox', '--font-render-hinting=none'],
});
const VARIANTS = [
  { theme: 'light', palette: 'colourBlindSafe', width: 1280, height: 800 },
  { theme: 'dark', palette: 'colourBlindSafe', width: 1280, height: 800 },
  { theme: 'light', palette: 'paper', width: 2560, height: 1440 },
];
for (const show of names.length > 0
  ? names
  : ['figure-3', 'figure-4', 'figure-2', 'figure-6', 'figure-1-trajectories']) {
  for (const { theme, palette, width, height } of VARIANTS) {
    const page = await browser.newPage({ viewport: { width, height } });
    page.on(
      'console',
      (message) => ['error', 'warning'].includes(message.type()) && console.error(show, message.text()),
    );
    page.on('pageerror', (error) => console.error(show, error));
    await page.goto(`${address}?show=${show}&theme=${theme}&palette=${palette}`);
    await page.waitForSelector('.card svg');
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(out, `${show}-${theme}-${palette}-${width}.png`), fullPage: true });
    await page.close();
  }
}
await browser.close();
await server.close();
