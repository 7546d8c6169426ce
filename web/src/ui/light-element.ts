// An element that renders into the light DOM: one stylesheet, native forms and labels reach inside.

import { LitElement } from 'lit';

/** Elements with children (a dialog) use shadow DOM and a slot; all others extend this. */
export class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
