/** @file All rules about a step, in the order in which they are told: what broke, what will, what is odd. */
import type { FindingRecord } from '../../protocol/records';
import type { FindingContext, Rule } from './context';
import { diverging, exploding, growingGraph, uselessClips } from './courseRules';
import { noneGradient } from './noneGradient';
import { notFinite } from './notFinite';
import { deadClips, neverUpdated, silentBroadcast, vectorLoss } from './programRules';
import { unorderedAccess } from './unorderedAccess';
import { densifiedRows, oddClips, updateLost, vanishing, zeroGradient } from './stepRules';

const RULES: readonly Rule[] = [
  notFinite, exploding, diverging, noneGradient, zeroGradient, vanishing, updateLost, deadClips, silentBroadcast,
  growingGraph, neverUpdated, vectorLoss, oddClips, uselessClips, unorderedAccess, densifiedRows,
];

/** Findings about the step that is shown. Warnings first; a healthy step has none. */
export function findingsOf(context: FindingContext): FindingRecord[] {
  const found = RULES.flatMap((rule) => rule(context));
  const isWarning = ({ severity }: FindingRecord) => severity === 'warning';
  return [...found.filter(isWarning), ...found.filter((finding) => !isWarning(finding))];
}
