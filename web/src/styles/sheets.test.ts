// Style sheets come with the screens that want them, in any order: none may style another's classes.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const sources = path.resolve(import.meta.dirname, '..');
const sheets = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.css'),
);

/** The selectors of a sheet that stand outside of any other rule, without those of at-rules. */
function outerSelectors(css: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  for (const [, before = '', brace] of css
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .matchAll(/([^{};]*)([{};])/g)) {
    if (brace === '{' && depth === 0) found.push(...before.split(',').map((one) => one.trim()));
    depth += brace === '{' ? 1 : brace === '}' ? -1 : 0;
  }
  return found.filter((selector) => !selector.startsWith('@'));
}

/** `.row.wide` of `.row.wide > a`; undefined where a selector begins with something else. */
const firstClasses = (selector: string): string | undefined => /^(?:\.[\w-]+)+/.exec(selector)?.[0];

test('the selectors of a sheet are read, one by one', () => {
  const css =
    '/* .x { } */ .a, tour-map .b { & .c { top: 0 } } @media print { .d { top: 0 } } .e.f > a {}';
  expect(outerSelectors(css)).toEqual(['.a', 'tour-map .b', '.e.f > a']);
  expect(outerSelectors(css).map(firstClasses)).toEqual(['.a', undefined, '.e.f']);
});

test('a sheet that asks for a width by its name knows that name', () => {
  const asks = sheets
    .filter((sheet) => !sheet.startsWith('styles/'))
    .map((sheet) => ({ sheet, css: readFileSync(path.join(sources, sheet), 'utf8') }))
    .filter(({ css }) => /@media[^{]*\(--/.test(css));
  expect(asks.length).toBeGreaterThan(5);
  const lost = asks.filter(({ css }) => !css.includes("styles/media.css';"));
  expect(lost.map(({ sheet }) => sheet)).toEqual([]);
});

test('no sheet that comes later styles a class of another', () => {
  const owners = new Map<string, Set<string>>();
  for (const sheet of sheets) {
    for (const selector of outerSelectors(readFileSync(path.join(sources, sheet), 'utf8'))) {
      const name = firstClasses(selector);
      // those of styles/ are always there, in one order
      const owner = sheet.startsWith('styles/') ? 'styles/' : sheet;
      if (name) owners.set(name, (owners.get(name) ?? new Set()).add(owner));
    }
  }
  expect(owners.size).toBeGreaterThan(50);
  const shared = [...owners].filter(([, files]) => files.size > 1);
  expect(shared.map(([name, files]) => `${name} in ${[...files].join(', ')}`)).toEqual([]);
});
