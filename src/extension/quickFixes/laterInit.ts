/** @file Variables without value, because they were made after the initializer: it moves behind the optimizer. */
import { isAlone, moveTo, type Remedy } from './fix';
import type { PythonSource, Statement } from './pythonSource';

const INITIALIZERS = ['global_variables_initializer', 'initialize_all_variables'] as const;

export const initLater: Remedy = (source, { code, message }) => {
  const made = source.calls(...INITIALIZERS);
  if (code !== 'FailedPreconditionError' || !/^Attempting to use uninitialized value /.test(message) || made.length !== 1) return [];
  const init = source.statementOf(made[0]!);
  if (!isAlone(source, init) || !source.isOfTensorFlow(made[0]!, ...INITIALIZERS)) return [];
  const training = source.calls('minimize', 'apply_gradients')
    .map((call) => source.statementOf(call))
    .filter((statement) => statement.index > init.index && source.isOneBlock(init, statement))
    .at(-1);
  if (training === undefined || !isAlone(source, training) || !canMove(source, init, training)) return [];
  const changes = moveTo(source, init, training.end, init.indent);
  return [{ kind: 'initLater', subject: source.words(made[0]!).slice(0, -2).join(''), changes, isPreferred: true }];
};

/** Whether nothing up to `last` needs what the initializer made or ran. */
function canMove(source: PythonSource, init: Statement, last: Statement): boolean {
  const words = source.words(init).join(' ');
  const made = source.assignment(init);
  const isMade = made !== null && source.callOf(made.value)?.from === made.value.from && !/ \. run \(/.test(words);
  const isRun = made === null && /^[\w. ]+ \. run \( [\w. ]+ \( \) \)$|\( \) \. run \( \)$/.test(words);
  if (!isMade && !isRun) return false;
  const between = source.statements.slice(init.index + 1, last.index + 1);
  if (isMade) return between.every((statement) => !source.namesIn(statement).has(made.name));
  return !between.some((statement) => source.words(statement).some((word, i, all) =>
    (word === 'run' || word === 'eval' || word === 'load') && all[i - 1] === '.'));
}
