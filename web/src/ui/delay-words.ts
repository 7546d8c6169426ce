// What a delay breaks and what could be done about it, in words for one who is in a hurry.

import type { Broken, Choice } from '../lib/delay';
import { countdown, formatTime } from './format';

/** "25 min", "1 h 05 min", "4 h" */
export const lengthWords = (minutes: number): string =>
  minutes > 0 && minutes % 60 === 0 ? `${minutes / 60} h` : countdown(0, minutes * 60_000);

/** "20 min late", "5 min early", "on time" */
export function lateWords(minutes: number): string {
  if (minutes === 0) return 'on time';
  return `${lengthWords(Math.abs(minutes))} ${minutes > 0 ? 'late' : 'early'}`;
}

export function brokenWords(broken: Broken): string {
  const { who, limit, limitAt, zone } = broken;
  const by = lengthWords(broken.minutes);
  const at = limitAt ? ` ${formatTime(limitAt, zone)}` : '';
  switch (broken.kind) {
    case 'hard_passed':
      return `${who} goes ${by} past ${limit}${at}, which cannot move.`;
    case 'overlap':
      return `${who} runs ${by} into ${limit}${at}.`;
    case 'labour':
      return `${who} are paid ${by} more than called for.`;
    case 'rest':
      return `${who} get ${by} less rest than agreed before their next call.`;
    case 'driving':
      return `${who}: ${by} more at the wheel than the driver’s rules allow.`;
    case 'duty':
      return `${who}: the driver is on duty ${by} longer than the rules allow.`;
    case 'late_arrival':
      return `${who} arrives ${by} after it is needed${at ? ` at${at}` : ''}.`;
    default:
      return `${who}: ${by} too long.`;
  }
}

export function choiceWords({ kind, title, minutes }: Choice): string {
  switch (kind) {
    case 'shorten':
      return `Cut ${title} by ${lengthWords(minutes)}`;
    case 'move':
      return `Move ${title} by ${lengthWords(minutes)}`;
    case 'agree':
      return title ? `${title} is agreed` : 'That is agreed';
  }
}
