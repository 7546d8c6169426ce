// A guest list as text: for a mail to the promoter, and as a table for a spreadsheet.

import type { ListBook, PassTotal } from '../../data/guests';
import { headsOf } from '../../data/guests';
import { words } from '../../ui/words';

const heads = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

/** "Ticket 12 people, Photo 2 people" */
export const passWords = (totals: readonly PassTotal[]): string =>
  totals.map(({ pass, heads: count }) => `${words(pass)} ${heads(count)}`).join(', ');

/** Approved guests only, list by list, as one would read them out at the door. */
export function listText(
  title: string,
  books: readonly ListBook[],
  totals: readonly PassTotal[],
): string {
  const lists = books.map(({ list, guests, given }) => {
    const lines = guests
      .filter(({ status }) => status === 'approved')
      .map(
        (guest) =>
          `${guest.name}${guest.plus > 0 ? ` +${guest.plus}` : ''}${guest.pass_type === 'ticket' ? '' : ` (${words(guest.pass_type)})`}`,
      );
    return [`${list.name}: ${given} of ${list.allotment}`, ...lines].join('\n');
  });
  return [title, ...lists, `Total: ${passWords(totals) || 'nobody yet'}`].join('\n\n');
}

/** A text that a spreadsheet would take for a formula is marked as text. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export function listTable(books: readonly ListBook[]): string {
  const rows = books.flatMap(({ list, guests }) =>
    guests
      .filter(({ status }) => status === 'approved')
      .map((guest) => [
        list.name,
        guest.name,
        String(guest.plus),
        String(headsOf(guest)),
        words(guest.pass_type),
        guest.notes ?? '',
      ]),
  );
  return [['List', 'Name', 'Plus', 'People', 'Pass', 'Notes'], ...rows]
    .map((row) => row.map(cell).join(','))
    .join('\r\n');
}
