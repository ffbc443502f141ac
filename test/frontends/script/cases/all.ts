/** @file All groups of programs. */
import type { Group } from './case';
import { elementwise } from './elementwise';

export const GROUPS: readonly Group[] = [...elementwise];
