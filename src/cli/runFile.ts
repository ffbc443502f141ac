/** @file Runs one loss file for the terminal: the script's own steps, then the debugger's, as they happen. */
import fs from 'node:fs';
import path from 'node:path';
import type { CommandText, SessionEvent, SessionState } from '../protocol/messages';
import type { ErrorRecord } from '../protocol/records';
import { Runner } from '../runner/client';
import type { CliRequest } from './arguments';

/** Where the output goes: JSON lines or text. */
export interface Output {
  event(event: Exclude<SessionEvent, { kind: 'reply' }>): void;
  error(error: ErrorRecord): void;
  findings(findings: SessionState['findings']): void;
  /** The run has ended well; its findings are told already. */
  finished(state: SessionState): void;
}

/** Steps that a script may make when `--steps` does not say. */
const DEFAULT_LIMIT = 1000;

/** A step has at least this many values, so that a scalar loss is never cut. */
const FEWEST_VALUES = 1;

/** Runs the file and reports everything to `output`. Resolves to the exit status: 0 or 1. */
export async function runFile(request: CliRequest, output: Output): Promise<number> {
  const text = fs.readFileSync(request.file, 'utf8');
  const runner = new Runner({ directory: __dirname, spare: false });
  const began = Date.now();
  let nextId = 1;
  const home = path.dirname(path.resolve(request.file));
  const send = async (command: DistributiveOmit<Exclude<CommandText, { kind: 'ask' }>, 'id'>) => {
    const isLoad = command.kind === 'load';
    const deadlineMs = Math.max(1, request.timeoutSeconds * 1000 - (Date.now() - began));
    const reply = JSON.parse(
      await runner.send(JSON.stringify({ id: nextId++, ...command }), {
        deadlineMs,
        ...(isLoad ? { folder: { folder: home, boundary: home } } : {}),
      }),
    ) as Exclude<Extract<SessionEvent, { kind: 'reply' }>, { readonly answer: unknown }>;
    return reply;
  };
  runner.onMessage((line) => {
    const event = JSON.parse(line) as SessionEvent | { readonly kind: 'crashed' };
    if (event.kind !== 'reply' && event.kind !== 'crashed') output.event(event);
  });
  try {
    const loaded = await send({
      kind: 'load',
      path: path.basename(request.file),
      text,
      version: 1,
      options: {
        seed: request.seed,
        drive: 'free',
        maxSteps: request.steps ?? DEFAULT_LIMIT,
        maxValues: Math.max(FEWEST_VALUES, request.values),
      },
    });
    if (!loaded.ok) return failed(loaded.error, output);
    if (loaded.state.error !== null) {
      const status = failed(loaded.state.error, output);
      output.findings(loaded.state.findings);
      return status;
    }
    const missing = (request.steps ?? 1) - loaded.state.stepCount;
    if (missing <= 0 || loaded.state.trainingOps.length === 0) {
      return ended(loaded.state, output);
    }
    const stepped = await send({ kind: 'step', count: missing, trainingOp: request.trainingOp });
    if (!stepped.ok) return failed(stepped.error, output);
    return ended(stepped.state, output);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return failed({ type: 'Stopped', message, place: null, madeAt: null, remedy: null }, output);
  } finally {
    await runner.dispose();
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

function ended(state: SessionState, output: Output): number {
  output.findings(state.findings);
  output.finished(state);
  return 0;
}

function failed(error: ErrorRecord, output: Output): number {
  output.error(error);
  return 1;
}
