// <skeleton-rows>: the shape of a list that is still being read.

import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LightElement } from './light-element';

@customElement('skeleton-rows')
export class SkeletonRows extends LightElement {
  @property({ type: Number }) rows = 5;

  protected override render(): TemplateResult {
    return html`<div class="skeleton" role="status">
      <span class="visually-hidden">Loading</span>
      ${Array.from({ length: this.rows }, () => html`<i></i>`)}
    </div>`;
  }
}
