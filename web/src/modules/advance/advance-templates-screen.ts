// <advance-templates-screen>: the templates of advances, each a list of questions to begin from.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { sectionsOf } from '../../data/advances';
import { advanceTemplates, starter, type AdvanceTemplate } from '../../data/advances-templates';
import { LiveController } from '../../lib/live';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/empty-state';
import { icon } from '../../ui/icon';
import { liveView } from '../../ui/live-view';
import { Screen } from '../../ui/screen';
import '../../ui/sync-mark';
import { toast } from '../../ui/toast-region';
import { words } from '../../ui/words';
import './advance.css';

@customElement('advance-templates-screen')
export class AdvanceTemplatesScreen extends Screen {
  readonly #templates = new LiveController(this, () => advanceTemplates.all());

  /** A copy of what comes with the app, to be made one's own. */
  async #add(): Promise<void> {
    const outcome = await advanceTemplates.create({
      name: 'The usual questions',
      sections: starter,
    });
    if (outcome.ok) go(`/advance-templates/${outcome.value}`);
    else toast(outcome.problem.message);
  }

  #row({ id, name, venue_kind, sections, local }: AdvanceTemplate): TemplateResult {
    const all = sectionsOf(sections);
    const count = all.reduce((sum, { questions }) => sum + questions.length, 0);
    return html`<li>
      <a class="row" href=${`/advance-templates/${id}`}>
        <span class="main">
          <span class="title">${name}</span>
          <span class="sub"
            >${[`${count} questions`, `${all.length} sections`, venue_kind ? words(venue_kind) : '']
              .filter(Boolean)
              .join(' · ')}</span
          >
        </span>
        <span class="end"><sync-mark .state=${local}></sync-mark>${icon('forward')}</span>
      </a>
    </li>`;
  }

  #full(templates: readonly AdvanceTemplate[]): TemplateResult {
    if (templates.length === 0) {
      return html`<empty-state
        symbol="list"
        heading="No templates of your own"
        text="An advance can begin from the usual questions. Make a copy to leave some out and add your own."
        .actions=${
          can('advance', 'write')
            ? html`<button class="button primary" @click=${this.#add}>
                Copy the usual questions
              </button>`
            : nothing
        }
      ></empty-state>`;
    }
    return html`<ul class="rows">
      ${templates.map((template) => this.#row(template))}
    </ul>`;
  }

  protected override render(): TemplateResult {
    return html`<app-bar
        heading="Advance templates"
        back="/tours"
        back-label="Tours"
        .actions=${
          can('advance', 'write')
            ? html`<button class="button" @click=${this.#add}>${icon('plus')}New template</button>`
            : nothing
        }
      ></app-bar>
      ${liveView(this.#templates.state, (templates) => this.#full(templates))}`;
  }
}
