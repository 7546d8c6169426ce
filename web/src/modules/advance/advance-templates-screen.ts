// <advance-templates-screen>: the templates of advances, each a list of questions to begin from.

import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { sectionsOf } from '../../data/advances';
import { advanceTemplates, starter, type AdvanceTemplate } from '../../data/advances-templates';
import { LiveController } from '../../lib/live';
import { go } from '../../lib/router';
import { icon } from '../../ui/icon';
import { listScreen, type ListSpec } from '../../ui/list-screen';
import { Screen } from '../../ui/screen';
import '../../ui/sync-mark';
import { toast } from '../../ui/toast-region';
import { words } from '../../ui/words';
import './advance.css';

@customElement('advance-templates-screen')
export class AdvanceTemplatesScreen extends Screen {
  readonly #templates = new LiveController(this, () => advanceTemplates.all());

  readonly #list: ListSpec<readonly AdvanceTemplate[]> = {
    heading: 'Advance templates',
    back: { path: '/tours', label: 'Tours' },
    resource: 'advance',
    add: {
      label: 'New template',
      first: 'Copy the usual questions',
      to: () => void this.#add(),
    },
    empty: {
      symbol: 'list',
      heading: 'No templates of your own',
      text: 'An advance can begin from the usual questions. Make a copy to leave some out and add your own.',
    },
    isEmpty: (templates) => templates.length === 0,
  };

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
    return html`<ul class="rows">
      ${templates.map((template) => this.#row(template))}
    </ul>`;
  }

  protected override render(): TemplateResult {
    return listScreen(this.#templates.state, this.#list, (templates) => this.#full(templates));
  }
}
