// <advance-view>: a venue answers what it is asked; each answer is sent as soon as it is written.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { sendAnswer, type Answer, type Question, type SharedAdvance } from '../../lib/shared-page';
import { formatMoment } from '../../ui/format';
import { LightElement } from '../../ui/light-element';
import '../../styles/fields.css';
import { joined } from './sheet-view';

type AnswerState =
  | { readonly kind: 'still' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'failed'; readonly message: string };

const NAME = 'ota.venue-name';

@customElement('advance-view')
export class AdvanceView extends LightElement {
  @property() token = '';
  @property({ attribute: false }) page: SharedAdvance | undefined;
  @state() private name = localStorage.getItem(NAME) ?? '';
  @state() private states: ReadonlyMap<string, AnswerState> = new Map();
  @state() private given: ReadonlyMap<string, Answer> = new Map();

  #answerTo(key: string): Answer | undefined {
    return this.given.get(key) ?? this.page?.answers.find(({ question }) => question === key);
  }

  #mark(key: string, value: AnswerState): void {
    this.states = new Map(this.states).set(key, value);
  }

  #rename(event: Event): void {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.name = event.target.value.trim();
    localStorage.setItem(NAME, this.name);
  }

  async #send(key: string, event: Event): Promise<void> {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    const answer = event.target.value.trim();
    if (answer === (this.#answerTo(key)?.answer ?? '')) return;
    if (this.name === '') {
      this.#mark(key, { kind: 'failed', message: 'Say who you are first, at the top.' });
      return;
    }
    this.#mark(key, { kind: 'sending' });
    const outcome = await sendAnswer(this.token, { question: key, answer, name: this.name });
    if (outcome.ok) this.given = new Map(this.given).set(key, outcome.value);
    this.#mark(
      key,
      outcome.ok ? { kind: 'still' } : { kind: 'failed', message: outcome.problem.message },
    );
  }

  #state(key: string): TemplateResult | typeof nothing {
    const found = this.states.get(key) ?? { kind: 'still' };
    const answer = this.#answerTo(key);
    switch (found.kind) {
      case 'sending':
        return html`<p class="answer-state" role="status">Sending…</p>`;
      case 'failed':
        return html`<p class="answer-state is-bad" role="alert">${found.message} Not sent yet.</p>`;
      case 'still':
        return answer?.answer
          ? html`<p class="answer-state" role="status">
              ${joined(
                ' · ',
                answer.is_settled ? 'Settled' : 'Answered',
                answer.answered_name ?? (answer.answered_by === 'us' ? 'by the tour' : null),
                answer.answered_at && formatMoment(answer.answered_at),
              )}
            </p>`
          : nothing;
    }
  }

  #question({ key, text }: Question, isLocked: boolean): TemplateResult {
    const id = `answer-${key}`;
    return html`<div class="field">
      <div class="label-line"><label for=${id}>${text}</label></div>
      <textarea
        id=${id}
        maxlength="20000"
        ?readonly=${isLocked}
        .value=${this.#answerTo(key)?.answer ?? ''}
        @change=${(event: Event) => this.#send(key, event)}
      ></textarea>
      ${this.#state(key)}
    </div>`;
  }

  #progress(): string {
    const questions = (this.page?.advance.sections ?? []).flatMap((one) => one.questions);
    const open = questions.filter(({ key }) => !this.#answerTo(key)?.answer).length;
    return open === 0
      ? 'Everything is answered. Thank you!'
      : `${open} of ${questions.length} open`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { page } = this;
    if (!page) return nothing;
    const isLocked = page.advance.status === 'approved';
    return html`<div class="stack-large">
      ${
        isLocked
          ? html`<p class="notice">This advance is agreed. To change something, call the tour.</p>`
          : html`<div class="field">
              <div class="label-line"><label for="venue-name">Who are you?</label></div>
              <input
                id="venue-name"
                autocomplete="name"
                maxlength="120"
                .value=${this.name}
                @change=${this.#rename}
              />
              <p class="hint">Your name stands beside your answers. Each is sent as you go on.</p>
            </div>`
      }
      <p class="soft" role="status">${this.#progress()}</p>
      ${page.advance.sections.map(
        (section) =>
          html`<section class="section">
            <h2>${section.title}</h2>
            <div class="form">${section.questions.map((one) => this.#question(one, isLocked))}</div>
          </section>`,
      )}
    </div>`;
  }
}
