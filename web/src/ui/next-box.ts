// The key of a phone's keyboard that goes on: to the next box, and behind the last one is done.

const BOXES = 'input:not([type=checkbox], [type=radio], [type=file]), textarea';

const boxesIn = (within: Element): readonly (HTMLInputElement | HTMLTextAreaElement)[] =>
  [...within.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(BOXES)].filter(
    (box) => !box.disabled && box.checkVisibility(),
  );

/** Goes to the box behind this one; false where there is none. */
function goToNextBox(from: HTMLInputElement, within: Element): boolean {
  const boxes = boxesIn(within);
  const next = boxes[boxes.indexOf(from) + 1];
  if (!next) return false;
  next.focus();
  if (next instanceof HTMLInputElement) next.select();
  return true;
}

/** Once an element and its sheet have been drawn, one types into its first empty box at once. */
export function focusFirstBox(within: Element): void {
  requestAnimationFrame(() =>
    boxesIn(within)
      .find(({ value }) => value === '')
      ?.focus(),
  );
}

/** For the keydown of a box that is in no form: Enter goes on, and behind the last one is done. */
export const goesOnIn =
  (within: Element) =>
  ({ key, currentTarget }: KeyboardEvent): void => {
    if (key !== 'Enter' || !(currentTarget instanceof HTMLInputElement)) return;
    if (!goToNextBox(currentTarget, within)) currentTarget.blur();
  };

/** For the keydown of a form: under a thumb Enter goes on, and only the last box sends the form. */
export function onEnterGoOn(event: KeyboardEvent): void {
  const { key, target, currentTarget, isComposing } = event;
  if (key !== 'Enter' || isComposing || !(target instanceof HTMLInputElement)) return;
  if (!(currentTarget instanceof Element) || !matchMedia('(pointer: coarse)').matches) return;
  if (target.matches(BOXES) && goToNextBox(target, currentTarget)) event.preventDefault();
}
