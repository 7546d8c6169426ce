// <answer-form>: the answer to one question, as we heard it, inside a sheet.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { answerQuestion, type AdvanceBook, type Question } from '../../data/advances';
import type { Problem } from '../../lib/outcome';
import type { FieldSpec } from '../../ui/form-field';
import { asOptional, asTruth } from '../../ui/form-values';
import { LightElement } from '../../ui/light-element';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';

const fields: readonly FieldSpec[] = [
  { name: 'answer', label: 'Answer', kind: 'textarea' },
  { name: 'name', label: 'Told by', half: true, maxlength: 120 },
  { name: 'is_settled', label: 'Settled, nothing is open about it', kind: 'check' },
];

/** Fires `finished` when it was saved or left. */
@customElement('answer-form')
export class AnswerForm extends LightElement {
  @property({ attribute: false }) book: AdvanceBook | undefined;
  @property({ attribute: false }) question: Question | undefined;
  @state() private problem: Problem | undefined;

  async #save({ values }: SavedForm): Promise<void> {
    const { book, question } = this;
    if (!book || !question) return;
    const outcome = await answerQuestion(book, question, {
      answer: asOptional(values['answer'] ?? ''),
      isSettled: asTruth(values['is_settled'] ?? ''),
      name: asOptional(values['name'] ?? ''),
    });
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else this.problem = outcome.problem;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { book, question } = this;
    if (!book || !question) return nothing;
    const answer = book.answers.get(question.key);
    return html`<div class="stack">
      <p>${question.text}</p>
      <record-form
        .record=${question.key}
        .fields=${fields}
        .values=${{
          answer: answer?.answer ?? '',
          name: answer?.answered_name ?? '',
          is_settled: answer?.is_settled ? 'true' : '',
        }}
        .problem=${this.problem}
        @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail)}
        @cancel=${() => this.dispatchEvent(new CustomEvent('finished'))}
      ></record-form>
    </div>`;
  }
}
