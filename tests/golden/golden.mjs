// Reading what releases left behind: what stands in a golden outbox for ids that only a run has.
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The schema of now. */
export const SCHEMA = Number(
  /SCHEMA_VERSION = (\d+)/.exec(
    readFileSync(path.join(import.meta.dirname, '../../core/schema_version.h'), 'utf8'),
  )[1],
);

const numbered = (n) => `00000000-0000-7000-8000-00000000000${n}`;

/** Who and what a golden outbox is about, before it is given ids of a run. */
export const stand = {
  organization: numbered(1),
  user: numbered(2),
  client: numbered(3),
  /** somebody else's membership */
  colleague: numbered(4),
  /** a conflict of the user's */
  conflict: numbered(5),
};

/** What a release left behind, with `ids` in place of what stands for them. */
export function golden(name, ids = {}) {
  const text = readFileSync(path.join(import.meta.dirname, name), 'utf8');
  return JSON.parse(
    Object.entries(ids).reduce((all, [what, id]) => all.replaceAll(stand[what], id), text),
  );
}
