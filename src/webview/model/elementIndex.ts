/** @file An element of a tensor as it is typed: `3`, `1, 2`, `1 2`, `[1, 2]`, `(1, 2)`, `[1][2]`. */

/** Its place in row-major order; undefined when the text names no element of `shape`. */
export function elementOf(text: string, shape: readonly number[]): number | undefined {
  const parts = text.split(/[\s,()[\]]+/).filter((part) => part !== '');
  if (parts.length !== shape.length || !parts.every((part) => /^\d+$/.test(part))) return undefined;
  let element = 0;
  for (const [axis, part] of parts.entries()) {
    const index = Number(part);
    if (index >= shape[axis]!) return undefined;
    element = element * shape[axis]! + index;
  }
  return element;
}
