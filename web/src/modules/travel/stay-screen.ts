// <stay-screen>: a hotel: one's own room first, then the rooming list, and what the desk gets.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { audienceWords } from '../../data/audience';
import { observeOrganization } from '../../data/organization';
import { readPaper } from '../../data/papers';
import { deskName, roomingCsv } from '../../data/rooming';
import { observeStay, type Stay, type StayRoom, type StayWhole } from '../../data/stays';
import { SubjectMatter } from '../../data/subject-matter';
import { LiveController } from '../../lib/live';
import { can, currentUserId } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/empty-state';
import { formatDate, formatRange, placeName } from '../../ui/format';
import '../../ui/gone-state';
import { historyLink } from '../../ui/history-link';
import { icon } from '../../ui/icon';
import { screenView } from '../../ui/live-view';
import { mapLink } from '../../ui/map-link';
import { noteSection, taskSection } from '../../ui/matter-sections';
import '../../ui/paper-button';
import { saveFile } from '../../ui/save-file';
import { reachButtons } from '../../ui/reach-buttons';
import { Screen } from '../../ui/screen';
import { nightsWords, roomWords } from '../../ui/stay-row';
import '../../ui/status-badge';
import '../../ui/sync-mark';
import { words } from '../../ui/words';
import './rooming-board';
import './rooming-print.css';
import './trip-costs';

