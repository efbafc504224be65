// Opens pages in Chromium, wide and on a phone, and prints what axe-core finds against them as JSON.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [executablePath, ...paths] = process.argv.slice(2);
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
const found = [];
for (const path of paths) {
  for (const width of [1280, 390]) {
    const context = await browser.newContext({ bypassCSP: true, viewport: { width, height: 900 } });
    const page = await context.newPage();
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(path).href);
    await page.evaluate(axe);
    // every rule is run on every element; where each of them holds is not told, which would take most of the time
    const result = await page.evaluate(
      (values) => window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }), tags);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    found.push({
      path,
      width,
      passes: result.passes.length,
      violations: result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`),
      overflow,
      requests: asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:')),
    });
    await context.close();
  }
}
await browser.close();
console.log(JSON.stringify(found));
