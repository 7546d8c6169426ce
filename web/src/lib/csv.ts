// Tables as CSV (RFC 4180) that spreadsheets open as it was meant, and never as a formula.

/** A spreadsheet would run what begins like this, so it is marked as text. */
const formulaStart = /^[=+\-@\t\r]/;
const plainNumber = /^-?\d+(\.\d+)?$/;

function cell(value: string | number): string {
  const text = String(value);
  const safe = formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** With a byte order mark, without which spreadsheets misread letters beyond ASCII. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  `\u{feff}${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
