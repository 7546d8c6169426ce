// The words of an advance: how far it is, and the mail that goes with its link.

import type { Advance, Progress } from '../../data/advances';
import { formatDate } from '../../ui/format';

/** "3 open, 2 to settle": what is left; "All settled" where nothing is. */
export function progressWords({ open, answered, settled }: Progress): string {
  const parts = [
    open > 0 ? `${open} open` : '',
    answered > 0 ? `${answered} to settle` : '',
  ].filter(Boolean);
  if (parts.length > 0) return parts.join(', ');
  return settled > 0 ? 'All settled' : 'No questions';
}

/** What is told apart at a glance. */
export type Heat = 'none' | 'open' | 'part' | 'answered' | 'settled';

export function heatOf({ open, answered, settled }: Progress): Heat {
  const all = open + answered + settled;
  if (all === 0) return 'none';
  if (open === all) return 'open';
  if (open > 0) return 'part';
  return answered > 0 ? 'answered' : 'settled';
}

const statuses: Readonly<Record<Advance['status'], string>> = {
  draft: 'Not sent yet',
  sent: 'Sent, waiting for answers',
  answered: 'Answers are in',
  approved: 'Approved and locked',
};

export const statusWords = ({ status }: Advance): string => statuses[status];

export interface MailFacts {
  readonly artist: string;
  readonly venue: string;
  readonly date: string;
  readonly contact: string | null;
  readonly due: string | null;
  readonly sender: string;
  readonly address: string;
  readonly count: number;
}

export const mailSubject = ({ artist, venue, date }: MailFacts): string =>
  `Advance: ${[artist, venue].filter(Boolean).join(', ')}, ${formatDate(date, 'full')}`;

export function mailText(facts: MailFacts): string {
  const { contact, artist, venue, date, address, due, sender, count } = facts;
  const where = venue ? ` at ${venue}` : '';
  const until = due ? ` It would help us to have the answers by ${formatDate(due, 'long')}.` : '';
  const questions = count === 1 ? 'is one question' : `are ${count} questions`;
  return [
    `Hello${contact ? ` ${contact}` : ''},`,
    `for ${artist || 'our show'}${where} on ${formatDate(date, 'full')} there ${questions} about the day.${until}`,
    `This page opens without an account. You can answer some now and come back for the rest:\n${address}`,
    `Thank you,\n${sender}`,
  ].join('\n\n');
}