@customElement('stay-screen')
export class StayScreen extends Screen {
  @state() private notice = '';
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #whole = new LiveController(
    this,
    () => observeStay(this.param('id')),
    () => [this.param('id')],
  );

  readonly #about = new SubjectMatter(this, () => ({
    subject: 'stays',
    id: this.param('id'),
    tourId: this.#whole.value?.stay.tour_id ?? null,
    showId: this.#whole.value?.stay.show_id ?? null,
  }));

  #ownRooms({ rooms }: StayWhole): readonly TemplateResult[] {
    const me = currentUserId();
    return rooms.flatMap(({ room, sleepers }) =>
      sleepers
        .filter(({ person }) => person?.user_id && person.user_id === me)
        .map(({ guest }) => {
          const shares = sleepers
            .filter((other) => other.guest.id !== guest.id)
            .map(({ person }) => person?.name ?? 'Somebody');
          const { arrives_on, leaves_on } = guest;
          const own = { number: room.number, type: room.type, shares, arrives_on, leaves_on };
          const details = [
            formatRange(arrives_on, leaves_on),
            nightsWords(arrives_on, leaves_on),
            guest.alias ? `at the desk “${guest.alias}”` : '',
            room.reference ?? '',
          ];
          return html`<section class="panel own-room" aria-labelledby="own">
            <h2 id="own">Your room</h2>
            <p class="title">${roomWords(own)}</p>
            <p class="soft figures">${details.filter(Boolean).join(' · ')}</p>
            ${room.requests ? html`<p class="soft">${room.requests}</p>` : nothing}
          </section>`;
        }),
    );
  }

  #facts(stay: Stay): TemplateResult {
    const where = [stay.address, placeName(stay.city, stay.country)].filter(Boolean).join(', ');
    const facts: readonly (readonly [string, string | null])[] = [
      ['Check-in', dayAnd(stay.check_in_on, 'from', stay.check_in_from)],
      ['Check-out', dayAnd(stay.check_out_on, 'by', stay.check_out_by)],
      ['Breakfast', stay.breakfast],
      ['Reference', stay.reference],
      ['Address', where],
      ['Notes', stay.notes],
    ];
    return html`<section class="section" aria-label="The hotel">
      <div class="button-row">
        ${reachButtons({ ...stay, map: mapLink(stay, `${stay.name} ${where}`) })}
      </div>
      <dl class="facts">
        ${facts.map(([label, value]) =>
          value
            ? html`<dt>${label}</dt>
                <dd>${value}</dd>`
            : nothing,
        )}
      </dl>
    </section>`;
  }

  #save({ stay, rooms }: StayWhole): void {
    saveFile(`rooming-${stay.name}-${stay.check_in_on}.csv`, roomingCsv(rooms, words), 'text/csv');
    this.notice = 'The list was saved, with the names of the desk only.';
  }

  #desk(whole: StayWhole): TemplateResult | typeof nothing {
    if (whole.rooms.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="desk">
      <h2 id="desk">For the hotel</h2>
      <p class="soft">Names as at the desk: who has an alias is not named.</p>
      <div class="button-row">
        <button class="button" @click=${() => this.#save(whole)}>
          ${icon('download')}Spreadsheet
        </button>
        <paper-button
          .file=${`rooming-${whole.stay.name}-${whole.stay.check_in_on}.pdf`}
          .load=${() => readPaper('rooming', { stay_id: whole.stay.id })}
        ></paper-button>
        <button class="button" @click=${() => print()}>${icon('print')}Print</button>
      </div>
      <p class="soft" role="status">${this.notice}</p>
    </section>`;
  }

  /** Only on paper: the whole list, with the names of the desk. */
  #paper({ stay, rooms }: StayWhole): TemplateResult {
    const line = ({ room, sleepers }: StayRoom, i: number): readonly TemplateResult[] =>
      (sleepers.length > 0 ? sleepers : [undefined]).map(
        (sleeper) =>
          html`<tr>
            <td>${i + 1}</td>
            <td>${words(room.type)}</td>
            <td>${room.number ?? ''}</td>
            <td>${sleeper ? deskName(sleeper) : ''}</td>
            <td>${sleeper ? formatDate(sleeper.guest.arrives_on) : ''}</td>
            <td>${sleeper ? formatDate(sleeper.guest.leaves_on) : ''}</td>
            <td>${room.requests ?? ''}</td>
            <td>${words(room.incidentals)}</td>
          </tr>`,
      );
    const heads = ['', 'Type', 'Room', 'Name', 'Arrives', 'Leaves', 'Requests', 'Extras paid by'];
    return html`<table class="rooming-paper">
      <caption>
        ${stay.name} · ${formatRange(stay.check_in_on, stay.check_out_on)}
        ${stay.reference ? html` · ${stay.reference}` : nothing}
      </caption>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rooms.flatMap(line)}
      </tbody>
    </table>`;
  }

  #full(whole: StayWhole): TemplateResult {
    const { stay } = whole;
    const mayWrite = can('travel', 'write');
    const nights = nightsWords(stay.check_in_on, stay.check_out_on);
    const dates = `${formatRange(stay.check_in_on, stay.check_out_on)} · ${nights}`;
    const own = this.#ownRooms(whole);
    return html`<app-bar
        .heading=${stay.name}
        .kicker=${html`<status-badge status=${stay.status}></status-badge>
          <sync-mark .state=${stay.local}></sync-mark>`}
        .under=${[dates, audienceWords(stay)].filter(Boolean).join(' · ')}
        .back=${stay.show_id ? `/shows/${stay.show_id}` : '/stays'}
        .backLabel=${stay.show_id ? 'Show' : 'Hotels'}
        .actions=${html`${historyLink('stays', stay.id)}
        ${
          mayWrite
            ? html`<a class="button" href=${`/stays/${stay.id}/edit`}>${icon('edit')}Edit</a>`
            : nothing
        }`}
      ></app-bar>
      <div class="columns">
        <div>
          ${own} ${mayWrite ? html`<rooming-board .whole=${whole}></rooming-board>` : nothing}
          ${
            !mayWrite && own.length === 0
              ? html`<p class="soft">You have no room here yet.</p>`
              : nothing
          }
        </div>
        <div>
          ${this.#facts(stay)} ${mayWrite ? this.#desk(whole) : nothing}
          <trip-costs
            .of=${{
              category: 'hotel',
              stay_id: stay.id,
              tour_id: stay.tour_id,
              show_id: stay.show_id,
              on: stay.check_in_on,
              what: stay.name,
              currency: this.#organization.value?.default_currency ?? 'EUR',
            }}
            .costs=${whole.costs}
          ></trip-costs>
          ${taskSection(this.#about)} ${noteSection(this.#about)}
        </div>
      </div>
      ${mayWrite ? this.#paper(whole) : nothing}`;
  }

  protected override render(): TemplateResult | typeof nothing {
    return screenView(this.#whole.state, (whole) =>
      whole ? this.#full(whole) : html`<gone-state what="hotel" back="/stays"></gone-state>`,
    );
  }
}

const dayAnd = (date: string, word: string, clock: string | null): string =>
  [formatDate(date), clock ? `${word} ${clock}` : ''].filter(Boolean).join(', ');
