// What every screen is: an element in the light DOM that is told where the user is.

import { property } from 'lit/decorators.js';
import type { Place } from '../lib/router';
import { LightElement } from './light-element';

export class Screen extends LightElement {
  @property({ attribute: false }) place: Place | undefined;

  /** A part of the path, as `id` of `/shows/:id`; empty where it is missing. */
  protected param(name: string): string {
    return this.place?.params[name] ?? '';
  }

  /** A part of the query; null where it is missing. */
  protected query(name: string): string | null {
    return this.place?.search.get(name) ?? null;
  }
}
