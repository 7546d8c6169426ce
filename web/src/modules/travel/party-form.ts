// What the forms of a journey and of a hotel share: what they are about is a show's, and some people's.

import { html, type nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { audienceOf, type Audience } from '../../data/audience';
import { observeOrganization, type Organization } from '../../data/organization';
import { observePeople, type Person } from '../../data/people';
import { TEAM_VALUES } from '../../data/rows.gen';
import { observeShows, type Show } from '../../data/shows';
import { bothLive, LiveController } from '../../lib/live';
import type { Problem } from '../../lib/outcome';
import { can } from '../../lib/session';
import '../../ui/audience-picker';
import { choicesOf, showChoices } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { screenView, waitingScreen } from '../../ui/live-view';
import '../../ui/no-access';
import type { FormValues } from '../../ui/record-form';
import { Screen } from '../../ui/screen';

/** What a form has to know before it is drawn. */
export interface Known {
  readonly shows: readonly Show[];
  readonly people: readonly Person[];
  readonly organization: Organization;
}

type Concerned = Parameters<typeof audienceOf>[0];

export abstract class PartyForm extends Screen {
  @state() protected problem: Problem | undefined;
  /** as picked since the form was opened */
  @state() private picked: Audience | undefined;
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #known = new LiveController(this, () => bothLive(observeShows(), observePeople()));

  /** whose form it is; empty for one to come */
  protected get rowId(): string {
    return this.param('id');
  }

  protected showField({ shows }: Known): FieldSpec {
    return {
      name: 'show_id',
      label: 'Show',
      kind: 'select',
      choices: showChoices(shows, 'No show'),
    };
  }

  /** A show that was chosen brings its tour along. */
  protected tourOf(
    values: FormValues,
    given: FormValues,
    { shows }: Known,
  ): { tour_id?: string | null } {
    if (!('show_id' in given)) return {};
    return { tour_id: shows.find(({ id }) => id === values['show_id'])?.tour_id ?? null };
  }

  protected audience(row: Concerned): Audience {
    return this.picked ?? audienceOf(row);
  }

  protected audiencePicker(row: Concerned, { people }: Known): TemplateResult {
    return html`<audience-picker
      .picked=${this.audience(row)}
      .people=${people}
      .teams=${choicesOf(TEAM_VALUES)}
      @pick=${(event: CustomEvent<Audience>) => (this.picked = event.detail)}
    ></audience-picker>`;
  }

  protected abstract form(known: Known): TemplateResult | typeof nothing;

  protected override render(): TemplateResult | typeof nothing {
    if (!can('travel', 'write')) return html`<no-access></no-access>`;
    return screenView(this.#known.state, ([shows, people]) => {
      const organization = this.#organization.value;
      return organization ? this.form({ shows, people, organization }) : waitingScreen;
    });
  }
}
