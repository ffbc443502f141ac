/** @file The terminal's command line: what may be asked, and a sentence for what may not. */
import { parseArgs } from 'node:util';

export interface CliRequest {
  readonly file: string;
  /** Steps in all; null: the script's own, at least one if there is a training op. */
  readonly steps: number | null;
  readonly trainingOp: string | null;
  readonly isJson: boolean;
  /** Elements per tensor that are printed. */
  readonly values: number;
  readonly seed: number;
  readonly timeoutSeconds: number;
}

export const USAGE = `Usage: gradient-debugger FILE [--steps N] [--training-op NAME] [--json] [--values N]
                         [--seed S] [--timeout SECONDS]

Runs a TensorFlow 1 loss file on the embedded engine and prints, for each optimizer step, the
(gradient, variable) pairs, what clipping did to each, and every variable before and after.

  --steps N          N steps in all: the script's own first, then ours
                     (default: the script's own, at most 1000; at least 1)
  --training-op NAME the training op to step when the file has several
  --json             one JSON object a line, nothing else on standard output
  --values N         elements printed per tensor (default 1000)
  --seed S           seed for what the file does not seed itself (default 0)
  --timeout SECONDS  the file is stopped after this time (default 60)

Exit status: 0 it ran, 1 the loss file failed, 2 wrong usage.`;

export type ParsedArguments =
  | { readonly kind: 'run'; readonly request: CliRequest }
  | { readonly kind: 'help' }
  | { readonly kind: 'usage'; readonly problem: string };

export function parseArguments(args: readonly string[]): ParsedArguments {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        steps: { type: 'string' },
        'training-op': { type: 'string' },
        json: { type: 'boolean', default: false },
        values: { type: 'string', default: '1000' },
        seed: { type: 'string', default: '0' },
        timeout: { type: 'string', default: '60' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    return { kind: 'usage', problem: error instanceof Error ? error.message : String(error) };
  }
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  const [file, ...rest] = positionals;
  if (file === undefined) return { kind: 'usage', problem: 'A loss file is needed.' };
  if (rest.length > 0) return { kind: 'usage', problem: `One loss file at a time: ${rest.join(' ')}` };
  const numbers: Record<string, number> = {};
  for (const [name, smallest] of [['steps', 0], ['values', 0], ['seed', 0], ['timeout', 0]] as const) {
    const text = values[name];
    if (text === undefined) continue;
    const number = Number(text);
    const isWhole = name === 'timeout' ? Number.isFinite(number) && number > 0 : Number.isSafeInteger(number);
    if (text.trim() === '' || !isWhole || number < smallest) {
      const wanted = name === 'timeout' ? 'seconds above 0' : `a whole number from ${smallest}`;
      return { kind: 'usage', problem: `--${name} takes ${wanted}, not ${JSON.stringify(text)}.` };
    }
    numbers[name] = number;
  }
  return {
    kind: 'run',
    request: {
      file,
      steps: numbers['steps'] ?? null,
      trainingOp: values['training-op'] ?? null,
      isJson: values.json,
      values: numbers['values']!,
      seed: numbers['seed']!,
      timeoutSeconds: numbers['timeout']!,
    },
  };
}
