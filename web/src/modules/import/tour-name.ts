// A tour's name out of the name of its file.

/** "EU_Tour-2026 FINAL (3).csv" → "EU Tour 2026" */
export function tourNameOf(fileName: string): string {
  const stem = fileName.replace(/\.[^.]*$/, '');
  const words = stem
    .replaceAll(/\(\d+\)/g, ' ')
    .replaceAll(/[_\-–]+/g, ' ')
    .replaceAll(/\b(final|copy|export|v\d+)\b/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
