/** @file A clip whose result no optimizer gets: the clipped list goes to apply_gradients, made before it. */
import { argument, isAlone, moveTo, replace, type Remedy } from './fix';
import { comprehension } from './guardNone';
import type { PythonSource, Slice, Statement } from './pythonSource';

/** What was clipped, by its name, and the name of the result. */
interface Clip {
  readonly raw: string;
  readonly clipped: string;
  /** Pairs, or a list of gradients. */
  readonly isPairs: boolean;
}

export const applyClipped: Remedy = (source, { code, place }) => {
  const at = source.at(place);
  const applies = source.calls('apply_gradients');
  if (!at || code !== 'clip-not-applied' || applies.length !== 1) return [];
  const statement = source.statementOf(at);
  const clip = clipOf(source, statement, at);
  const given = argument(applies[0]!.args, 0, 'grads_and_vars');
  if (!clip || !given || !isAlone(source, statement)) return [];
  const raw = clip.isPairs ? given : firstOfZip(source, given);
  if (!raw || source.nameOf(raw) !== clip.raw) return [];
  const change = replace(source, raw, clip.clipped);
  const apply = source.statementOf(given);
  const others = source.statements.filter((other) => other !== statement && source.bound(other).has(clip.clipped));
  if (others.length > 0) return [];
  if (source.isInScope(statement, apply)) {
    return [{ kind: 'applyClipped', subject: clip.clipped, changes: [change], isPreferred: true }];
  }
  if (!canMove(source, statement, apply)) return [];
  const changes = [...moveTo(source, statement, apply.start, apply.indent), change];
  return [{ kind: 'clipBeforeApply', subject: clip.clipped, changes, isPreferred: true }];
};

function clipOf(source: PythonSource, statement: Statement, at: Slice): Clip | null {
  const made = source.assignment(statement);
  if (made && source.word(made.value.from) === '[' && source.partner.get(made.value.from) === made.value.to - 1) {
    const found = comprehension(source, made.value.from);
    const raw = found && source.nameOf(found.iterable);
    const isPairs = found?.targets.length === 2;
    return found && raw !== null && isClipOf(source, found.element, at, found.targets)
      ? { raw: raw!, clipped: made.name, isPairs } : null;
  }
  return clipOfAll(source, statement, at);
}

/** The element is the clip, or a tuple of the clip and the variable. */
function isClipOf(source: PythonSource, element: Slice, at: Slice, targets: readonly string[]): boolean {
  const [gradient, variable] = targets;
  if (!source.namesIn(at).has(gradient ?? '')) return false;
  if (targets.length === 1) return element.from === at.from && element.to === at.to;
  return source.word(element.from) === '(' && element.from + 1 === at.from && source.word(at.to) === ',' &&
    source.word(at.to + 1) === variable && at.to + 3 === element.to;
}

/** `clipped, norm = tf.clip_by_global_norm(gradients, 1.0)`. */
function clipOfAll(source: PythonSource, statement: Statement, at: Slice): Clip | null {
  const { from, to } = statement;
  const call = source.callOf(at);
  const isPair = source.isName(from) && source.word(from + 1) === ',' && source.isName(from + 2) && source.word(from + 3) === '=';
  if (!isPair || !call || at.from !== from + 4 || at.to !== to || !source.isOfTensorFlow(call, 'clip_by_global_norm')) return null;
  const list = argument(call.args, 0, 't_list');
  const raw = list && source.nameOf(list);
  return raw === null ? null : { raw, clipped: source.word(from), isPairs: false };
}

/** The gradients of `zip(gradients, variables)`, in a list or not. */
function firstOfZip(source: PythonSource, given: Slice): Slice | null {
  let call = source.callOf(given);
  if (call?.name === 'list' && call.args?.length === 1) call = source.callOf(call.args[0]!.value);
  return call?.name === 'zip' && call.args?.length === 2 ? call.args[0]!.value : null;
}

/** Whether `statement` would mean the same before `target`, which stands before it in its block. */
function canMove(source: PythonSource, statement: Statement, target: Statement): boolean {
  if (target.index > statement.index || !source.isOneBlock(target, statement) || !isAlone(source, target)) return false;
  const read = source.namesIn(statement);
  return source.statements
    .slice(target.index, statement.index)
    .every((between) => [...source.bound(between)].every((name) => !read.has(name)));
}
