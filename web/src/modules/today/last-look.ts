// When this person last looked at today on this device.

const key = 'ota.last-look';
const weekMs = 7 * 86_400_000;

/** ISO instant; a week ago where nobody looked yet. */
export const lastLook = (): string =>
  localStorage.getItem(key) ?? new Date(Date.now() - weekMs).toISOString();

export const hasLooked = (): boolean => localStorage.getItem(key) !== null;

export const noteLook = (): void => localStorage.setItem(key, new Date().toISOString());
