/** @file console of a script realm: texts to the log of prints. */
import inspect from 'object-inspect';
import { Tensor } from '../tfjs/tensor';

type Print = (text: string, stream: 'stdout' | 'stderr') => void;

/** One argument as Node shows it: texts as they are, tensors as they print. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Tensor) return value.isDisposed ? 'Tensor (disposed)' : value.toString();
  if (value instanceof Error) return String(value.stack ?? value);
  return inspect(value, { depth: 4, indent: null });
}

/** `%s`, `%d` and their like of the first text take the arguments that follow. */
export function formatted(args: readonly unknown[]): string {
  const [first, ...rest] = args;
  if (typeof first !== 'string' || !first.includes('%')) return args.map(shown).join(' ');
  let used = 0;
  const text = first.replace(/%([sdifjoOc%])/g, (whole, kind: string) => {
    if (kind === '%') return '%';
    if (used >= rest.length) return whole;
    const value = rest[used++];
    if (kind === 'c') return '';
    if (kind === 'd' || kind === 'f') return String(Number(value));
    if (kind === 'i') return String(Math.trunc(Number(value)));
    return kind === 'j' ? JSON.stringify(value) : shown(value);
  });
  return [text, ...rest.slice(used).map(shown)].join(' ');
}

export function consoleOf(print: Print, now: () => number): object {
  let indent = '';
  const counts = new Map<string, number>();
  const begun = new Map<string, number>();
  const to = (stream: 'stdout' | 'stderr') => (...args: unknown[]): void => {
    print(`${formatted(args).split('\n').map((line) => indent + line).join('\n')}\n`, stream);
  };
  const log = to('stdout');
  const warn = to('stderr');
  return Object.freeze({
    log, info: log, debug: log, dir: log, table: log, warn, error: warn, trace: warn,
    assert: (holds: unknown, ...args: unknown[]) => {
      if (!holds) warn('Assertion failed:', ...args);
    },
    group: (...args: unknown[]) => {
      if (args.length > 0) log(...args);
      indent += '  ';
    },
    groupEnd: () => void (indent = indent.slice(2)),
    count: (label = 'default') => {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      log(`${label}: ${counts.get(label)}`);
    },
    time: (label = 'default') => void begun.set(label, now()),
    timeEnd: (label = 'default') => log(`${label}: ${(now() - (begun.get(label) ?? now())).toFixed(3)}ms`),
    clear: () => undefined,
  });
}
