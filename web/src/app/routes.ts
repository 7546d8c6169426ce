// Every screen of the app on one page: its path, its element, and the chunk that brings it.

import type { Route } from '../lib/router';

const today = () => import('../modules/today/today-screen');
const tours = () => import('../modules/tours/tours-screen');
const tourForm = () => import('../modules/tours/tour-form');
const tour = () => import('../modules/tours/tour-screen');
const dayForm = () => import('../modules/tours/day-form');
const show = () => import('../modules/shows/show-screen');
const showForm = () => import('../modules/shows/show-form');
const daySheet = () => import('../modules/shows/day-sheet-screen');
const day = () => import('../modules/shows/day-screen');
const sheetCheck = () => import('../modules/shows/sheet-check-screen');
const venueForm = () => import('../modules/shows/venue-form');
const expenses = () => import('../modules/finance/expenses-screen');
const expenseForm = () => import('../modules/finance/expense-form');
const financialForm = () => import('../modules/finance/financial-form');
const perDiems = () => import('../modules/finance/per-diems-screen');
const budget = () => import('../modules/finance/budget-screen');
const commissions = () => import('../modules/finance/commissions-screen');
const invoices = () => import('../modules/finance/invoices-screen');
const invoice = () => import('../modules/finance/invoice-screen');
const payments = () => import('../modules/finance/payments-screen');
const reports = () => import('../modules/reports/reports-screen');
const holds = () => import('../modules/booking/holds-screen');
const hold = () => import('../modules/booking/hold-screen');
const holdForm = () => import('../modules/booking/hold-form');
const deal = () => import('../modules/booking/deal-screen');
const dealForm = () => import('../modules/booking/deal-form');
const settlement = () => import('../modules/settlement/settlement-screen');
const settlementVersion = () => import('../modules/settlement/version-screen');
const settle = () => import('../modules/settlement/settle-screen');
const runs = () => import('../modules/settlement/runs-screen');
const run = () => import('../modules/settlement/run-screen');
const travel = () => import('../modules/travel/travel-screen');
const travelForm = () => import('../modules/travel/travel-form');
const journey = () => import('../modules/travel/journey-screen');
const stays = () => import('../modules/travel/stays-screen');
const stay = () => import('../modules/travel/stay-screen');
const stayForm = () => import('../modules/travel/stay-form');
const tourMap = () => import('../modules/travel/tour-map-screen');
const place = () => import('../modules/travel/place-screen');
const routing = () => import('../modules/travel/routing-screen');
const people = () => import('../modules/team/people-screen');
const personForm = () => import('../modules/team/person-form');
const profileForm = () => import('../modules/team/profile-form');
const person = () => import('../modules/team/person-screen');
const team = () => import('../modules/team/team-screen');
const conflicts = () => import('../modules/conflicts/conflicts-screen');
const settings = () => import('../modules/settings/settings-screen');
const syncScreen = () => import('../modules/settings/sync-screen');
const partners = () => import('../modules/settings/partners-screen');
const organizationForm = () => import('../modules/settings/organization-form');
const history = () => import('../modules/history/history-screen');
const asOf = () => import('../modules/history/as-of-screen');
const deleted = () => import('../modules/history/deleted-screen');
const help = () => import('../modules/help/help-screen');
const importing = () => import('../modules/import/import-screen');
const share = () => import('../modules/share/share-screen');
const shared = () => import('../modules/share/shared-screen');
const advance = () => import('../modules/advance/advance-screen');
const tourAdvance = () => import('../modules/advance/tour-advance-screen');
const advanceTemplates = () => import('../modules/advance/advance-templates-screen');
const advanceTemplate = () => import('../modules/advance/advance-template-form');
const scheduleTemplates = () => import('../modules/shows/templates-screen');
const scheduleTemplate = () => import('../modules/shows/template-screen');
const guests = () => import('../modules/guests/guests-screen');
const door = () => import('../modules/guests/door-screen');
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
  route('/tours/:id/map', 'tour-map-screen', tourMap),
  route('/tours/:id/routing', 'routing-screen', routing),
  route('/tours/:id/budget', 'budget-screen', budget),
  route('/tours/:id/per-diems', 'per-diems-screen', perDiems),
  route('/tours/:id/runs', 'runs-screen', runs),
  route('/runs/:id', 'run-screen', run),
  route('/tours/:id/commissions', 'commissions-screen', commissions),
  route('/days/new', 'day-form', dayForm),
  route('/days/:id', 'day-screen', day),
  route('/days/:id/edit', 'day-form', dayForm),
  route('/days/:id/sheet', 'day-sheet-screen', daySheet),
  route('/shows/new', 'show-form', showForm),
  route('/shows/:id', 'show-screen', show),
  route('/shows/:id/edit', 'show-form', showForm),
  route('/shows/:id/sheet', 'day-sheet-screen', daySheet),
  route('/shows/:id/deal', 'deal-screen', deal),
  route('/deals/:id', 'deal-form', dealForm),
  route('/shows/:id/money', 'financial-form', financialForm),
  route('/shows/:id/settlement', 'settlement-screen', settlement),
  route('/settlements/:id', 'version-screen', settlementVersion),
  route('/settle', 'settle-screen', settle),
  route('/shows/:id/costs', 'payments-screen', payments),
  route('/venues/new', 'venue-form', venueForm),
  route('/venues/:id', 'venue-form', venueForm),
  route('/venues/:id/place', 'place-screen', place),
  route('/expenses', 'expenses-screen', expenses),
  route('/expenses/new', 'expense-form', expenseForm),
  route('/expenses/:id', 'expense-form', expenseForm),
  route('/invoices', 'invoices-screen', invoices),
  route('/invoices/new', 'invoice-screen', invoice),
  route('/invoices/:id', 'invoice-screen', invoice),
  route('/reports', 'reports-screen', reports),
  route('/tours/:id/reports', 'reports-screen', reports),
  route('/holds', 'holds-screen', holds),
  route('/holds/new', 'hold-form', holdForm),
  route('/holds/:id', 'hold-screen', hold),
  route('/travel', 'travel-screen', travel),
  route('/travel/new', 'travel-form', travelForm),
  route('/travel/:id', 'journey-screen', journey),
  route('/travel/:id/edit', 'travel-form', travelForm),
  route('/stays', 'stays-screen', stays),
  route('/stays/new', 'stay-form', stayForm),
  route('/stays/:id', 'stay-screen', stay),
  route('/stays/:id/edit', 'stay-form', stayForm),
  route('/people', 'people-screen', people),
  route('/people/new', 'person-form', personForm),
  route('/people/:id', 'person-screen', person),
  route('/people/:id/edit', 'person-form', personForm),
  route('/people/:id/private', 'profile-form', profileForm),
  route('/team', 'team-screen', team),
  route('/check', 'sheet-check-screen', sheetCheck),
  route('/conflicts', 'conflicts-screen', conflicts),
  route('/settings', 'settings-screen', settings),
  route('/settings/sync', 'sync-screen', syncScreen),
  route('/settings/partners', 'partners-screen', partners),
  route('/settings/organization', 'organization-form', organizationForm),
  route('/history/:table/:id', 'history-screen', history),
  route('/history/:table/:id/as-of', 'as-of-screen', asOf),
  route('/deleted', 'deleted-screen', deleted),
  route('/help', 'help-screen', help),
  route('/import', 'import-screen', importing),
  route('/share', 'share-screen', share),
  route('/s/:token', 'shared-screen', shared),
  route('/tours/:id/advance', 'tour-advance-screen', tourAdvance),
  route('/shows/:id/advance', 'advance-screen', advance),
  route('/advance-templates', 'advance-templates-screen', advanceTemplates),
  route('/advance-templates/:id', 'advance-template-form', advanceTemplate),
  route('/schedule-templates', 'templates-screen', scheduleTemplates),
  route('/schedule-templates/new', 'template-screen', scheduleTemplate),
  route('/schedule-templates/:id', 'template-screen', scheduleTemplate),
  route('/shows/:id/guests', 'guests-screen', guests),
  route('/shows/:id/door', 'door-screen', door),
  route('/sign-in', 'sign-in-screen', signIn),
  route('/join', 'join-screen', join),
  route('/organizations', 'organizations-screen', organizations),
  route('/organizations/new', 'organization-new-screen', newOrganization),
];

/** Screens that need nobody to be signed in. */
export const publicPaths: ReadonlySet<string> = new Set(['/sign-in', '/join', '/settle']);

/** What links open, for people who may have no account. */
export const isShared = (path: string): boolean => path.startsWith('/s/');

/** Screens that need no open organization. */
export const accountPaths: ReadonlySet<string> = new Set([
  '/organizations',
  '/organizations/new',
  '/help',
  '/settings',
  '/sign-in',
  '/join',
  '/settle',
]);
