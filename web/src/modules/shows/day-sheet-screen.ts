// <day-sheet-screen>: one person's day: what concerns them, what changed since they read it, and what
// they have to say that they saw. Prints on one page.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import {
  changesSince,
  noteRead,
  observeDaySheet,
  observeReadSheet,
  type DaySheet,
  type ReadSheet,
  type SheetChange,
  type SheetOf,
} from '../../data/day-sheet';
import { eveningOf } from '../../data/evening';
import { readPaper } from '../../data/papers';
import { observeMembers } from '../../data/team';
import { LiveController } from '../../lib/live';
import { go } from '../../lib/router';
import { can, currentUserId } from '../../lib/session';
import '../../parts/seen-list';
import '../../ui/app-bar';
import { Clock } from '../../ui/clock';
import '../../ui/contact-row';
import { formatDate, formatMoment, formatTime, placeName, zoneLabel } from '../../ui/format';
import '../../ui/gone-state';
import { icon } from '../../ui/icon';
import { screenView } from '../../ui/live-view';
import { mapLink } from '../../ui/map-link';
import { reachButtons } from '../../ui/reach-buttons';
import { saveFile } from '../../ui/save-file';
import { Screen } from '../../ui/screen';
import '../../ui/time-line';
import { zonesNote } from '../../ui/time-line';
import { toast } from '../../ui/toast-region';
import '../../ui/travel-row';
import { words } from '../../ui/words';
import '../../ui/notable.css';
import './day-sheet-screen.css';

@customElement('day-sheet-screen')
export class DaySheetScreen extends Screen {
  readonly #clock = new Clock(this);
  readonly #key = (): readonly unknown[] => Object.values(this.#of);
  readonly #sheet = new LiveController(this, () => observeDaySheet(this.#of), this.#key);
  readonly #read = new LiveController(this, () => observeReadSheet(this.#of), this.#key);
  readonly #members = new LiveController(this, observeMembers);

