// <place-sheet>: where a venue is, from coordinates or the link of a map.

import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { updateVenue, type Venue } from '../../data/venues';
import { coordinatesText, readCoordinates } from '../../lib/coordinates';
import '../../ui/form-field';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import { mapLink } from '../../ui/map-link';
import '../../ui/sheet-dialog';

/** Fires `closed`. */
@customElement('place-sheet')
export class PlaceSheet extends LightElement {
  @property({ attribute: false }) venue: Venue | undefined;
  @state() private error = '';
  @state() private text = '';

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const place = readCoordinates(this.text);
    if (!place || !this.venue) {
      this.error = 'No position can be read from this. Paste the whole link, not a shortened one.';
      return;
    }
    const outcome = await updateVenue(this.venue.id, place);
    if (outcome.ok) this.dispatchEvent(new CustomEvent('closed'));
    else this.error = outcome.problem.message;
  }

  protected override render(): TemplateResult {
    const { venue } = this;
    const found = readCoordinates(this.text);
    const words = [venue?.name, venue?.address, venue?.city].filter(Boolean).join(' ');
    return html`<sheet-dialog
      heading=${`Where is ${venue?.name ?? 'it'}?`}
      open
      @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}
    >
      <form class="form" @submit=${(event: SubmitEvent) => this.#save(event)}>
        <form-field
          .spec=${{
            name: 'place',
            label: 'Coordinates or link of a map',
            required: true,
            placeholder: '52.5003, 13.4221',
            hint: found ? `Read as ${coordinatesText(found.latitude, found.longitude)}` : '',
          }}
          .error=${this.error}
          @edit=${(event: CustomEvent<string>) => {
            this.text = event.detail;
            this.error = '';
          }}
        ></form-field>
        <div class="form-actions">
          <button class="button primary">Save position</button>
          <a class="button plain" target="_blank" rel="noreferrer" href=${mapLink(undefined, words)}
            >${icon('search')}Look it up</a
          >
        </div>
      </form>
    </sheet-dialog>`;
  }
}
