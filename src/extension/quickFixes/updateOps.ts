/** @file Moving averages that no run updates: the training op waits for UPDATE_OPS. */
import { isAlone, type Remedy } from './fix';

export const runUpdateOps: Remedy = (source, { code }) => {
  const training = source.calls('minimize', 'apply_gradients');
  const [only] = training;
  if (code !== 'update-ops-not-run' || training.length !== 1 || source.tf === null) return [];
  const statement = source.statementOf(only!);
  const made = source.assignment(statement);
  if (!made || source.callOf(made.value)?.to !== only!.to || !isAlone(source, statement)) return [];
  const { tf } = source;
  const { indent, start } = statement;
  const end = /\r\n|\r|\n/.exec(source.text)?.[0] ?? '\n';
  const step = indent.includes('\t') ? '\t' : '    ';
  const head = `${indent}with ${tf}.control_dependencies(${tf}.get_collection(${tf}.GraphKeys.UPDATE_OPS)):${end}${step}`;
  return [{ kind: 'runUpdateOps', subject: made.name, changes: [{ start, end: start, text: head }], isPreferred: true }];
};
