// Distances and drives in words; both are estimates and are called so.

const rounded = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** "612 km" */
export const kmWords = (metres: number): string => `${rounded.format(metres / 1000)} km`;

/** "7 h 30 min", to five minutes: more would promise too much. */
export function driveWords(seconds: number): string {
  const minutes = Math.round(seconds / 300) * 5;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, '0')} min`;
}

/** "3 days before", "on the same day", "12 days after" */
export function apartWords(days: number): string {
  if (days === 0) return 'on the same day';
  const count = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`;
  return days < 0 ? `${count} before` : `${count} after`;
}
