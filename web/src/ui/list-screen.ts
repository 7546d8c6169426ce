// What screens that list one kind of thing have in common: the heading with its button, who may not
// see it, and the words and the button of a list that is still empty.

import { html, nothing, type TemplateResult } from 'lit';
import type { Resource } from '../lib/core';
import type { LiveState } from '../lib/live';
import { can } from '../lib/session';
import './app-bar';
import './empty-state';
import { icon, type IconName } from './icon';
import { liveView } from './live-view';
import './no-access';

export interface ListSpec<T> {
  readonly heading: string;
  readonly under?: string | TemplateResult | undefined;
  readonly back?: { readonly path: string; readonly label: string };
  /** the right that reading, and with `add` writing, needs */
  readonly resource: Resource;
  readonly add: {
    readonly label: string;
    /** what the button says while there is nothing yet */
    readonly first: string;
    /** where it leads, or what it does */
    readonly to: string | (() => void);
  };
  readonly empty: { readonly symbol: IconName; readonly heading: string; readonly text: string };
  readonly isEmpty: (value: T) => boolean;
}

function addButton(
  { resource, add }: Pick<ListSpec<never>, 'resource' | 'add'>,
  look: string,
  words: TemplateResult | string,
): TemplateResult | typeof nothing {
  if (!can(resource, 'write')) return nothing;
  return typeof add.to === 'string'
    ? html`<a class=${look} href=${add.to}>${words}</a>`
    : html`<button class=${look} @click=${add.to}>${words}</button>`;
}

/** `full` draws the list where there is something in it. */
export function listScreen<T>(
  state: LiveState<T>,
  spec: ListSpec<T>,
  full: (value: T) => TemplateResult,
): TemplateResult {
  const { heading, under, back, resource, add, empty, isEmpty } = spec;
  if (!can(resource, 'read')) return html`<no-access></no-access>`;
  return html`<app-bar
      .heading=${heading}
      .under=${under ?? nothing}
      .back=${back?.path ?? ''}
      .backLabel=${back?.label ?? ''}
      .actions=${addButton(spec, 'button', html`${icon('plus')}${add.label}`)}
    ></app-bar>
    ${liveView(state, (value) =>
      isEmpty(value)
        ? html`<empty-state
            .symbol=${empty.symbol}
            .heading=${empty.heading}
            .text=${empty.text}
            .actions=${addButton(spec, 'button primary', add.first)}
          ></empty-state>`
        : full(value),
    )}`;
}
