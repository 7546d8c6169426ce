// The way from a show, a day, a tour or a person to the links that open it without an account.

import { html, type TemplateResult } from 'lit';
import { icon } from './icon';

export const shareLink = (
  subject: 'show_id' | 'day_id' | 'tour_id' | 'person_id',
  id: string,
): TemplateResult =>
  html`<a class="button plain" href=${`/share?${subject}=${id}`}
    >${icon('share')}<span>Share</span></a
  >`;
