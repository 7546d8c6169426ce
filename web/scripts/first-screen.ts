// What the first screen needs: every file that the entry and the today screen import, and what these
// import in turn. Types are not there at run time, and import() is for later.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const STATIC_IMPORT = /^(?:import|export)\s+(?!type\b)(?:[^'"()]*?\sfrom\s+)?['"](\.[^'"]+)['"]/gm;

const fileOf = (from: string, specifier: string): string | undefined =>
  [`${specifier}.ts`, specifier]
    .map((name) => path.resolve(path.dirname(from), name))
    .find((file) => file.endsWith('.ts') && existsSync(file));

/** Absolute paths of the source files that the roots reach without waiting. */
export function reachedBy(roots: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = roots.map((root) => path.resolve(root));
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(STATIC_IMPORT)) {
      const next = fileOf(file, specifier);
      if (next !== undefined) open.push(next);
    }
  }
  return reached;
}
