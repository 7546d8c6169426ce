// The way from a record to who changed it.

import { html, type TemplateResult } from 'lit';
import { icon } from './icon';

export const historyLink = (table: string, id: string): TemplateResult =>
  html`<a class="button plain" href=${`/history/${table}/${id}`}
    >${icon('history')}<span>History</span></a
  >`;
