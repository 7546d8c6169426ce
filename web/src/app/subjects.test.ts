// What tasks and notes can be on, and that the screen of each has both sections.

import { expect, test } from 'vitest';
import { SUBJECT_VALUES, TABLES } from '../data/rows.gen';

const sources = import.meta.glob<string>('../modules/*/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Has the source the rows of a subject's tasks and notes at hand, and shows both? */
function shows(text: string, subject: string): boolean {
  const held = new RegExp(
    `#(\\w+) = new SubjectMatter\\(this, \\(\\) => \\(\\{\\s*subject: '${subject}',`,
  ).exec(text);
  const at = `(this.#${held?.[1] ?? ''}`;
  const hasNotes = text.includes(`noteSection${at}`) || text.includes(`noteList${at}`);
  return held !== null && text.includes(`taskSection${at}`) && hasNotes;
}

test.each(SUBJECT_VALUES)('the screen of one of the %s has its tasks and its notes', (subject) => {
  expect(Object.keys(TABLES)).toContain(subject);
  expect(Object.values(sources).filter((text) => shows(text, subject))).toHaveLength(1);
});