  get #of(): SheetOf {
    const isDay = this.place?.path.startsWith('/days') ?? false;
    return {
      showId: isDay ? '' : this.param('id'),
      dayId: isDay ? this.param('id') : '',
      personId: this.query('person') ?? '',
    };
  }

  get #isOwn(): boolean {
    return this.#of.personId === '' || this.#sheet.value?.person?.user_id === currentUserId();
  }

  /** A sheet that is read for the first time is what later changes are told against. */
  protected override updated(): void {
    const sheet = this.#sheet.value;
    const read = this.#read.state;
    if (sheet && read.kind === 'ready' && read.value === undefined)
      void noteRead(this.#of, sheet.schedule);
  }

  #nameOf(userId: string | null): string {
    const member = this.#members.value?.find((one) => one.user_id === userId);
    return member?.name ?? member?.email ?? '';
  }

  #change(change: SheetChange): TemplateResult {
    const span = (time: SheetChange['before']): string =>
      time
        ? [time.startsAt, time.endsAt]
            .flatMap((at) => (at ? [formatTime(at, change.zone)] : []))
            .join('–')
        : '';
    const title = change.kind === 'removed' ? words(change.title) : change.title;
    const by = this.#nameOf(change.by);
    const told: Record<SheetChange['kind'], TemplateResult | string> = {
      added: html`new at <strong>${span(change.after)}</strong>`,
      moved: html`<del>${span(change.before)}</del> <strong>${span(change.after)}</strong>`,
      changed: 'details changed',
      removed: html`<del>${span(change.before)}</del> taken off`,
    };
    return html`<li>
      <span>${title}</span>
      <span class="figures">${told[change.kind]}${by ? html`<small>${by}</small>` : nothing}</span>
    </li>`;
  }

  #changes(sheet: DaySheet, read: ReadSheet | undefined): TemplateResult | typeof nothing {
    const me = currentUserId();
    const changes = read ? changesSince(read, sheet.schedule, sheet.zone, me) : [];
    if (changes.length === 0) return nothing;
    return html`<section class="notable" aria-labelledby="changed">
      <h2 id="changed">Changed since you read it</h2>
      <ul>
        ${changes.map((change) => this.#change(change))}
      </ul>
      <button class="button" @click=${() => noteRead(this.#of, sheet.schedule)}>
        ${icon('check')}I have read it
      </button>
    </section>`;
  }

  #times(sheet: DaySheet): TemplateResult {
    const items = eveningOf(sheet.show, sheet.date, sheet.schedule, sheet.zone);
    return html`<section class="section" aria-labelledby="times">
      <header>
        <h2 id="times">Times</h2>
        <p class="faint">${zonesNote(items)}</p>
      </header>
      ${
        items.length === 0
          ? html`<p class="soft">No times yet.</p>`
          : html`<time-line .items=${items} .now=${this.#clock.now}></time-line>`
      }
    </section>`;
  }

  #journeys({ travel, beds }: DaySheet): TemplateResult | typeof nothing {
    if (travel.length + beds.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="moves">
      <h2 id="moves">On the move, and asleep</h2>
      <ul class="rows">
        ${travel.map((leg) => html`<li><travel-row .leg=${leg} with-date></travel-row></li>`)}
        ${beds.map(
          ({ stay, room }) =>
            html`<li>
              <div class="row">
                ${icon('bed')}<span class="main"
                  ><span class="title">${stay.name}</span
                  ><span class="sub"
                    >${[stay.address, stay.city, stay.phone?.replaceAll(' ', '\u00a0')].filter(Boolean).join(' · ')}</span
                  ></span
                ><span class="end"
                  >${[room ? words(room.type) : '', room?.number ? `Room ${room.number}` : '']
                    .filter(Boolean)
                    .join(' · ')}</span
                >
              </div>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #venue({ show, venue }: DaySheet): TemplateResult | typeof nothing {
    if (!show) return nothing;
    const place = placeName(venue?.city ?? show.city, venue?.country ?? show.country);
    const address = [venue?.address, place].filter(Boolean).join(', ');
    const fact = (
      label: string,
      value: string | null | undefined,
    ): TemplateResult | typeof nothing =>
      value
        ? html`<dt>${label}</dt>
            <dd class="prose">${value}</dd>`
        : nothing;
    return html`<section class="section" aria-labelledby="where">
      <h2 id="where">Where</h2>
      <p>${venue?.name ?? show.title}<br /><span class="soft">${address}</span></p>
      <div class="button-row no-print">
        ${reachButtons({
          phone: venue?.phone,
          map: mapLink(venue, `${venue?.name ?? ''} ${address}`),
        })}
      </div>
      <dl class="facts">
        ${fact('Load-in', venue?.load_in)} ${fact('Stage', venue?.stage)}
        ${fact('Power', venue?.power)} ${fact('Promoter', show.promoter)}
        ${fact('Notes', show.notes)}
      </dl>
    </section>`;
  }

  #who({ people, contacts, person }: DaySheet): TemplateResult | typeof nothing {
    const leading = people.filter(
      ({ team, phone, id }) => team === 'management' && phone && id !== person?.id,
    );
    const list = [
      ...leading.map((one) => ({ ...one, leads: 'page' })),
      ...contacts.map((one) => ({
        ...one,
        job: [one.job, one.company].filter(Boolean).join(' · ') || null,
        leads: 'nowhere',
      })),
    ];
    if (list.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="call">
      <h2 id="call">Who to call</h2>
      <ul class="rows">
        ${list.map(
          (one) =>
            html`<li>
              <contact-row .person=${one} leads=${one.leads}></contact-row>
              ${one.phone ? html`<span class="print-only">${one.phone}</span>` : nothing}
            </li>`,
        )}
      </ul>
    </section>`;
  }

  async #pdf(sheet: DaySheet): Promise<void> {
    const { showId, dayId, personId } = this.#of;
    // who plans the day prints the sheet for everybody, everybody else their own
    const own = can('schedule', 'write') ? '' : (sheet.person?.id ?? '');
    const paper = await readPaper('day-sheet', {
      show_id: showId,
      day_id: dayId,
      person_id: personId || own,
    });
    if (paper.ok) saveFile(`day-sheet-${sheet.date}.pdf`, paper.value, 'application/pdf');
    else toast(`The PDF could not be fetched. ${paper.problem.message}`);
  }

  #whose({ people, person }: DaySheet): TemplateResult | typeof nothing {
    if (!can('schedule', 'write')) return nothing;
    const path = this.place?.url.pathname ?? '';
    const choose = (event: Event): void => {
      if (!(event.target instanceof HTMLSelectElement)) return;
      const { value } = event.target;
      go(value ? `${path}?person=${value}` : path, { replace: true });
    };
    return html`<div class="field whose no-print">
      <label for="whose">Whose</label>
      <select id="whose" @change=${choose}>
        <option value="" ?selected=${this.#of.personId === ''}>Mine</option>
        ${people.map(
          ({ id, name }) =>
            html`<option value=${id} ?selected=${this.#of.personId !== '' && id === person?.id}>
              ${name}
            </option>`,
        )}
      </select>
    </div>`;
  }

  #foot(sheet: DaySheet): TemplateResult {
    const { showId, dayId } = this.#of;
    const what = showId ? `show_id=${showId}` : `day_id=${dayId}`;
    const at = new Date(this.#clock.now).toISOString();
    return html`<p class="print-only faint">
      As of ${formatMoment(at)} ${zoneLabel(at, sheet.zone)}. Is it still right?
      ${location.origin}/check#${what}&seq=${sheet.seq}
    </p>`;
  }

  #full(sheet: DaySheet): TemplateResult {
    const { show, day, tour, place, person } = sheet;
    const back = show ? `/shows/${show.id}` : `/days/${day?.id ?? ''}`;
    const under = [
      this.#isOwn ? '' : person?.name,
      tour?.name,
      place ? `show ${place.n} of ${place.of}` : '',
    ];
    return html`<app-bar
        .heading=${sheet.venue?.name ?? show?.title ?? day?.title ?? words(day?.kind ?? 'other')}
        .back=${back}
        .backLabel=${show ? 'Show' : 'Day'}
        .kicker=${`Day sheet · ${formatDate(sheet.date, 'full')}`}
        .under=${under.filter(Boolean).join(' · ')}
        .actions=${html`<button class="button plain" @click=${() => window.print()}>
            ${icon('print')}<span>Print</span>
          </button>
          <button class="button plain" aria-label="Get as PDF" @click=${() => this.#pdf(sheet)}>
            ${icon('download')}<span>PDF</span>
          </button>`}
      ></app-bar>
      ${this.#whose(sheet)} ${this.#changes(sheet, this.#read.value)}
      ${this.#isOwn ? html`<seen-list .items=${sheet.schedule}></seen-list>` : nothing}
      <div class="columns">
        <div>${this.#times(sheet)} ${this.#journeys(sheet)}</div>
        <div>${this.#venue(sheet)} ${this.#who(sheet)}</div>
      </div>
      ${this.#foot(sheet)}`;
  }

  protected override render(): TemplateResult | typeof nothing {
    return screenView(this.#sheet.state, (sheet) =>
      sheet ? this.#full(sheet) : html`<gone-state what="day" back="/today"></gone-state>`,
    );
  }
}
