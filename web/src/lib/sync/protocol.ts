// Which protocol and schema this build speaks.

export { SCHEMA } from '../core-layout.gen';

export const PROTOCOL = 1;
