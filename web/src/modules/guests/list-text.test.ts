// The guest list as text and as a table.

import { expect, test } from 'vitest';
import type { Guest, GuestList } from '../../data/guests';
import { listBook, passTotals } from '../../data/guests';
import { listTable, listText } from './list-text';

const audit = {
  organization_id: '',
  created_at: '',
  created_by: null,
  updated_at: '',
  updated_by: null,
  seq: 1,
  local: 'synced',
} as const;
const list: GuestList = {
  ...audit,
  id: 'l',
  show_id: 's',
  name: 'Artist',
  allotment: 10,
  cutoff_at: null,
  locked_at: null,
  notes: null,
};
const guest = (name: string, values: Partial<Guest> = {}): Guest => ({
  ...audit,
  id: name,
  guest_list_id: 'l',
  owner_id: 'o',
  name,
  plus: 0,
  pass_type: 'ticket',
  status: 'approved',
  email: null,
  notes: null,
  ...values,
});
const book = listBook(list, [
  guest('Anna', { plus: 2 }),
  guest('=cmd()', { pass_type: 'photo', notes: 'Says "hi", often' }),
  guest('Nobody', { status: 'denied' }),
]);

test('the text has who is approved, with whom they bring, and totals by pass', () => {
  expect(listText('Lantern Night', [book], passTotals(book.guests))).toBe(
    'Lantern Night\n\nArtist: 4 of 10\nAnna +2\n=cmd() (Photo)\n\nTotal: Ticket 3 people, Photo 1 person',
  );
});

test('a name that a spreadsheet would run is text, and quotes are kept', () => {
  expect(listTable([book]).split('\r\n')).toEqual([
    'List,Name,Plus,People,Pass,Notes',
    'Artist,Anna,2,3,Ticket,',
    `Artist,'=cmd(),0,1,Photo,"Says ""hi"", often"`,
  ]);
});
