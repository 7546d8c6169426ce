// The two halves of travel: getting there, and sleeping there.

import { html, nothing, type TemplateResult } from 'lit';

export function travelTabs(here: '/travel' | '/stays'): TemplateResult {
  const tab = (path: string, label: string): TemplateResult =>
    html`<a href=${path} aria-current=${path === here ? 'page' : nothing}>${label}</a>`;
  return html`<nav class="segments" aria-label="Travel">
    ${tab('/travel', 'Journeys')} ${tab('/stays', 'Hotels')}
  </nav>`;
}
