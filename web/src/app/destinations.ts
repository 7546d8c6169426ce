// Where the navigation leads, and which rights a destination needs to be worth showing.

import type { Action, Resource } from '../lib/core';
import type { IconName } from '../ui/icon';

export interface Destination {
  readonly path: string;
  readonly label: string;
  readonly icon: IconName;
  readonly group: 'daily' | 'organization';
  readonly needs?: readonly [Resource, Action];
}

export const destinations: readonly Destination[] = [
  { path: '/today', label: 'Today', icon: 'today', group: 'daily' },
  { path: '/tours', label: 'Tours', icon: 'tours', group: 'daily', needs: ['tours', 'read'] },
  {
    path: '/holds',
    label: 'Holds',
    icon: 'calendar',
    group: 'daily',
    needs: ['booking', 'read'],
  },
  { path: '/travel', label: 'Travel', icon: 'bus', group: 'daily', needs: ['travel', 'read'] },
  {
    path: '/expenses',
    label: 'Expenses',
    icon: 'receipt',
    group: 'daily',
    needs: ['expenses', 'read'],
  },
  {
    path: '/invoices',
    label: 'Invoices',
    icon: 'file',
    group: 'daily',
    needs: ['finance', 'read'],
  },
  { path: '/reports', label: 'Reports', icon: 'list', group: 'daily', needs: ['finance', 'read'] },
  { path: '/people', label: 'People', icon: 'people', group: 'daily', needs: ['people', 'read'] },
  { path: '/team', label: 'Team', icon: 'shield', group: 'organization', needs: ['users', 'read'] },
  { path: '/conflicts', label: 'Conflicts', icon: 'conflict', group: 'organization' },
  {
    path: '/import',
    label: 'Import',
    icon: 'file',
    group: 'organization',
    needs: ['shows', 'write'],
  },
  { path: '/settings', label: 'Settings', icon: 'settings', group: 'organization' },
];

/** The destination that a path belongs to, for marking it in the navigation. */
export function destinationOf(path: string): string {
  if (path === '/') return '/today';
  if (/^\/(shows|days|venues|deals|settlements|runs)(\/|$)/.test(path)) return '/tours';
  if (/^\/stays(\/|$)/.test(path)) return '/travel';
  const found = destinations.find((d) => path === d.path || path.startsWith(`${d.path}/`));
  return found?.path ?? '';
}
