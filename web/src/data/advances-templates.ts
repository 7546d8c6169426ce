// Templates of advances: an organization's own, and the one that comes with the app.

import type { Section } from './advances';
import { resource } from './resource';
import type { Local } from './tables';
import type { Rows } from './rows.gen';

export type AdvanceTemplate = Local<Rows['advance_templates']>;

export const advanceTemplates = resource<'advance_templates', 'name' | 'sections'>(
  'advance_templates',
  'Template',
  (a, b) => a.name.localeCompare(b.name),
);

const section = (title: string, asked: Readonly<Record<string, string>>): Section => ({
  title,
  questions: Object.entries(asked).map(([key, text]) => ({ key, text })),
});

/** What one asks of any room: how to get in, what is there, when it must be over, what it costs. */
export const starter: readonly Section[] = [
  section('Arrival', {
    address: 'What is the address for the bus and trucks, if it is another one?',
    parking: 'Where do bus and trailer park, and until when may they stay?',
    shore_power: 'Is there shore power for the bus, and what connector?',
    load_in_way: 'What is the way from truck to stage: distance, steps, ramps, lift, doors?',
    load_in_time: 'From when is the room ours?',
    hands: 'How many loaders and stagehands, from when to when?',
    day_contact: 'Who is our contact on the day, with a mobile number?',
  }),
  section('Times', {
    doors: 'When are doors?',
    support: 'Who supports, and how long do they play?',
    set: 'When do we start, and how long is the set?',
    curfew: 'When is curfew, how strict is it, and what does a late end cost?',
    check_limit: 'Are there hours when we may not make noise during the check?',
    load_out: 'Until when must we be out, and is there a club night after us?',
  }),
  section('Stage', {
    stage_size: 'How wide, deep and high is the stage, and what is the clearance above it?',
    risers: 'Which risers are there, and in which sizes?',
    power: 'What power is there for sound, light and backline, and where?',
    barrier: 'Is there a barrier, and how wide is the pit?',
    rigging: 'What may be hung, where, and with what load?',
    backline: 'Which backline is in the house?',
    hazers: 'Are haze and strobes allowed, and is the fire alarm switched off for it?',
  }),
  section('Sound', {
    pa: 'Which PA, how many subs, and who looks after it?',
    foh: 'Which desk at front of house, and where does it stand?',
    monitors: 'Which monitor desk, how many wedges and mixes?',
    limit: 'What is the sound limit, over what time, and where is it measured?',
    radio: 'Which frequencies are free, and do we need a licence?',
  }),
  section('Light and video', {
    light_desk: 'Which light desk, and who operates?',
    light_plot: 'Please send the light plot with the patch.',
    video: 'Is there a screen or projector, and what does it take?',
  }),
  section('House', {
    rooms: 'How many dressing rooms, with showers, lockable?',
    office: 'Is there a production office, with printer and wifi? What is the password?',
    catering: 'When and where is food, or is it a buyout, and how much?',
    towels: 'Are towels ready on arrival, and how many?',
    laundry: 'Is there a washing machine that we may use?',
  }),
  section('Front of house', {
    guest_list: 'How many guest list places do we have, and when does the list close?',
    merch_place: 'Where is the merch stand, with table, light and power?',
    merch_rate: 'What does the house take of merch, and who sells?',
    security: 'How many security, where, and what is searched at the door?',
    age: 'From which age is entry, and is the room accessible by wheelchair?',
    first_aid: 'Who is there for first aid, and where is the next hospital?',
  }),
  section('Settlement', {
    ticket_count: 'What is the ticket count now, and who sends it on the day?',
    settle_who: 'With whom do we settle, when and where?',
    settle_how: 'How is the balance paid: transfer or cash, and to whose account?',
    costs: 'Please send the costs of the show that you want to deduct.',
  }),
];
