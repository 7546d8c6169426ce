// <schedule-section>: the times of a show or a day: read, planned, moved when something runs late,
// and who has seen what is critical.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { concerns, hasSeen, observeAcknowledgements } from '../../data/acknowledgements';
import { observePeople } from '../../data/people';
import {
  applyLateness,
  likelyLate,
  observeRunning,
  spreadOf,
  type RunningDay,
} from '../../data/running-day';
import type { ScheduleItem } from '../../data/schedule';
import { loadPlan } from '../../lib/core/plan';
import { LiveController } from '../../lib/live';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import { Clock } from '../../ui/clock';
import { delaySheet } from '../../ui/delay-sheet';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import { liveView } from '../../ui/live-view';
import '../../ui/sheet-dialog';
import '../../ui/time-line';
import { zonesNote } from '../../ui/time-line';
import './labour-section';
import './schedule-section.css';

/** A day is running, or about to, this long before its first time and after its last. */
const aroundMs = 18 * 3_600_000;

type Sheet =
  | { readonly kind: 'none' | 'new' | 'template' }
  | { readonly kind: 'item' | 'late'; readonly id: string };

@customElement('schedule-section')
export class ScheduleSection extends LightElement {
  @property() show = '';
  /** instead of a show: a day without one */
  @property() day = '';
  @state() private sheet: Sheet = { kind: 'none' };
  readonly #clock = new Clock(this);
  readonly #running = new LiveController(
    this,
    () => observeRunning(this),
    () => [this.show, this.day],
  );
  readonly #people = new LiveController(this, observePeople);
  readonly #seen = new LiveController(
    this,
    () => observeAcknowledgements(this.#critical.map(({ id }) => id)),
    () => [this.#critical.map(({ id }) => id).join()],
  );

  get #critical(): readonly ScheduleItem[] {
    return this.#running.value?.schedule.filter(({ is_critical }) => is_critical) ?? [];
  }

  #close(): void {
    this.sheet = { kind: 'none' };
  }

  async #open(sheet: Sheet): Promise<void> {
    if (sheet.kind === 'late') await Promise.all([import('../../ui/delay-form'), loadPlan()]);
    else if (sheet.kind === 'template') await import('./template-sheet');
    else await import('./schedule-item-form');
    this.sheet = sheet;
  }

  /** The show's own times are edited with the show, departures with the journey. */
  #pick(id: string): void {
    const [what, row] = id.split(':');
    if (what === 'show') go(`/shows/${this.show}/edit`);
    else if (what === 'travel' && row) go(`/travel/${row}`);
    else void this.#open({ kind: 'item', id });
  }

  #actions(day: RunningDay | undefined): TemplateResult | typeof nothing {
    if (!day || !can('schedule', 'write')) return nothing;
    const late = isAround(day, this.#clock.now)
      ? likelyLate(day.items, this.#clock.now)
      : undefined;
    return html`<div class="button-row">
      ${
        late
          ? html`<button class="button" @click=${() => this.#open({ kind: 'late', id: late.id })}>
              ${icon('late')}Running late
            </button>`
          : nothing
      }
      <button class="button" @click=${() => this.#open({ kind: 'template' })}>Template</button>
    </div>`;
  }

  #times(day: RunningDay): TemplateResult {
    const mayWrite = can('schedule', 'write');
    if (day.items.length === 0) {
      return html`<p class="soft">
        ${mayWrite ? 'No times yet. Lay a template on the day, or add them as they become known.' : 'No times yet.'}
      </p>`;
    }
    return html`<p class="faint">${zonesNote(day.items)}</p>
      <time-line
        .items=${day.items}
        .now=${this.#clock.now}
        ?editable=${mayWrite}
        @pick=${(event: CustomEvent<string>) => this.#pick(event.detail)}
      ></time-line>`;
  }

  /** For who plans: of each critical time, who has said to have seen it as it is now. */
  #acknowledged(): TemplateResult | typeof nothing {
    if (!can('schedule', 'write') || this.#critical.length === 0) return nothing;
    const given = this.#seen.value ?? [];
    const people = (this.#people.value ?? []).filter(({ user_id }) => user_id !== null);
    return html`<details class="fold">
      <summary>${icon('forward')}Who has seen what is critical</summary>
      <div>
        <ul class="rows">
          ${this.#critical.map((item) => {
            const meant = people.filter((person) => concerns(item, person));
            const open = meant.filter(({ user_id }) => !hasSeen(user_id, item, given));
            const names = open.map(({ name }) => name).join(', ');
            return html`<li>
              <div class="row">
                <span class="main"
                  ><span class="title">${item.title}</span
                  ><span class="sub"
                    >${
                      meant.length === 0
                        ? 'Concerns nobody with an account'
                        : open.length === 0
                          ? 'Everybody has seen it'
                          : `Not yet: ${names}`
                    }</span
                  ></span
                ><span class="end figures">${meant.length - open.length} of ${meant.length}</span>
              </div>
            </li>`;
          })}
        </ul>
      </div>
    </details>`;
  }

  #heading(): string {
    const { sheet } = this;
    switch (sheet.kind) {
      case 'late':
        return 'Running late';
      case 'template':
        return 'Usual days';
      case 'item':
        return 'Edit time';
      case 'new':
      case 'none':
        return 'Add a time';
    }
  }

  #inSheet(day: RunningDay): TemplateResult | typeof nothing {
    const { sheet } = this;
    switch (sheet.kind) {
      case 'none':
        return nothing;
      case 'late':
        return delaySheet(day, sheet.id, {
          plan: spreadOf,
          write: applyLateness,
          done: () => this.#close(),
        });
      case 'template':
        return html`<template-sheet .day=${day} @finished=${this.#close}></template-sheet>`;
      case 'item':
      case 'new':
        return html`<schedule-item-form
          .item=${sheet.kind === 'item' ? day.schedule.find(({ id }) => id === sheet.id) : undefined}
          .day=${day}
          @finished=${this.#close}
        ></schedule-item-form>`;
    }
  }

  protected override render(): TemplateResult {
    const day = this.#running.value;
    return html`<section class="section" aria-labelledby="schedule">
        <header>
          <h2 id="schedule">Schedule</h2>
          ${
            can('schedule', 'write')
              ? html`<button class="button plain" @click=${() => this.#open({ kind: 'new' })}>
                  ${icon('plus')}Add
                </button>`
              : nothing
          }
        </header>
        ${this.#actions(day)}
        ${liveView(this.#running.state, (found) => (found ? this.#times(found) : nothing))}
        ${this.#acknowledged()}
        <sheet-dialog
          .heading=${this.#heading()}
          .open=${this.sheet.kind !== 'none'}
          @closed=${this.#close}
        >
          ${day ? this.#inSheet(day) : nothing}
        </sheet-dialog>
      </section>
      <labour-section .day=${day}></labour-section>`;
  }
}

function isAround({ items }: RunningDay, nowMs: number): boolean {
  const [first, last] = [items[0], items.at(-1)];
  if (!first || !last) return false;
  return (
    nowMs > Date.parse(first.startsAt) - aroundMs && nowMs < Date.parse(last.startsAt) + aroundMs
  );
}
