// <advance-screen>: the advance of one show: what was asked, what was answered, what is open.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  addQuestion,
  approveAdvance,
  mayReopen,
  observeAdvanceLink,
  observeAdvanceOfShow,
  progressOf,
  reopenAdvance,
  setSettled,
  stateOf,
  type AdvanceBook,
  type Answer,
  type Question,
  type Section,
} from '../../data/advances';
import { observeMembers } from '../../data/team';
import { observeShow } from '../../data/shows';
import { SubjectMatter } from '../../data/subject-matter';
import { observeTour } from '../../data/tours';
import { observeVenueOfShow } from '../../data/venues';
import { LiveController } from '../../lib/live';
import type { Outcome } from '../../lib/outcome';
import { can, currentUserId } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/choice-chips';
import '../../ui/empty-state';
import { formatDate, formatMoment } from '../../ui/format';
import '../../ui/gone-state';
import { icon } from '../../ui/icon';
import { liveView } from '../../ui/live-view';
import { noteSection, taskSection } from '../../ui/matter-sections';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import '../../ui/sync-mark';
import { toast } from '../../ui/toast-region';
import './advance.css';
import { heatOf, progressWords, statusWords } from './advance-words';
import './answer-form';
import './begin-form';
import './send-sheet';

type Opened =
  | { readonly kind: 'none' | 'send' }
  | { readonly kind: 'answer'; readonly question: Question }
  | { readonly kind: 'add'; readonly title: string };

const filters = [
  { value: '', label: 'All' },
  { value: 'open', label: 'Open' },
  { value: 'answered', label: 'To settle' },
];

