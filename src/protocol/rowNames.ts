/** @file What each row is called: the user's name, and TensorFlow's where several have the same. No page. */
import type { RowRecord } from './records';

/**
 * By variable (`hidden1/w:0`): `w`, or `hidden1/w` when another row is called `w` too, as in a
 * function that makes a layer.
 */
export function rowNames(rows: readonly RowRecord[]): ReadonlyMap<string, string> {
  const known = namesOf.get(rows);
  if (known) return known;
  const names = makeNames(rows);
  namesOf.set(rows, names);
  return names;
}

/** Of a list that was named before: the first glance, the table and the spoken sentence ask for the same. */
const namesOf = new WeakMap<readonly RowRecord[], ReadonlyMap<string, string>>();

function makeNames(rows: readonly RowRecord[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const { name } of rows) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(
    rows.map(({ variable, name }) => {
      const isShared = (counts.get(name) ?? 0) > 1;
      return [variable, isShared ? variable.replace(/:0$/, '') : name];
    }),
  );
}
