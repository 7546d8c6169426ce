// Which category an expense is likely of, learnt from what the organization filed before. All of it
// happens on this device and stays in its memory.

import { Classifier, type Suggestion } from '../lib/core/plan';
import type { Live } from '../lib/live';
import type { OrganizationStore } from '../lib/offline-storage';
import type { Expense, ExpenseCategory } from './expenses';
import { EXPENSE_CATEGORY_VALUES } from './rows.gen';
import { observe, rows } from './tables';

export type CategorySuggestion = Suggestion<ExpenseCategory>;

type Filed = Pick<Expense, 'id' | 'category' | 'description' | 'merchant'>;

const textOf = (row: Pick<Filed, 'description' | 'merchant'>): string =>
  [row.description, row.merchant].filter(Boolean).join(' ');

/** What was filed until now. `loadPlan` must have resolved before it is fed. */
export class CategoryHistory {
  readonly #classifier = new Classifier<ExpenseCategory>(EXPENSE_CATEGORY_VALUES);
  readonly #known = new Map<
    string,
    { readonly category: ExpenseCategory; readonly text: string }
  >();

  /** Learns what is new, and takes back what was filed otherwise since or is gone. */
  feed(filed: readonly Filed[]): void {
    const lessons: { category: ExpenseCategory; text: string; isTaken?: boolean }[] = [];
    const gone = new Set(this.#known.keys());
    for (const row of filed) {
      gone.delete(row.id);
      const text = textOf(row);
      const before = this.#known.get(row.id);
      if (before?.category === row.category && before.text === text) continue;
      if (before) lessons.push({ ...before, isTaken: true });
      if (text === '') {
        this.#known.delete(row.id);
        continue;
      }
      lessons.push({ category: row.category, text });
      this.#known.set(row.id, { category: row.category, text });
    }
    for (const id of gone) {
      const before = this.#known.get(id);
      if (before) lessons.push({ ...before, isTaken: true });
      this.#known.delete(id);
    }
    if (lessons.length > 0) this.#classifier.learn(lessons);
  }

  suggest(text: string): CategorySuggestion | undefined {
    return text.trim() === '' ? undefined : this.#classifier.suggest(text);
  }
}

const histories = new WeakMap<OrganizationStore, CategoryHistory>();

/** The organization's history, kept up while somebody looks. */
export const observeCategoryHistory = (): Live<CategoryHistory> =>
  observe(async (store) => {
    const filed = await rows(store, 'expenses').toArray();
    const history = histories.get(store) ?? new CategoryHistory();
    histories.set(store, history);
    history.feed(filed);
    return history;
  });
