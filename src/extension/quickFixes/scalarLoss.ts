/** @file A loss with several elements: the mean of it, or the sum that is taken anyway, said. */
import { argument, insertBefore, insertBehind, type Fix, type Remedy } from './fix';
import type { Call, PythonSource, Slice } from './pythonSource';

export const scalarLoss: Remedy = (source, { code, place }) => {
  const at = source.at(place);
  if (!at || code !== 'vector-loss' || source.tf === null) return [];
  const own = source.callOf(at);
  const asked = own?.method === 'minimize' ? [own] : source.calls('minimize', 'compute_gradients', 'gradients');
  const loss = asked.length === 1 ? lossOf(source, asked[0]!) : null;
  if (!loss) return [];
  return (['meanLoss', 'sumLoss'] as const).map((kind): Fix => {
    const name = `${source.tf}.${kind === 'meanLoss' ? 'reduce_mean' : 'reduce_sum'}`;
    const changes = [insertBefore(source, loss.from, `${name}(`), insertBehind(source, loss, ')')];
    return { kind, subject: name, changes, isPreferred: false };
  });
};

function lossOf(source: PythonSource, call: Call): Slice | null {
  if (call.method === 'gradients' && !source.isOfTensorFlow(call, 'gradients')) return null;
  const loss = argument(call.args, 0, call.method === 'gradients' ? 'ys' : 'loss');
  // Several losses in a list, or a function that eager execution calls.
  const isOne = loss !== null && source.word(loss.from) !== '[' &&
    !source.outer(loss).some((i) => ['lambda', 'for'].includes(source.word(i)));
  return isOne ? loss : null;
}
