// What any screen is judged by: nothing that axe finds, nothing wider than the screen, room for a
// thumb. OTA_PICTURES=FOLDER keeps what was judged by its name, OTA_SCREENSHOTS=1 renews the
// pictures of docs/images.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../api/lib.mjs';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** all that may differ between light and dark: nothing but the tokens of the colours does */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const IMAGE_BYTES_MAX = 250_000;
/** how pictures are taken: nothing that blinks or passes is on them */
const STILL = {
  animations: 'disabled',
  caret: 'hide',
  style: 'toast-region { visibility: hidden }',
};
const sourceOfAxe = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** Waits until the page has come to rest: its fonts are there, and what moves but once has moved. */
export async function atRest(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const passing = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });
}

/** What axe finds on a page at rest, by these of its rules: a line for each that is broken, with where. */
export async function violations(page, rules = RULES) {
  await atRest(page);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(sourceOfAxe);
  const found = await page.evaluate(
    (runOnly) => window.axe.run(document, { runOnly, resultTypes: ['violations'] }),
    rules,
  );
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  );
}

/** The same in the light, and for the colours in the dark. */
export async function violationsInBoth(page) {
  const found = await violations(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await violations(page, COLOUR_RULES);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...found, ...dark.map((one) => `dark: ${one}`)];
}

/** In the page: what one can tap whose area, wherever it is drawn, is below 44 px either way. */
function tooSmall() {
  const WANTED = 43;
  /** A link within a sentence is as high as its line. */
  const isInline = (node) =>
    getComputedStyle(node).display === 'inline' &&
    node.parentElement.textContent.trim() !== node.textContent.trim();
  const isHit = (node, x, y) => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && (node.contains(hit) || (node.closest('label')?.contains(hit) ?? false));
  };
  /** An area may reach beyond the box: a label, a row or a cell that is covered by its link. */
  const extent = (node, x, y, dx, dy) => {
    let length = 0;
    for (const way of [1, -1])
      for (let i = 1; i <= WANTED && isHit(node, x + dx * way * i, y + dy * way * i); i++) length++;
    return length;
  };
  const isSmall = (node) => {
    node.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top, width, height } = node.getBoundingClientRect();
    if (width === 0 || (width >= WANTED && height >= WANTED)) return false;
    const [x, y] = [left + width / 2, top + height / 2];
    return extent(node, x, y, 1, 0) < WANTED || extent(node, x, y, 0, 1) < WANTED;
  };
  const within = document.querySelector('dialog:modal') ?? document;
  // looking at each moves the page, which is put back afterwards
  const scrolled = [
    document.scrollingElement,
    ...document.querySelectorAll('dialog, dialog *'),
  ].map((node) => [node, node.scrollTop]);
  const small = [...within.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .filter((node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: false }))
    .filter((node) => !node.matches('.skip-link') && !isInline(node) && isSmall(node))
    .map((node) => {
      const { width, height } = node.getBoundingClientRect();
      const words = (node.ariaLabel ?? node.textContent).trim().slice(0, 30);
      return `${node.tagName.toLowerCase()} "${words}" ${Math.round(width)}x${Math.round(height)}`;
    });
  for (const [node, top] of scrolled) node.scrollTop = top;
  return small;
}

/** In the page: by how much it is too wide, what makes it so, and the words that are cut off. */
function tooWide() {
  const isBeyond = (node) => node.getBoundingClientRect().right > innerWidth + 0.5;
  const cut = [...document.querySelectorAll('main h1, main .title, main button, main .button')]
    .filter((node) => node.checkVisibility() && isBeyond(node))
    .map((node) => node.textContent.trim().slice(0, 40));
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over <= 0 && cut.length === 0) return undefined;
  const wide = [...document.querySelectorAll('body *')]
    .filter((node) => isBeyond(node) && ![...node.children].some(isBeyond))
    .map((node) => node.outerHTML.slice(0, 120));
  return { over, wide, cut };
}

/** In the page: words of usual length that have no room and go on in the next line. */
function brokenWords() {
  const broken = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { parentElement } = node;
    const isForTheEar = getComputedStyle(parentElement).clipPath !== 'none';
    if (!parentElement.checkVisibility() || isForTheEar) continue;
    for (const { 0: word, index } of node.data.matchAll(
      /(?<!\S)\p{L}{4,16}(?=[,.;:)]?(?:\s|$))/gu,
    )) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const { height } = range.getClientRects()[0] ?? {};
      if (range.getBoundingClientRect().height > height * 1.5) broken.add(word);
    }
  }
  return [...broken];
}

/** What has no room on a page at rest: what is drawn beyond the right edge, and words that are
 * broken; undefined when nothing is. */
export async function beyondEdge(page) {
  await atRest(page);
  const wide = await page.evaluate(tooWide);
  const broken = await page.evaluate(brokenWords);
  return wide || broken.length > 0 ? { ...wide, broken } : undefined;
}

/** What a thumb would miss on a page at rest. */
export async function hardToTap(page) {
  await atRest(page);
  return page.evaluate(tooSmall);
}

/** Fails when the screen that a device shows has a barrier; `name` says which screen it is. */
export async function judge(device, name = device.page.url()) {
  const { page } = device;
  assert.deepEqual(await violations(page), [], name);
  assert.equal(await beyondEdge(page), undefined, name);
  const folder = process.env.OTA_PICTURES;
  if (folder) {
    const file = name.replaceAll(/^https?:..[^/]*|\W+/g, '-');
    await page.screenshot({ path: path.join(folder, `${file}.png`), ...STILL });
  }
  if (device.options.hasTouch) assert.deepEqual(await hardToTap(page), [], name);
}

/** The picture `name` of docs/images, renewed with OTA_SCREENSHOTS=1; it stays small in any case. */
export async function picture({ page }, name) {
  await atRest(page);
  const bytes = await page.screenshot({
    ...STILL,
    ...(process.env.OTA_SCREENSHOTS === '1'
      ? { path: path.join(root, 'docs/images', `${name}.png`) }
      : {}),
  });
  assert.ok(bytes.length < IMAGE_BYTES_MAX, `${name} has ${bytes.length} bytes`);
}
