// Where the page of a show leads: what there is, and what this person may see of it.

import type { ShowHub } from '../../data/show-hub';
import type { Action, Resource } from '../../lib/core';
import { hasScreen } from '../../lib/router';
import { can } from '../../lib/session';
import type { IconName } from '../../ui/icon';
import type { WayTile } from '../../ui/way-tiles';

interface Way {
  readonly to: string;
  readonly label: string;
  readonly icon: IconName;
  /** the right to read, and the right to begin one where there is none yet */
  readonly resource: Resource;
  readonly start: Action;
  /** only for who may write everybody's, not their own alone */
  readonly forAll?: true;
  /** undefined: there is always something to see */
  readonly detail?: (hub: ShowHub) => string | undefined;
}

const counted = (count: number, one: string, many: string): string | undefined =>
  count === 0 ? undefined : count === 1 ? `1 ${one}` : `${count} ${many}`;

const ways: readonly Way[] = [
  { to: 'sheet', label: 'Day sheet', icon: 'list', resource: 'schedule', start: 'read' },
  {
    to: 'advance',
    label: 'Advance',
    icon: 'check',
    resource: 'advance',
    start: 'write',
    detail: ({ advances, approved }) =>
      advances === 0 ? undefined : approved === advances ? 'approved' : 'in work',
  },
  {
    to: 'guests',
    label: 'Guest list',
    icon: 'people',
    resource: 'guests',
    start: 'write',
    detail: ({ guestLists }) => counted(guestLists, 'list', 'lists'),
  },
  {
    to: 'door',
    label: 'Door',
    icon: 'door',
    resource: 'guests',
    start: 'write',
    forAll: true,
    detail: ({ doors }) => counted(doors, 'door', 'doors'),
  },
  { to: 'deal', label: 'Deal', icon: 'deal', resource: 'finance', start: 'read' },
  { to: 'settlement', label: 'Settlement', icon: 'money', resource: 'finance', start: 'read' },
  { to: 'costs', label: 'Costs', icon: 'receipt', resource: 'finance', start: 'read' },
];

/** Only what has a screen; and who cannot begin a thing is not led to an empty one. */
export function showWays(showId: string, hub: ShowHub | undefined): readonly WayTile[] {
  return ways.flatMap(({ to, label, icon, resource, start, forAll, detail }) => {
    const path = `/shows/${showId}/${to}`;
    if (!hasScreen(path) || !can(resource, 'read')) return [];
    if (forAll && !can(resource, 'write', '')) return [];
    const words = hub && detail?.(hub);
    if (detail && words === undefined && !can(resource, start)) return [];
    return [{ path, label, icon, detail: words ?? '' }];
  });
}
