// The words and the tone for a value of a closed list (statuses, kinds, categories, roles).

export type Tone = 'open' | 'good' | 'warn' | 'info' | 'bad' | 'quiet';

const special: Readonly<Record<string, string>> = {
  load_in: 'Load-in',
  load_out: 'Load-out',
  per_diem: 'Per diem',
  company_card: 'Company card',
  eu: 'European Union',
  us: 'United States',
  off: 'Off day',
  set: 'Set',
  travel: 'Travel',
};

/** `company_card` → "Company card". */
export function words(value: string): string {
  const known = special[value];
  if (known !== undefined) return known;
  const text = value.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const tones: Readonly<Record<string, Tone>> = {
  idea: 'open',
  planned: 'open',
  draft: 'open',
  amended: 'quiet',
  calculated: 'open',
  paid: 'good',
  signed: 'good',
  agreed: 'info',
  presented: 'warn',
  quoted: 'open',
  held: 'warn',
  offered: 'warn',
  submitted: 'warn',
  postponed: 'warn',
  changed: 'warn',
  confirmed: 'good',
  active: 'good',
  approved: 'good',
  booked: 'good',
  advanced: 'info',
  reimbursed: 'info',
  sent: 'warn',
  countered: 'warn',
  accepted: 'good',
  declined: 'bad',
  expired: 'bad',
  withdrawn: 'bad',
  released: 'bad',
  cancelled: 'bad',
  rejected: 'bad',
};

export function toneOf(status: string): Tone {
  return tones[status] ?? 'quiet';
}
