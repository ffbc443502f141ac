/** @file NaN and infinities: where the first was born, in words, with the remedy of its trap. */
import type { Dialect } from '../../frontends/dialect';
import type { BadOp, Trap } from '../../protocol/explanations';
import type { FindingRecord } from '../../protocol/records';
import type { HistoryEntry } from '../../protocol/messages';
import { notFiniteCount } from '../../protocol/rowFacts';
import { fromWire } from '../../protocol/wireNumber';
import type { Birth } from '../explain/firstBadOp';
import { birthOf } from '../explain/firstBadOp';
import type { FindingContext, Others, Rule } from './context';
import { rawTensor, short, warning } from './context';

/** What happened, as a clause after the op's name, and what to do. */
const TRAPS: { readonly [T in Trap]: { readonly cause: string; readonly remedy: string } } = {
  'log-of-zero': {
    cause: 'the logarithm of 0 is −∞, and its derivative 1/0',
    remedy: 'Use a loss that takes logits (…_with_logits), or add a small number under the logarithm.',
  },
  'log-of-negative': {
    cause: 'the logarithm of a negative number is NaN',
    remedy: 'Keep the argument positive: softplus, exp, or a clip before the logarithm.',
  },
  'sqrt-of-negative': {
    cause: 'the root of a negative number is NaN',
    remedy: 'Keep the argument at 0 or above: tf.maximum(x, 0.0), or a square.',
  },
  'sqrt-at-zero': {
    cause: 'the derivative of a root at 0 is infinite',
    remedy: 'Add a small number under the root: tf.sqrt(x + 1e-8).',
  },
  'division-by-zero': {
    cause: 'it divides by 0',
    remedy: 'Keep the divisor away from 0, or use tf.div_no_nan.',
  },
  'zero-times-infinity': {
    cause: '0 · ∞ is NaN',
    remedy: 'Find where the infinity comes from and keep it finite.',
  },
  'infinity-minus-infinity': {
    cause: '∞ − ∞ is NaN',
    remedy: 'Find where the infinities come from and keep them finite.',
  },
  overflow: {
    cause: 'its result is beyond the largest number of its type',
    remedy: 'Make its operands smaller: a smaller learning rate, scaled inputs, or tf.clip_by_global_norm.',
  },
  'where-branch': {
    cause: 'tf.where does not choose it there, but differentiates it all the same, and 0 · ∞ is NaN',
    remedy: 'Make the argument safe before the op with a tf.where of its own, then choose again after it.',
  },
  'power-at-zero': {
    cause: '0 to a negative power is infinite',
    remedy: 'Add a small number to the base.',
  },
};

/** `non-finite`: the step has a NaN or an infinity that somebody sees. */
export const notFinite: Rule = (context) => {
  const { record } = context;
  const bad = record.rows.filter((row) =>
    [rawTensor(row), row.applied, row.after].some((tensor) => tensor !== null && notFiniteCount(tensor) > 0));
  const isLossBad = record.loss !== null && notFiniteCount(record.loss) > 0;
  if (bad.length === 0 && !isLossBad) return [];
  const where = [isLossBad ? 'the loss' : '', bad.length === 0 ? '' : namesOf(bad.map(({ name }) => name))];
  return [born(context, where.filter((part) => part !== '').join(' and '))];
};

function born({ reader, naming, record, history, isTold }: FindingContext, where: string): FindingRecord {
  const asked = isTold ? reader() : null;
  const birth = asked === null ? null : birthOf(asked, naming);
  if (birth === null) return warning('non-finite', record.place, null, `NaN or infinity in ${where}.`);
  const { found } = birth;
  const text = `${sentence(found)} It reaches ${where}. ${remedyOf(found, firstBadStep(history, record), naming.dialect)}`;
  const told = warning('non-finite', found.place ?? record.place, null, text, wayOf(birth));
  return found.trap === null ? told : { ...told, trap: found.trap };
}

/** Where the numbers that the first bad op read were made, and the lines that carry its result on. */
function wayOf({ found, operands, carriers }: Birth): Others {
  return [
    ...(found.gradientOf === null ? [] : [[found.gradientOf.place, `${found.gradientOf.op} is here, whose derivative it is.`] as const]),
    ...operands.map(({ name, value, place }) =>
      [place, `${name} is made here; it is ${typeof value === 'number' ? short(value) : value} there.`] as const),
    ...carriers.map(({ op, place, isDerivative }) =>
      [place, isDerivative ? `The gradient carries it on to here (${op}).` : `${op} carries it on here.`] as const),
  ];
}

function sentence(bad: BadOp): string {
  const at = bad.element.length === 0 ? '' : ` at [${bad.element.join(', ')}]`;
  const count = bad.size === 1 ? '' : `, ${bad.nonFinite} of ${bad.size} elements`;
  if (bad.isSource) {
    const what = bad.op === 'VariableV2' || bad.op === 'VarHandleOp' || bad.op === 'ReadVariableOp'
      ? 'is not finite before the step'
      : 'is not finite itself';
    return `${bad.name ?? bad.node} ${what}: ${bad.value}${at}${count}.`;
  }
  const op = bad.gradientOf === null ? bad.op : `the derivative of ${bad.gradientOf.op}`;
  const reads = bad.operands
    .filter(({ value }) => value !== null)
    .map(({ name, value }) => `${name} = ${typeof value === 'number' ? short(value) : value}`);
  const because = bad.trap === null ? '' : `: ${TRAPS[bad.trap].cause}`;
  const read = reads.length === 0 ? '' : ` (it read ${reads.join(', ')})`;
  return `The first is ${bad.value} from ${op}${at}${count}${read}${because}.`;
}

/** The first step of which something is not finite, before this one; null: none is known. */
function firstBadStep(history: FindingContext['history'], { index }: FindingContext['record']): number | null {
  const isBad = ({ loss, norms }: HistoryEntry) =>
    [loss, ...Object.values(norms)].some((number) => number !== null && !Number.isFinite(fromWire(number)));
  return history.find((entry) => entry.index < index && isBad(entry))?.index ?? null;
}

function remedyOf(bad: BadOp, began: number | null, { remedies }: Dialect): string {
  if (bad.isSource && began !== null) return `It began in step ${began}: go there, it names the op.`;
  if (bad.isSource) return 'Look at the step before it, or at what is fed.';
  return bad.trap === null ? 'Ask Explain for its operands.' : (remedies[bad.trap] ?? TRAPS[bad.trap].remedy);
}

function namesOf(names: readonly string[]): string {
  if (names.length <= 3) return names.join(', ');
  return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}
