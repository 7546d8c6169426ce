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

/** What one asks of any room: how to get in, what is there, when it must be over, what it costs. */
export const starter: readonly Section[] = [
  {
    title: 'Arrival',
    questions: [
      { key: 'address', text: 'What is the address for the bus and trucks, if it is another one?' },
      { key: 'parking', text: 'Where do bus and trailer park, and until when may they stay?' },
      { key: 'shore_power', text: 'Is there shore power for the bus, and what connector?' },
      {
        key: 'load_in_way',
        text: 'What is the way from truck to stage: distance, steps, ramps, lift, doors?',
      },
      { key: 'load_in_time', text: 'From when is the room ours?' },
      { key: 'hands', text: 'How many loaders and stagehands, from when to when?' },
      { key: 'day_contact', text: 'Who is our contact on the day, with a mobile number?' },
    ],
  },
  {
    title: 'Times',
    questions: [
      { key: 'doors', text: 'When are doors?' },
      { key: 'support', text: 'Who supports, and how long do they play?' },
      { key: 'set', text: 'When do we start, and how long is the set?' },
      { key: 'curfew', text: 'When is curfew, how strict is it, and what does a late end cost?' },
      { key: 'check_limit', text: 'Are there hours when we may not make noise during the check?' },
      { key: 'load_out', text: 'Until when must we be out, and is there a club night after us?' },
    ],
  },
  {
    title: 'Stage',
    questions: [
      {
        key: 'stage_size',
        text: 'How wide, deep and high is the stage, and what is the clearance above it?',
      },
      { key: 'risers', text: 'Which risers are there, and in which sizes?' },
      { key: 'power', text: 'What power is there for sound, light and backline, and where?' },
      { key: 'barrier', text: 'Is there a barrier, and how wide is the pit?' },
      { key: 'rigging', text: 'What may be hung, where, and with what load?' },
      { key: 'backline', text: 'Which backline is in the house?' },
      {
        key: 'hazers',
        text: 'Are haze and strobes allowed, and is the fire alarm switched off for it?',
      },
    ],
  },
  {
    title: 'Sound',
    questions: [
      { key: 'pa', text: 'Which PA, how many subs, and who looks after it?' },
      { key: 'foh', text: 'Which desk at front of house, and where does it stand?' },
      { key: 'monitors', text: 'Which monitor desk, how many wedges and mixes?' },
      { key: 'limit', text: 'What is the sound limit, over what time, and where is it measured?' },
      { key: 'radio', text: 'Which frequencies are free, and do we need a licence?' },
    ],
  },
  {
    title: 'Light and video',
    questions: [
      { key: 'light_desk', text: 'Which light desk, and who operates?' },
      { key: 'light_plot', text: 'Please send the light plot with the patch.' },
      { key: 'video', text: 'Is there a screen or projector, and what does it take?' },
    ],
  },
  {
    title: 'House',
    questions: [
      { key: 'rooms', text: 'How many dressing rooms, with showers, lockable?' },
      {
        key: 'office',
        text: 'Is there a production office, with printer and wifi? What is the password?',
      },
      { key: 'catering', text: 'When and where is food, or is it a buyout, and how much?' },
      { key: 'towels', text: 'Are towels ready on arrival, and how many?' },
      { key: 'laundry', text: 'Is there a washing machine that we may use?' },
    ],
  },
  {
    title: 'Front of house',
    questions: [
      {
        key: 'guest_list',
        text: 'How many guest list places do we have, and when does the list close?',
      },
      { key: 'merch_place', text: 'Where is the merch stand, with table, light and power?' },
      { key: 'merch_rate', text: 'What does the house take of merch, and who sells?' },
      { key: 'security', text: 'How many security, where, and what is searched at the door?' },
      { key: 'age', text: 'From which age is entry, and is the room accessible by wheelchair?' },
      { key: 'first_aid', text: 'Who is there for first aid, and where is the next hospital?' },
    ],
  },
  {
    title: 'Settlement',
    questions: [
      { key: 'ticket_count', text: 'What is the ticket count now, and who sends it on the day?' },
      { key: 'settle_who', text: 'With whom do we settle, when and where?' },
      {
        key: 'settle_how',
        text: 'How is the balance paid: transfer or cash, and to whose account?',
      },
      { key: 'costs', text: 'Please send the costs of the show that you want to deduct.' },
    ],
  },
];
