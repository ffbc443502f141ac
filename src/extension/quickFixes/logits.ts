/** @file The logarithm of a softmax or sigmoid that became 0: the functions that take logits never form it. */
import { argument, replace, type Fix, type Remedy, type TextChange } from './fix';
import type { PythonSource, Slice, Statement } from './pythonSource';

const OF_LOG: ReadonlyMap<string, string> = new Map([['softmax', 'nn.log_softmax'], ['sigmoid', 'log_sigmoid']]);

export const takeLogits: Remedy = (source, { code, place, trap }) => {
  const at = source.at(place);
  const log = at && source.callOf(at);
  if (!log || code !== 'non-finite' || trap !== 'log-of-zero' || !source.isOfTensorFlow(log, 'log')) return [];
  if (log.args?.length !== 1) return [];
  return [...crossEntropyOfSigmoid(source, log), ...logOf(source, log, log.args[0]!.value)];
};

interface Activation {
  readonly kind: string;
  readonly logits: Slice;
}

/** `tf.nn.softmax(z)` where it stands or behind its name. A second z must be a name: ops would be made twice. */
function activation(source: PythonSource, value: Slice, use: Statement): Activation | null {
  const name = source.nameOf(value);
  const made = name === null ? value : source.definition(name, use);
  const call = made && source.callOf(made);
  const kind = call && [...OF_LOG.keys()].find((known) => source.isOfTensorFlow(call, known));
  const logits = call?.args?.length === 1 ? call.args[0]!.value : null;
  if (!kind || !logits) return null;
  if (name === null) return { kind, logits };
  const variable = source.nameOf(logits);
  const between = source.statements.slice(source.statementOf(made).index, use.index + 1);
  const isSame = variable !== null && !between.some((statement) => source.bound(statement).has(variable));
  return isSame ? { kind, logits } : null;
}

function logOf(source: PythonSource, log: Slice, value: Slice): Fix[] {
  const found = activation(source, value, source.statementOf(log));
  if (!found) return [];
  const better = `${source.tf}.${OF_LOG.get(found.kind)}`;
  const changes = [replace(source, log, `${better}(${source.textOf(found.logits)})`)];
  const fix: Fix = { kind: 'useFunction', subject: better, changes, isPreferred: true };
  return found.kind === 'softmax' ? [fix, ...crossEntropyOfSoftmax(source, log, found.logits)] : [fix];
}

/** `-tf.reduce_sum(labels * tf.log(p))`, over all elements or the last axis. */
function crossEntropyOfSoftmax(source: PythonSource, log: Slice, logits: Slice): Fix[] {
  const sum = source.callAt(source.around(log)[0] ?? -1);
  if (!sum || !source.isOfTensorFlow(sum, 'reduce_sum') || !sum.args || sum.args.length > 2) return [];
  const product = argument(sum.args, 0, 'input_tensor');
  const axis = sum.args.length === 1 ? null : argument(sum.args, 1, 'axis') ?? argument(sum.args, 1, 'reduction_indices');
  const isOverAll = sum.args.length === 1;
  if (!product || !(isOverAll || (axis && source.textOf(axis) === '-1'))) return [];
  const labels = source.word(log.from - 1) === '*' && log.to === product.to
    ? { from: product.from, to: log.from - 1 }
    : source.word(log.to) === '*' && log.from === product.from ? { from: log.to + 1, to: product.to } : null;
  if (!labels || source.nameOf(labels) === null || !isNegated(source, sum)) return [];
  const better = `${source.tf}.nn.softmax_cross_entropy_with_logits_v2`;
  const call = `${better}(labels=${source.textOf(labels)}, logits=${source.textOf(logits)})`;
  const all = isOverAll ? `${source.words({ from: sum.from, to: sum.from + 3 }).join('')}(${call})` : call;
  const changes = [replace(source, { from: sum.from - 1, to: sum.to }, all)];
  return [{ kind: 'useFunction', subject: better, changes, isPreferred: false }];
}

/** `y * tf.log(p) + (1 - y) * tf.log(1 - p)`, the whole of a bracket, with or without its minus. */
function crossEntropyOfSigmoid(source: PythonSource, log: Slice): Fix[] {
  for (const open of source.around(log)) {
    const [whole] = source.split({ from: open + 1, to: source.partner.get(open)! });
    const match = whole && SIGMOID.exec(source.words(whole).join(''));
    if (!match) continue;
    const { sign, labels, p, tf, minus } = match.groups as Record<'sign' | 'labels' | 'p' | 'tf' | 'minus', string>;
    const first = source.words(whole).indexOf(p) + whole.from;
    const found = activation(source, { from: first, to: first + 1 }, source.statementOf(log));
    if (tf !== source.tf || found?.kind !== 'sigmoid' || (sign === '-') !== (minus === '-')) return [];
    const better = `${tf}.nn.sigmoid_cross_entropy_with_logits`;
    const call = `${better}(labels=${labels}, logits=${source.textOf(found.logits)})`;
    return [{ kind: 'useFunction', subject: better, changes: signed(source, open, whole, call, sign === '-'), isPreferred: true }];
  }
  return [];
}

const SIGMOID =
  /^(?<sign>-?)(?<labels>\w+)\*(?<tf>\w+)\.(?:math\.)?log\((?<p>\w+)\)(?<minus>[+-])\(1(?:\.0?)?-\k<labels>\)\*\k<tf>\.(?:math\.)?log\(1(?:\.0?)?-\k<p>\)$/;

/** The cross entropy where its sum stood; a minus before the bracket was for the sum and goes with it. */
function signed(source: PythonSource, open: number, whole: Slice, call: string, hasSign: boolean): TextChange[] {
  if (hasSign) return [replace(source, whole, call)];
  const around = source.callAt(open) ?? { from: open, to: source.partner.get(open)! + 1 };
  if (!isNegated(source, around)) return [replace(source, whole, `-${call}`)];
  return [replace(source, { from: around.from - 1, to: around.from }, ''), replace(source, whole, call)];
}

const BEFORE_SIGN: ReadonlySet<string> = new Set(['=', '(', '[', ',', 'return', ':']);

/** Whether a minus before the expression is its sign, and belongs to nothing else. */
function isNegated(source: PythonSource, { from, to }: Slice): boolean {
  return source.word(from - 1) === '-' && BEFORE_SIGN.has(source.word(from - 2)) && !['**', '.', '(', '['].includes(source.word(to));
}
