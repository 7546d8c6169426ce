// <command-palette>: everything by a few letters: screens, actions, tours, shows, people.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { observePeople } from '../data/people';
import { observeShows } from '../data/shows';
import { observeTours } from '../data/tours';
import { LiveController } from '../lib/live';
import { setPrefs } from '../lib/prefs';
import { go } from '../lib/router';
import { can } from '../lib/session';
import { formatDate } from '../ui/format';
import { icon } from '../ui/icon';
import { LightElement } from '../ui/light-element';
import '../ui/sheet-dialog';
import './command-palette.css';
import { ranked, type Command } from './commands';
import { destinations } from './destinations';

const shownMax = 9;

const opens = (path: string) => (): void => go(path);

/** Fires `closed`. Arrow keys choose, Enter runs. */
@customElement('command-palette')
export class CommandPalette extends LightElement {
  @state() private words = '';
  @state() private active = 0;
  readonly #tours = new LiveController(this, observeTours);
  readonly #shows = new LiveController(this, observeShows);
  readonly #people = new LiveController(this, observePeople);

  protected override firstUpdated(): void {
    requestAnimationFrame(() => this.querySelector('input')?.focus());
  }

  #commands(): readonly Command[] {
    const actions: Command[] = [
      { label: 'New expense', hint: 'Action', icon: 'plus', run: opens('/expenses/new') },
      {
        label: 'Use dark appearance',
        hint: 'Action',
        icon: 'settings',
        run: () => setPrefs({ theme: 'dark' }),
      },
      {
        label: 'Use light appearance',
        hint: 'Action',
        icon: 'settings',
        run: () => setPrefs({ theme: 'light' }),
      },
    ];
    if (can('shows', 'write'))
      actions.push({ label: 'New show', hint: 'Action', icon: 'plus', run: opens('/shows/new') });
    if (can('tours', 'write'))
      actions.push({ label: 'New tour', hint: 'Action', icon: 'plus', run: opens('/tours/new') });
    if (can('booking', 'write'))
      actions.push({
        label: 'Hold a date',
        hint: 'Action',
        icon: 'plus',
        run: opens('/holds/new'),
      });
    if (can('people', 'write'))
      actions.push({
        label: 'New person',
        hint: 'Action',
        icon: 'plus',
        run: opens('/people/new'),
      });
    return [
      ...destinations
        .filter(({ needs }) => !needs || can(needs[0], needs[1]))
        .map(({ path, label, icon: name }) => ({
          label,
          hint: 'Go to',
          icon: name,
          run: opens(path),
        })),
      ...actions,
      ...(this.#tours.value ?? []).map((tour) => ({
        label: tour.name,
        hint: 'Tour',
        icon: 'tours' as const,
        run: opens(`/tours/${tour.id}`),
      })),
      ...(this.#shows.value ?? []).map((show) => ({
        label: [show.city, show.title].filter(Boolean).join(', '),
        hint: formatDate(show.date, 'full'),
        icon: 'show' as const,
        run: opens(`/shows/${show.id}`),
      })),
      ...(this.#people.value ?? []).map((person) => ({
        label: person.name,
        hint: person.job ?? 'Person',
        icon: 'user' as const,
        run: opens(`/people/${person.id}`),
      })),
    ];
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent('closed'));
  }

  #run(command: Command): void {
    this.#close();
    command.run();
  }

  #key(event: KeyboardEvent, found: readonly Command[]): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      this.active = (this.active + step + found.length) % found.length;
    }
    const chosen = found[this.active];
    if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      this.#run(chosen);
    }
  }

  readonly #search = (event: Event): void => {
    const control = event.currentTarget;
    if (control instanceof HTMLInputElement) this.words = control.value;
    this.active = 0;
  };

  protected override render(): TemplateResult {
    const found = ranked(this.#commands(), this.words).slice(0, shownMax);
    return html`<sheet-dialog heading="Search" open @closed=${this.#close}>
      <div class="palette">
        <input
          class="search-input"
          type="text"
          role="combobox"
          aria-label="Search tours, shows, people and actions"
          aria-expanded="true"
          aria-controls="commands"
          aria-autocomplete="list"
          aria-activedescendant=${found.length > 0 ? `command-${this.active}` : nothing}
          autocomplete="off"
          placeholder="A city, a name, an action"
          .value=${this.words}
          @input=${this.#search}
          @keydown=${(event: KeyboardEvent) => this.#key(event, found)}
        />
        <ul id="commands" role="listbox" aria-label="Results">
          ${found.map(
            (command, i) =>
              html`<li
                id=${`command-${i}`}
                role="option"
                aria-selected=${i === this.active ? 'true' : 'false'}
                @click=${() => this.#run(command)}
                @pointermove=${() => (this.active = i)}
              >
                ${icon(command.icon)}<span class="label">${command.label}</span
                ><span class="faint">${command.hint}</span>
              </li>`,
          )}
        </ul>
        ${found.length === 0 ? html`<p class="soft" role="status">Nothing found.</p>` : nothing}
      </div>
    </sheet-dialog>`;
  }
}
