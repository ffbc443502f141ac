/** @file One sentence that says what to do about an error of a Python loss file, where one is known. */
import { assertionRemedies } from './remedies/assertionRemedies';
import { attentionRemedies } from './remedies/attentionRemedies';
import { buildingRemedies } from './remedies/buildingRemedies';
import { deviceRemedies } from './remedies/deviceRemedies';
import { rawOpRemedies } from './remedies/rawOpRemedies';
import { fileRemedies } from './remedies/fileRemedies';
import { kerasRemedies } from './remedies/kerasRemedies';
import { metricRemedies } from './remedies/metricRemedies';
import { textRemedies } from './remedies/textRemedies';
import { eagerRemedies } from './remedies/eagerRemedies';
import { recurrentRemedies } from './remedies/recurrentRemedies';
import type { RemedyRule } from './remedies/rule';
import { runningRemedies } from './remedies/runningRemedies';
import { sampledRemedies } from './remedies/sampledRemedies';
import { sequenceRemedies } from './remedies/sequenceRemedies';
import { structureRemedies } from './remedies/structureRemedies';
import { trainingRemedies } from './remedies/trainingRemedies';
import { typeRemedies } from './remedies/typeRemedies';

/** Looked through in this order: the first that fits is the most specific one. */
const RULES: readonly RemedyRule[] = [
  ...recurrentRemedies, ...sampledRemedies, ...structureRemedies, ...deviceRemedies, ...trainingRemedies, ...runningRemedies,
  ...typeRemedies, ...sequenceRemedies, ...buildingRemedies, ...assertionRemedies, ...rawOpRemedies,
  ...kerasRemedies, ...eagerRemedies, ...fileRemedies, ...attentionRemedies, ...metricRemedies,
  ...textRemedies,
];

/** The remedy for an exception of class `type` with this message; null when none is known. */
export function remedyOf(type: string, message: string): string | null {
  for (const rule of RULES) {
    if (rule.types !== undefined && !rule.types.includes(type)) continue;
    const match = rule.message.exec(message);
    if (match !== null) return rule.remedy.replace(/\$(\d)/g, (_, group) => match[Number(group)] ?? '');
  }
  return null;
}
