// Every screen of the app on one page: its path, its element, and the chunk that brings it.

import type { Route } from '../lib/router';

const today = () => import('../modules/today/today-screen');
const tours = () => import('../modules/tours/tours-screen');
const tourForm = () => import('../modules/tours/tour-form');
const tour = () => import('../modules/tours/tour-screen');
const dayForm = () => import('../modules/tours/day-form');
const show = () => import('../modules/shows/show-screen');
const showForm = () => import('../modules/shows/show-form');
const venueForm = () => import('../modules/shows/venue-form');
const expenses = () => import('../modules/finance/expenses-screen');
const expenseForm = () => import('../modules/finance/expense-form');
const financialForm = () => import('../modules/finance/financial-form');
const travel = () => import('../modules/travel/travel-screen');
const travelForm = () => import('../modules/travel/travel-form');
const people = () => import('../modules/team/people-screen');
const personForm = () => import('../modules/team/person-form');
const profileForm = () => import('../modules/team/profile-form');
const person = () => import('../modules/team/person-screen');
const team = () => import('../modules/team/team-screen');
const conflicts = () => import('../modules/conflicts/conflicts-screen');
const settings = () => import('../modules/settings/settings-screen');
const syncScreen = () => import('../modules/settings/sync-screen');
const organizationForm = () => import('../modules/settings/organization-form');
const history = () => import('../modules/history/history-screen');
const asOf = () => import('../modules/history/as-of-screen');
const deleted = () => import('../modules/history/deleted-screen');
const help = () => import('../modules/help/help-screen');
const importing = () => import('../modules/import/import-screen');
const signIn = () => import('../modules/auth/sign-in-screen');
const join = () => import('../modules/auth/join-screen');
const organizations = () => import('../modules/auth/organizations-screen');
const newOrganization = () => import('../modules/auth/organization-new-screen');

const route = (path: string, tag: string, load: Route['load']): Route => ({ path, tag, load });

export const routes: readonly Route[] = [
  route('/', 'today-screen', today),
  route('/today', 'today-screen', today),
  route('/tours', 'tours-screen', tours),
  route('/tours/new', 'tour-form', tourForm),
  route('/tours/:id', 'tour-screen', tour),
  route('/tours/:id/calendar', 'tour-screen', tour),
  route('/tours/:id/edit', 'tour-form', tourForm),
  route('/days/new', 'day-form', dayForm),
  route('/days/:id', 'day-form', dayForm),
  route('/shows/new', 'show-form', showForm),
  route('/shows/:id', 'show-screen', show),
  route('/shows/:id/edit', 'show-form', showForm),
  route('/shows/:id/money', 'financial-form', financialForm),
  route('/venues/new', 'venue-form', venueForm),
  route('/venues/:id', 'venue-form', venueForm),
  route('/expenses', 'expenses-screen', expenses),
  route('/expenses/new', 'expense-form', expenseForm),
  route('/expenses/:id', 'expense-form', expenseForm),
  route('/travel', 'travel-screen', travel),
  route('/travel/new', 'travel-form', travelForm),
  route('/travel/:id', 'travel-form', travelForm),
  route('/people', 'people-screen', people),
  route('/people/new', 'person-form', personForm),
  route('/people/:id', 'person-screen', person),
  route('/people/:id/edit', 'person-form', personForm),
  route('/people/:id/private', 'profile-form', profileForm),
  route('/team', 'team-screen', team),
  route('/conflicts', 'conflicts-screen', conflicts),
  route('/settings', 'settings-screen', settings),
  route('/settings/sync', 'sync-screen', syncScreen),
  route('/settings/organization', 'organization-form', organizationForm),
  route('/history/:table/:id', 'history-screen', history),
  route('/history/:table/:id/as-of', 'as-of-screen', asOf),
  route('/deleted', 'deleted-screen', deleted),
  route('/help', 'help-screen', help),
  route('/import', 'import-screen', importing),
  route('/sign-in', 'sign-in-screen', signIn),
  route('/join', 'join-screen', join),
  route('/organizations', 'organizations-screen', organizations),
  route('/organizations/new', 'organization-new-screen', newOrganization),
];

/** Screens that need nobody to be signed in. */
export const publicPaths: ReadonlySet<string> = new Set(['/sign-in', '/join']);

/** Screens that need no open organization. */
export const accountPaths: ReadonlySet<string> = new Set([
  '/organizations',
  '/organizations/new',
  '/help',
  '/settings',
  '/sign-in',
  '/join',
]);
