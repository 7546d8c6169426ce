// What each role may do, in a sentence, and who may give which role to whom.

import type { Role } from '../../data/team';

export const roleWords: Readonly<Record<Role, string>> = {
  owner: 'Everything, and the organization itself',
  admin: 'Members, settings, tours and money',
  manager: 'Tours, logistics and money',
  booking: 'Shows, venues and deals',
  crew: 'Sees shows and schedule, books own expenses; never sees fees',
};

const rank: Readonly<Record<Role, number>> = {
  owner: 4,
  admin: 3,
  manager: 2,
  booking: 1,
  crew: 0,
};

/** The roles that someone of role `mine` may give; only owners make owners. */
export const rolesToGive = (mine: Role | undefined): readonly Role[] => {
  if (mine !== 'owner' && mine !== 'admin') return [];
  const all: readonly Role[] = ['owner', 'admin', 'manager', 'booking', 'crew'];
  return all.filter((role) => mine === 'owner' || rank[role] < rank.owner);
};
