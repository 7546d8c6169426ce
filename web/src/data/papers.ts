// Papers that the server draws: PDFs for printing and for those who have no account.

import { ask } from '../lib/account';
import { failure, success, type Outcome } from '../lib/outcome';

/** `day-sheet` with `{ show_id }`, `settlement` with `{ settlement_id }` … Needs a connection. */
export async function readPaper(
  paper: string,
  query: Readonly<Record<string, string>>,
): Promise<Outcome<Blob>> {
  const words = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
  const answer = await ask(`/api/paper/${paper}?${words.toString()}`, { as: 'blob' });
  if (!answer.ok) return answer;
  return answer.value instanceof Blob
    ? success(answer.value)
    : failure('bad_answer', 'The server answered something unexpected.');
}

export const settlementPaper = (settlementId: string): Promise<Outcome<Blob>> =>
  readPaper('settlement', { settlement_id: settlementId });
