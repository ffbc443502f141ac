/** @file Whether two plain JSON values say the same. */

type Fields = { readonly [name: string]: unknown };

/** Plain JSON values, deep; the first difference ends it. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Fields, b as Fields];
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => isEqual(left[key], right[key]));
}
