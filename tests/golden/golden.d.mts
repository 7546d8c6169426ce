// What golden.mjs offers to tests in TypeScript.
export const SCHEMA: number;
export const stand: Readonly<Record<string, string>>;
export function golden(name: string, ids?: Readonly<Record<string, string>>): unknown;
