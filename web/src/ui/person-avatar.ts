// <person-avatar>: the initials of a person or organization on a steady colour.

import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LightElement } from './light-element';

export function initialsOf(name: string): string {
  const parts = name.split(/[\s@._-]+/u).filter((part) => /^[\p{L}\p{N}]/u.test(part));
  const first = parts[0] ?? '';
  const last = parts.length > 1 ? (parts.at(-1) ?? '') : '';
  const initial = (part: string): string => Array.from(part)[0] ?? '';
  return (initial(first) + initial(last)).toLocaleUpperCase();
}

const hueCount = 5;

function hueOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return sum % hueCount;
}

@customElement('person-avatar')
export class PersonAvatar extends LightElement {
  @property() name = '';
  @property({ type: Boolean }) square = false;

  protected override render(): TemplateResult {
    return html`<span
      class=${this.square ? 'avatar square' : 'avatar'}
      data-hue=${this.square ? '' : hueOf(this.name)}
      aria-hidden="true"
      >${initialsOf(this.name)}</span
    >`;
  }
}