@customElement('advance-screen')
export class AdvanceScreen extends Screen {
  @state() private opened: Opened = { kind: 'none' };
  @state() private picked: string | undefined;
  readonly #key = (): readonly unknown[] => [this.#id];
  readonly #show = new LiveController(this, () => observeShow(this.#id), this.#key);
  readonly #venue = new LiveController(this, () => observeVenueOfShow(this.#id), this.#key);
  readonly #book = new LiveController(this, () => observeAdvanceOfShow(this.#id), this.#key);
  readonly #link = new LiveController(this, () => observeAdvanceLink(this.#id), this.#key);
  readonly #members = new LiveController(this, observeMembers);
  readonly #tour = new LiveController(
    this,
    () => (this.#show.value?.tour_id ? observeTour(this.#show.value.tour_id) : undefined),
    () => [this.#show.value?.tour_id],
  );

  readonly #about = new SubjectMatter(this, () => ({
    subject: 'advances',
    id: this.#book.value?.advance.id ?? '',
    tourId: this.#show.value?.tour_id ?? null,
    showId: this.#id,
  }));

  get #id(): string {
    return this.param('id');
  }

  get #filter(): string {
    return this.picked ?? this.query('show') ?? '';
  }

  #tell(outcome: Outcome<unknown>): void {
    if (!outcome.ok) toast(outcome.problem.message);
  }

  #mayWrite({ advance }: AdvanceBook): boolean {
    return can('advance', 'write') && advance.status !== 'approved';
  }

  #who(answer: Answer): string {
    const side = answer.answered_by === 'venue' ? 'venue' : 'us';
    const member = this.#members.value?.find(({ user_id }) => user_id === answer.updated_by);
    const name = answer.answered_name ?? (side === 'us' ? member?.name : undefined);
    const when = answer.answered_at ? formatMoment(answer.answered_at) : '';
    return [name ? `${name} (${side})` : `By ${side}`, when].filter(Boolean).join(', ');
  }

  #question(book: AdvanceBook, question: Question): TemplateResult {
    const answer = book.answers.get(question.key);
    const at = stateOf(answer);
    const text = html`<span class="asked">${question.text}</span> ${
        answer?.answer
          ? html`<span class="said">${answer.answer}</span
              ><span class="who">${this.#who(answer)}</span>`
          : nothing
      }`;
    const mayWrite = this.#mayWrite(book);
    return html`<li>
      <div class="row question">
        ${
          mayWrite
            ? html`<button
                class="main plain-main"
                @click=${() => (this.opened = { kind: 'answer', question })}
              >
                ${text}
              </button>`
            : html`<span class="main">${text}</span>`
        }
        <span class="end">
          <sync-mark .state=${answer?.local ?? 'synced'}></sync-mark>
          ${
            answer && at !== 'open' && mayWrite
              ? html`<button
                  class="button icon-only"
                  aria-pressed=${at === 'settled' ? 'true' : 'false'}
                  aria-label=${`Settled: ${question.text}`}
                  @click=${async () => this.#tell(await setSettled(answer, at !== 'settled'))}
                >
                  <span class="heat" data-heat=${at}>${icon('check')}</span>
                </button>`
              : html`<span class="tag ${at === 'open' ? 'bad' : 'good'}"
                  >${at === 'open' ? 'Open' : at === 'settled' ? 'Settled' : 'Answered'}</span
                >`
          }
        </span>
      </div>
    </li>`;
  }

  #section(book: AdvanceBook, section: Section, i: number): TemplateResult | typeof nothing {
    const filter = this.#filter;
    const shown = section.questions.filter(
      ({ key }) => filter === '' || stateOf(book.answers.get(key)) === filter,
    );
    if (filter !== '' && shown.length === 0) return nothing;
    const only = this.query('section');
    if (only !== null && this.picked === undefined && only !== section.title) return nothing;
    return html`<section class="section" aria-labelledby=${`s${i}`}>
      <header>
        <h2 id=${`s${i}`}>${section.title}</h2>
        <span class="faint">${progressWords(progressOf(section.questions, book.answers))}</span>
      </header>
      <ul class="rows">
        ${shown.map((question) => this.#question(book, question))}
      </ul>
      ${
        this.#mayWrite(book) && filter === ''
          ? html`<button
              class="button plain flush"
              @click=${() => (this.opened = { kind: 'add', title: section.title })}
            >
              ${icon('plus')}Question<span class="visually-hidden"> in ${section.title}</span>
            </button>`
          : nothing
      }
    </section>`;
  }

  #strip(book: AdvanceBook): TemplateResult {
    return html`<ul class="strip" aria-label="Sections">
      ${book.sections.map((section) => {
        const progress = progressOf(section.questions, book.answers);
        return html`<li>
          <span
            class="heat"
            data-heat=${heatOf(progress)}
            role="img"
            aria-label=${`${section.title}: ${progressWords(progress)}`}
            title=${section.title}
            >${progress.open + progress.answered || icon('check')}</span
          >
        </li>`;
      })}
    </ul>`;
  }

  #actions(book: AdvanceBook): TemplateResult | typeof nothing {
    if (!can('advance', 'write')) return nothing;
    const { advance } = book;
    if (advance.status === 'approved') {
      return mayReopen()
        ? html`<button
            class="button"
            @click=${async () => this.#tell(await reopenAdvance(advance))}
          >
            ${icon('lock')}Open again
          </button>`
        : nothing;
    }
    return html`<button class="button" @click=${() => (this.opened = { kind: 'send' })}>
        ${icon('mail')}Send
      </button>
      <button
        class="button primary"
        @click=${async () => this.#tell(await approveAdvance(advance))}
      >
        ${icon('check')}Approve
      </button>`;
  }

  #full(book: AdvanceBook): TemplateResult {
    const { advance } = book;
    const total = progressOf(
      book.sections.flatMap(({ questions }) => questions),
      book.answers,
    );
    const due = advance.due_on ? `wanted by ${formatDate(advance.due_on)}` : '';
    const isAsked = advance.local !== 'synced' && advance.status === 'approved';
    return html`<div class="stack-large">
      <div class="stack">
        <p>
          <strong>${isAsked ? 'Approval asked for' : statusWords(advance)}</strong>
          <sync-mark .state=${advance.local}></sync-mark>
        </p>
        <p class="soft">
          ${[progressWords(total), due, advance.contact_name].filter(Boolean).join(' · ')}
        </p>
        ${this.#strip(book)}
        <choice-chips
          label="Show"
          name="filter"
          look="segments"
          .value=${this.#filter}
          .choices=${filters}
          @choose=${(event: CustomEvent<string>) => (this.picked = event.detail)}
        ></choice-chips>
      </div>
      ${book.sections.map((section, i) => this.#section(book, section, i))}
      ${taskSection(this.#about)} ${noteSection(this.#about)}
      ${
        this.#filter === 'open' && total.open === 0
          ? html`<p class="soft">Nothing is open.</p>`
          : nothing
      }
    </div>`;
  }

  #none(): TemplateResult {
    if (!can('advance', 'write')) {
      return html`<empty-state
        symbol="list"
        heading="Not advanced yet"
        text="What the venue answers will be here."
      ></empty-state>`;
    }
    return html`<div class="stack-large">
      <p class="soft">
        Choose the questions, send the venue a link, and their answers come in here.
      </p>
      <begin-form .show=${this.#show.value} .venue=${this.#venue.value}></begin-form>
    </div>`;
  }

  #sender(): string {
    const me = this.#members.value?.find(({ user_id }) => user_id === currentUserId());
    return me?.name ?? 'The tour manager';
  }

  #sheet(book: AdvanceBook | undefined): TemplateResult {
    const { opened } = this;
    const show = this.#show.value;
    const close = (): void => void (this.opened = { kind: 'none' });
    const heading = {
      none: '',
      send: 'Send to the venue',
      answer: 'Answer',
      add: 'Add a question',
    };
    return html`<sheet-dialog
      .heading=${heading[opened.kind]}
      .open=${opened.kind !== 'none'}
      @closed=${close}
    >
      ${
        opened.kind === 'send' && book && show
          ? html`<send-sheet
              .book=${book}
              .link=${this.#link.value}
              .facts=${{
                artist: this.#tour.value?.artist ?? '',
                venue: this.#venue.value?.name ?? '',
                date: show.date,
                contact: book.advance.contact_name,
                due: book.advance.due_on,
                sender: this.#sender(),
                count: book.sections.reduce((sum, { questions }) => sum + questions.length, 0),
              }}
            ></send-sheet>`
          : nothing
      }
      ${
        opened.kind === 'answer' && book
          ? html`<answer-form
              .book=${book}
              .question=${opened.question}
              @finished=${close}
            ></answer-form>`
          : nothing
      }
      ${
        opened.kind === 'add' && book
          ? html`<record-form
              .fields=${[{ name: 'text', label: 'Question', required: true, maxlength: 300 }]}
              save-label="Add"
              @save=${async (event: CustomEvent<SavedForm>) => {
                const text = event.detail.values['text'] ?? '';
                this.#tell(await addQuestion(book, opened.title, text));
                close();
              }}
              @cancel=${close}
            ></record-form>`
          : nothing
      }
    </sheet-dialog>`;
  }

  protected override render(): TemplateResult {
    const show = this.#show.value;
    const book = this.#book.value;
    if (this.#show.state.kind === 'ready' && !show) {
      return html`<gone-state what="show" back="/tours"></gone-state>`;
    }
    const tourId = show?.tour_id;
    return html`<app-bar
        heading="Advance"
        .back=${`/shows/${this.#id}`}
        .backLabel=${show?.title ?? 'Show'}
        .kicker=${show ? formatDate(show.date, 'full') : nothing}
        .actions=${html`${
          tourId
            ? html`<a class="button plain" href=${`/tours/${tourId}/advance`}>All of the tour</a>`
            : nothing
        }${book ? this.#actions(book) : html`<a class="button" href="/advance-templates">Templates</a>`}`}
      ></app-bar>
      ${liveView(this.#book.state, (value) => (value ? this.#full(value) : this.#none()))}
      ${this.#sheet(book)}`;
  }
}
