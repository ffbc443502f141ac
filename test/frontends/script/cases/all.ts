/** @file All groups of programs; what is in `open.ts` we know to differ. */
import type { Group } from './case';
import { elementwise } from './elementwise';
import { networks } from './networks';
import { OPEN } from './open';
import { others } from './others';

const open: ReadonlySet<string> = new Set(OPEN);

export const GROUPS: readonly Group[] = [...elementwise, ...networks, ...others].map((group) => ({
  ...group,
  cases: group.cases.map((one) => {
    const text = typeof one === 'string' ? one : one[0];
    return open.has(text) ? ([text, { differs: 'not made equal yet' }] as const) : one;
  }),
}));
