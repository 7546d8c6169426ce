// The door that this device stands at, of each show; kept on the device.

const keyOf = (showId: string): string => `ota.door.${showId}`;

export const myDoor = (showId: string): string => localStorage.getItem(keyOf(showId)) ?? '';

export const standAt = (showId: string, doorId: string): void =>
  localStorage.setItem(keyOf(showId), doorId);
