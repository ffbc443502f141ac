/** @file Names of layers, of their weights and of symbolic tensors, numbered as tfjs-layers numbers them. */

const numbers = new Map<string, number>();

/** `prefix` with the next number of its own. */
export function uniqueId(prefix: string): string {
  const next = (numbers.get(prefix) ?? 0) + 1;
  numbers.set(prefix, next);
  return `${prefix}${next}`;
}

const scopes: string[] = [];

/** What is named in `body` is named within `scope`. */
export function nameScope<T>(scope: string, body: () => T): T {
  scopes.push(scope);
  try {
    return body();
  } finally {
    scopes.pop();
  }
}

const VALID = /^[A-Za-z0-9][-A-Za-z0-9._/]*$/;

export function scopedName(name: string): string {
  if (!VALID.test(name)) throw new Error(`Not a valid tensor name: '${name}'`);
  return [...scopes, name].join('/');
}

/** How many wanted a name so far. */
const wanted = new Map<string, number>();

export function uniqueName(name: string): string {
  if (!VALID.test(name)) throw new Error(`Not a valid tensor name: '${name}'`);
  const before = wanted.get(name) ?? 0;
  wanted.set(name, before + 1);
  if (before === 0) return name;
  const result = `${name}_${before}`;
  wanted.set(result, 1);
  return result;
}

export function snakeCase(name: string): string {
  const words = name.replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2').replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  return words.startsWith('_') ? `private${words}` : words;
}
