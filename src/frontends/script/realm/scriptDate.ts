/** @file Date of a script realm: what it says is now, is what the run's clock says. */

/** Date, whose present is `now()`. */
export function dateOf(now: () => number): DateConstructor {
  const Native = Date;
  function ScriptDate(this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return new Native(now()).toString();
    return Reflect.construct(Native, args.length === 0 ? [now()] : args, new.target) as unknown;
  }
  const made = ScriptDate as unknown as DateConstructor;
  Object.defineProperty(made, 'name', { value: 'Date' });
  Object.defineProperty(made, 'length', { value: 7 });
  Object.defineProperty(made, 'prototype', { value: Native.prototype, writable: false });
  const statics: Record<string, unknown> = { now, UTC: Native.UTC, parse: Native.parse };
  for (const [name, value] of Object.entries(statics)) Object.defineProperty(made, name, { value, writable: true, configurable: true });
  Object.defineProperty(Native.prototype, 'constructor', { value: made, writable: true, configurable: true });
  return made;
}
