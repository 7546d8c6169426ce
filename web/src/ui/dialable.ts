// Telephone numbers as links take them.

/** A number as `tel:` and `sms:` want it. */
export const dialable = (phone: string): string => phone.replaceAll(/[^\d+*#]/g, '');
