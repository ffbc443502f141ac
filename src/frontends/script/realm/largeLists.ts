/**
 * @file Lists that would not fit. Where a built-in function fills the memory at one go nothing can stop it: the whole
 * process ends.
 */

/** The worker may have 1024 MB, and a list that grows is there twice for a moment. */
const MOST = 2 ** 25;

export function refuseLargeLists(): void {
  const refuse = (list: unknown): void => {
    const length = Number((list as { readonly length?: unknown } | null | undefined)?.length);
    if (length > MOST) throw new RangeError(`A list of ${length} elements does not fit in the memory of the sandbox`);
  };
  const { fill } = Array.prototype;
  const { from } = Array;
  const { apply } = Reflect;
  const guarded = {
    fill(this: unknown[], ...args: unknown[]): unknown {
      refuse(this);
      return apply(fill, this, args) as unknown;
    },
    from(this: unknown, ...args: unknown[]): unknown {
      refuse(args[0]);
      return apply(from, this, args) as unknown;
    },
  };
  const define = (target: object, name: string, value: unknown): void => {
    Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
  };
  define(Array.prototype, 'fill', guarded.fill);
  define(Array, 'from', guarded.from);
}
