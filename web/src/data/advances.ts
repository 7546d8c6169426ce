// Advances: what a venue is asked before a show, what it answered, and what is still open.

import type { Live } from '../lib/live';
import { success, type Outcome } from '../lib/outcome';
import { write, writeRow } from '../lib/records';
import { can } from '../lib/session';
import { resource } from './resource';
import { addressOf, newToken, stateOf as stateOfLink, type ShareLink } from './share-links';
import type { Show } from './shows';
import { change, insertion, observe, rows, rowsWith, type Changes, type Local } from './tables';
import type { Rows } from './rows.gen';
import type { Venue } from './venues';

export type Advance = Local<Rows['advances']>;
export type Answer = Local<Rows['advance_answers']>;

export interface Question {
  readonly key: string;
  readonly text: string;
}

export interface Section {
  readonly title: string;
  readonly questions: readonly Question[];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The sections in a document, whatever else may be in it. */
export function sectionsOf(document: unknown): readonly Section[] {
  const all: readonly unknown[] = Array.isArray(document) ? document : [];
  return all.filter(isRecord).map(({ title, questions }) => ({
    title: textOf(title),
    questions: (Array.isArray(questions) ? (questions as readonly unknown[]) : [])
      .filter(isRecord)
      .map(({ key, text }) => ({ key: textOf(key), text: textOf(text) }))
      .filter(({ key }) => key !== ''),
  }));
}

/** A key of a question that no other has: its first words, in plain letters. */
export function keyOf(text: string, taken: ReadonlySet<string>): string {
  const plain =
    text
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.slice(0, 4)
      .join('_')
      .slice(0, 40) ?? 'question';
  let key = plain;
  for (let n = 2; taken.has(key); n += 1) key = `${plain}_${n}`;
  return key;
}

/** Sections as people type them, a question a line; known questions keep their keys. */
export function sectionsFrom(
  typed: readonly { readonly title: string; readonly lines: string }[],
  before: readonly Section[],
): readonly Section[] {
  const known = new Map(before.flatMap(({ questions }) => questions).map((q) => [q.text, q.key]));
  const taken = new Set<string>();
  return typed
    .map(({ title, lines }) => ({
      title: title.trim(),
      questions: lines
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
        .map((text) => {
          const old = known.get(text);
          const key = old !== undefined && !taken.has(old) ? old : keyOf(text, taken);
          taken.add(key);
          return { key, text };
        }),
    }))
    .filter(({ title, questions }) => title !== '' || questions.length > 0);
}

const asLines = (sections: readonly Section[]): ReadonlySet<string> =>
  new Set(
    sections.flatMap(({ title, questions }) => questions.map(({ text }) => `${title}\n${text}`)),
  );

/** Two versions of the same sections in one: what either added is there, what either took out is not. */
export function joinSections(base: unknown, theirs: unknown, mine: unknown): readonly Section[] {
  const [old, one, other] = [base, theirs, mine].map((document) => sectionsOf(document)) as [
    readonly Section[],
    readonly Section[],
    readonly Section[],
  ];
  const [before, here, there] = [asLines(old), asLines(one), asLines(other)];
  const isGone = (line: string): boolean =>
    before.has(line) && !(here.has(line) && there.has(line));
  const titles = [...new Set([...one, ...other].map(({ title }) => title))];
  const joined = titles.map((title) => {
    const texts = [...one, ...other]
      .filter((section) => section.title === title)
      .flatMap(({ questions }) => questions.map(({ text }) => text))
      .filter((text) => !isGone(`${title}\n${text}`));
    return { title, lines: [...new Set(texts)].join('\n') };
  });
  return sectionsFrom(
    joined.filter(({ lines }) => lines !== ''),
    [...one, ...other],
  );
}

export type QuestionState = 'open' | 'answered' | 'settled';

export const stateOf = (answer: Answer | undefined): QuestionState =>
  answer?.is_settled ? 'settled' : answer?.answer ? 'answered' : 'open';

export interface Progress {
  readonly open: number;
  readonly answered: number;
  readonly settled: number;
}

export function progressOf(
  questions: readonly Question[],
  answers: ReadonlyMap<string, Answer>,
): Progress {
  const progress = { open: 0, answered: 0, settled: 0 };
  for (const { key } of questions) progress[stateOf(answers.get(key))] += 1;
  return progress;
}

/** An advance with its answers by the question's key, and the links that lead to it. */
export interface AdvanceBook {
  readonly advance: Advance;
  readonly sections: readonly Section[];
  readonly answers: ReadonlyMap<string, Answer>;
}

const bookOf = (advance: Advance, answers: readonly Answer[]): AdvanceBook => ({
  advance,
  sections: sectionsOf(advance.sections),
  answers: new Map(
    answers
      .filter(({ advance_id }) => advance_id === advance.id)
      .map((answer) => [answer.question, answer] as const),
  ),
});

/** The advance of a show; the newest where there are several. */
export const observeAdvanceOfShow = (showId: string): Live<AdvanceBook | undefined> =>
  observe(async (store) => {
    const all = await rows(store, 'advances').where('show_id').equals(showId).sortBy('id');
    const advance = all.at(-1);
    if (!advance) return undefined;
    const answers = await rows(store, 'advance_answers')
      .where('advance_id')
      .equals(advance.id)
      .toArray();
    return bookOf(advance, answers);
  });

/** A show of the tour with its advance, if it has one. */
export interface ShowAdvance {
  readonly show: Show;
  readonly venue: Venue | undefined;
  readonly book: AdvanceBook | undefined;
}

const isOver: ReadonlySet<Show['status']> = new Set(['released', 'cancelled', 'postponed']);

/** By date, without shows that are off. */
export const observeAdvancesOfTour = (tourId: string): Live<readonly ShowAdvance[]> =>
  observe(async (store) => {
    const all = await rows(store, 'shows').where('tour_id').equals(tourId).sortBy('date');
    const shows = all.filter(({ status }) => !isOver.has(status));
    const [venues, advances] = await Promise.all([
      rows(store, 'venues').bulkGet(shows.map(({ venue_id }) => venue_id ?? '')),
      rowsWith(
        store,
        'advances',
        'show_id',
        shows.map(({ id }) => id),
      ),
    ]);
    const answers = await rowsWith(
      store,
      'advance_answers',
      'advance_id',
      advances.map(({ id }) => id),
    );
    return shows.map((show, i) => {
      const advance = advances.findLast(({ show_id }) => show_id === show.id);
      return { show, venue: venues[i], book: advance && bookOf(advance, answers) };
    });
  });

/** The titles of all sections of a tour's advances, in the order in which they first come. */
export const sectionTitles = (all: readonly ShowAdvance[]): readonly string[] => [
  ...new Set(all.flatMap(({ book }) => (book?.sections ?? []).map(({ title }) => title))),
];

export const advances = resource<'advances', 'show_id' | 'name' | 'sections'>(
  'advances',
  'Advance',
);

export const beginAdvance = (
  showId: string,
  sections: readonly Section[],
  contact: {
    readonly name: string | null;
    readonly email: string | null;
    readonly due: string | null;
  },
): Promise<Outcome<string>> =>
  writeRow(
    'Advance begun',
    insertion('advances', {
      show_id: showId,
      name: 'Advance',
      status: 'draft',
      sections,
      contact_name: contact.name,
      contact_email: contact.email,
      due_on: contact.due,
    }),
  );

export interface AnswerText {
  readonly answer: string | null;
  readonly isSettled: boolean;
  /** who of us, or whom of theirs it was heard from */
  readonly name: string | null;
}

/** What is typed here; the server refuses it where the advance was approved meanwhile. */
export function answerQuestion(
  { advance, answers }: AdvanceBook,
  question: Question,
  { answer, isSettled, name }: AnswerText,
): Promise<Outcome<string>> {
  const now = new Date().toISOString();
  const old = answers.get(question.key);
  const said = { answer, answered_by: 'us', answered_name: name, answered_at: now } as const;
  if (!old) {
    return writeRow(
      'Answer noted',
      insertion('advance_answers', {
        ...said,
        advance_id: advance.id,
        question: question.key,
        is_settled: isSettled,
      }),
    );
  }
  const changes: Changes<'advance_answers'> = {
    ...(answer === old.answer ? {} : said),
    ...(isSettled === old.is_settled ? {} : { is_settled: isSettled }),
  };
  return writeRow('Answer noted', change('advance_answers', old.id, changes));
}

export const setSettled = (answer: Answer, isSettled: boolean): Promise<Outcome<string>> =>
  writeRow(
    isSettled ? 'Settled' : 'Open again',
    change('advance_answers', answer.id, { is_settled: isSettled }),
  );

/** One more question, at the end of its section. */
export function addQuestion(
  { advance, sections }: AdvanceBook,
  title: string,
  text: string,
): Promise<Outcome<string>> {
  const taken = new Set(sections.flatMap(({ questions }) => questions).map(({ key }) => key));
  const question = { key: keyOf(text, taken), text: text.trim() };
  const next = sections.map((section) =>
    section.title === title ? { ...section, questions: [...section.questions, question] } : section,
  );
  return advances.update(advance.id, { sections: next });
}

/** Owners, admins and managers open an approved advance again. */
export const mayReopen = (): boolean => can('advance', 'delete');

export const approveAdvance = ({ id }: Advance): Promise<Outcome<string>> =>
  writeRow(
    'Advance approved and locked',
    change('advances', id, { status: 'approved', approved_at: new Date().toISOString() }),
  );

export const reopenAdvance = ({ id }: Advance): Promise<Outcome<string>> =>
  writeRow('Advance open again', change('advances', id, { status: 'answered', approved_at: null }));

/** The newest link of a show's advance that still opens. */
export const observeAdvanceLink = (showId: string): Live<ShareLink | undefined> =>
  observe(async (store) => {
    const all = await rows(store, 'share_links').where('show_id').equals(showId).sortBy('id');
    return all.findLast(
      (link) => link.kind === 'advance' && stateOfLink(link, Date.now()) === 'open',
    );
  });

/** Makes the link and marks the advance as sent: one write, one undo. Answers the link's address. */
export async function sendAdvance(
  { id, status, show_id }: Advance,
  expiresAt: string,
): Promise<Outcome<string>> {
  const token = newToken();
  const outcome = await write('Link for the venue made', () =>
    Promise.resolve([
      insertion('share_links', {
        kind: 'advance',
        show_id,
        name: 'Advance',
        token,
        expires_at: expiresAt,
      }),
      change('advances', id, {
        sent_at: new Date().toISOString(),
        ...(status === 'draft' ? { status: 'sent' as const } : {}),
      }),
    ]),
  );
  return outcome.ok ? success(addressOf({ kind: 'advance', token })) : outcome;
}
