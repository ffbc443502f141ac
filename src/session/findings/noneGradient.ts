/** @file A variable without gradient: why, and what to do. */
import type { Dialect } from '../../frontends/dialect';
import type { FindingRecord, RowRecord } from '../../protocol/records';
import type { ProgramFacts } from '../programFacts';
import type { ProgramNaming } from '../programNaming';
import type { Others, Rule } from './context';
import { information, warning } from './context';

/** Why a row has no gradient in a run that did not take its branch. */
export const BRANCH_NOT_TAKEN = 'it is in a branch of tf.cond that this run did not take';

/** `none-gradient`: not for what another run of the same training op computes, which is no fault of the model. */
export const noneGradient: Rule = ({ record, naming: { dialect } }) =>
  record.rows.flatMap((row) => {
    const { gradient } = row;
    if (gradient.kind !== 'none' || gradient.reason === BRANCH_NOT_TAKEN) return [];
    // The program says so itself: a target network, a frozen layer.
    const isWanted = gradient.cutAt?.op === 'StopGradient';
    const tell = isWanted ? information : warning;
    return [tell('none-gradient', row.place, row.variable, messageOf(row.name, gradient, isWanted, dialect), cutOf(gradient))];
  });

/**
 * The same of a program that failed before its first step: "No gradients provided", or a None that
 * a clip was given, tells nothing of the variables; the last gradients that were asked for do.
 */
export function noneBeforeFailure(facts: ProgramFacts, naming: ProgramNaming): FindingRecord[] {
  return facts.lastPairs().flatMap(({ variable, gradient }) => {
    if (gradient.kind !== 'none') return [];
    const { reason, cutBy } = gradient;
    const cutAt = cutBy === null ? null : { op: cutBy.op, place: naming.place(cutBy.origin) };
    const { name } = variable.tensor;
    const text = messageOf(naming.boundName(variable.origin) ?? variable.key, { kind: 'none', reason, cutAt }, false, naming.dialect);
    return [warning('none-gradient', naming.place(variable.origin), name, text, cutOf({ cutAt }))];
  });
}

function cutOf({ cutAt }: Pick<Extract<RowRecord['gradient'], { kind: 'none' }>, 'cutAt'>): Others {
  return cutAt === null ? [] : [[cutAt.place, `${cutAt.op} here cuts the path to the loss.`]];
}

function messageOf(
  name: string,
  gradient: Extract<RowRecord['gradient'], { kind: 'none' }>,
  isWanted: boolean,
  { stopGradient, variableList }: Dialect,
): string {
  const { cutAt } = gradient;
  const where =
    cutAt === null ? '' : ` (${cutAt.op}${cutAt.place === null ? '' : `, line ${cutAt.place.line}`})`;
  if (isWanted) return `${name} gets no gradient: ${stopGradient} is on every way to the loss${where}. It does not train here.`;
  return (
    `${name} gets no gradient: ${gradient.reason}${where}. It will not train: connect it to the ` +
    `loss, or leave it out of ${variableList}.`
  );
}
