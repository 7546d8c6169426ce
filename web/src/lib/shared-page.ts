// What a link shows to whoever has it, and the answers that go back through it; no account needed.

import { member, request, type Reply } from './http';
import { failure, success, type Outcome } from './outcome';

export interface SheetItem {
  readonly id: string;
  readonly title: string;
  readonly place: string | null;
  readonly notes: string | null;
  readonly starts: string;
  readonly ends: string | null;
  readonly zone: string;
  readonly is_hard: boolean;
  readonly is_confirmed: boolean;
  readonly is_critical: boolean;
}

export interface SheetLeg {
  readonly id: string;
  readonly mode: string;
  readonly title: string | null;
  readonly departs_place: string | null;
  readonly arrives_place: string | null;
  readonly departs: string | null;
  readonly arrives: string | null;
}

export interface SheetStay {
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
  readonly city: string | null;
  readonly phone: string | null;
  readonly is_tonight: boolean;
  readonly room: { readonly type: string; readonly number: string | null } | null;
}

export interface SheetContact {
  readonly name: string;
  readonly job: string | null;
  readonly company: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** As the server's day_sheet gives it; times are the clock on the wall there. */
export interface DaySheet {
  readonly organization: string;
  readonly artist: string | null;
  readonly tour: string | null;
  readonly date: string;
  readonly date_words: string;
  readonly zone: string;
  readonly zone_words: string;
  readonly city: string | null;
  readonly printed_words: string;
  readonly seq: number;
  readonly day: {
    readonly kind: string;
    readonly title: string | null;
    readonly notes: string | null;
  } | null;
  readonly show: {
    readonly show_id: string;
    readonly title: string;
    readonly notes: string | null;
    readonly doors: string | null;
    readonly starts: string | null;
    readonly curfew: string | null;
    readonly promoter: string | null;
  } | null;
  readonly venue: {
    readonly name: string;
    readonly address: string | null;
    readonly city: string | null;
    readonly phone: string | null;
    readonly load_in: string | null;
    readonly stage: string | null;
    readonly power: string | null;
  } | null;
  readonly person: { readonly name: string } | null;
  readonly tour_manager: { readonly name: string; readonly phone: string | null } | null;
  readonly items: readonly SheetItem[];
  readonly travel: readonly SheetLeg[];
  readonly stays: readonly SheetStay[];
  readonly contacts: readonly SheetContact[];
}

export interface Question {
  readonly key: string;
  readonly text: string;
}

export interface Answer {
  readonly question: string;
  readonly answer: string | null;
  readonly answered_by: 'us' | 'venue';
  readonly answered_name: string | null;
  readonly answered_at: string | null;
  readonly is_settled: boolean;
}

export interface SharedAdvance {
  readonly kind: 'advance';
  readonly show: {
    readonly artist: string;
    readonly date_words: string;
    readonly venue: string | null;
    readonly city: string | null;
  };
  readonly advance: {
    readonly name: string;
    readonly status: 'draft' | 'sent' | 'answered' | 'approved';
    readonly due_words: string | null;
    readonly sections: readonly {
      readonly title: string;
      readonly questions: readonly Question[];
    }[];
  };
  readonly answers: readonly Answer[];
}

export interface SharedTour {
  readonly kind: 'tour_file';
  /** the tour as JSON text, byte for byte what was signed */
  readonly file: string;
  readonly signature: string;
  readonly key: JsonWebKey & { readonly kid?: string };
}

export type SharedPage =
  | { readonly kind: 'day_sheet'; readonly sheet: DaySheet }
  | SharedAdvance
  | SharedTour
  | { readonly kind: 'calendar'; readonly address: string };

export interface TourFile {
  readonly tour: string;
  readonly artist: string;
  readonly made_at: string;
  readonly sheets: readonly DaySheet[];
}

const KINDS: ReadonlySet<unknown> = new Set(['day_sheet', 'advance', 'tour_file', 'calendar']);

function refused(reply: Reply): Outcome<never> {
  if (reply.kind === 'unreachable') return failure('offline', 'There is no connection now.');
  if (reply.status === 410)
    return failure('gone', 'It has expired or was withdrawn. Ask whoever sent it for a new one.');
  const message = member(reply.body, 'message');
  const hint = member(reply.body, 'hint');
  const words = typeof message === 'string' ? message : 'The server could not open it.';
  return failure(
    String(member(reply.body, 'code') ?? 'unknown'),
    typeof hint === 'string' ? `${words}. ${hint}` : words,
  );
}

export async function openShared(token: string): Promise<Outcome<SharedPage>> {
  const reply = await request(`/api/share/${encodeURIComponent(token)}`);
  if (reply.kind !== 'reply' || reply.status !== 200 || !KINDS.has(member(reply.body, 'kind')))
    return refused(reply);
  return success(reply.body as SharedPage);
}

/** An empty answer takes back what was answered. */
export async function sendAnswer(
  token: string,
  answer: { readonly question: string; readonly answer: string; readonly name: string },
): Promise<Outcome<Answer>> {
  const reply = await request(`/api/share/${encodeURIComponent(token)}/answers`, {
    method: 'POST',
    body: answer,
  });
  if (reply.kind !== 'reply' || reply.status !== 200) return refused(reply);
  return success(reply.body as Answer);
}
