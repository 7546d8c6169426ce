// <templates-screen>: the usual days, from which a schedule begins.

import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { linesOf } from '../../data/template-lines';
import { templates, type ScheduleTemplate } from '../../data/templates';
import { observeTours } from '../../data/tours';
import { LiveController } from '../../lib/live';
import { can } from '../../lib/session';
import { icon } from '../../ui/icon';
import { listScreen, type ListSpec } from '../../ui/list-screen';
import '../../ui/no-access';
import { Screen } from '../../ui/screen';
import '../../ui/sync-mark';
import { useOf } from './template-fields';

@customElement('templates-screen')
export class TemplatesScreen extends Screen {
  readonly #templates = new LiveController(this, () => templates.all());
  readonly #tours = new LiveController(this, observeTours);

  readonly #list: ListSpec<readonly ScheduleTemplate[]> = {
    heading: 'Schedule templates',
    back: { path: '/tours', label: 'Tours' },
    resource: 'schedule',
    add: {
      label: 'New template',
      first: 'Plan a usual day',
      to: '/schedule-templates/new',
    },
    empty: {
      symbol: 'calendar',
      heading: 'No usual days yet',
      text: 'Plan a usual day here, or plan one show well and keep its schedule. It can then be laid on any date.',
    },
    isEmpty: (list) => list.length === 0,
  };

  #row(template: ScheduleTemplate): TemplateResult {
    const count = linesOf(template.items).length;
    const use = useOf(template, this.#tours.value ?? [], 'Every tour');
    return html`<li>
      <a class="row" href=${`/schedule-templates/${template.id}`}>
        <span class="main">
          <span class="title">${template.name}</span>
          <span class="sub">${[use, count === 1 ? '1 time' : `${count} times`].join(' · ')}</span>
        </span>
        <span class="end"><sync-mark .state=${template.local}></sync-mark>${icon('forward')}</span>
      </a>
    </li>`;
  }

  protected override render(): TemplateResult {
    if (!can('schedule', 'write')) return html`<no-access></no-access>`;
    return listScreen(
      this.#templates.state,
      this.#list,
      (list) =>
        html`<ul class="rows">
          ${list.map((template) => this.#row(template))}
        </ul>`,
    );
  }
}
