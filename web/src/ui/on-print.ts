// onPrint(told): what is drawn in part is drawn whole for the printer, which waits for nothing.

/** Tells before something is printed, and after; until the returned function is called. */
export function onPrint(told: (isPrinted: boolean) => void): () => void {
  const media = matchMedia('print');
  const before = (): void => told(true);
  const after = (): void => told(false);
  const changed = (): void => told(media.matches);
  addEventListener('beforeprint', before);
  addEventListener('afterprint', after);
  media.addEventListener('change', changed);
  return () => {
    removeEventListener('beforeprint', before);
    removeEventListener('afterprint', after);
    media.removeEventListener('change', changed);
  };
}
