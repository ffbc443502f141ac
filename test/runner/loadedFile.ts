/** @file A loss file in the real worker, for tests: sends commands, collects what the file printed. */
import path from 'node:path';
import type { CommandText, SessionEvent, SessionState } from '../../src/protocol/messages';
import { Runner } from '../../src/runner/client';

type Command = CommandText extends infer T ? (T extends unknown ? Omit<T, 'id'> : never) : never;
export type Reply = Extract<SessionEvent, { kind: 'reply' }>;

export class LossFile {
  readonly runner = new Runner({ directory: path.join(process.cwd(), 'dist'), spare: false });
  printed = '';
  readonly events: (SessionEvent | { readonly kind: 'crashed'; readonly reason: string })[] = [];
  private id = 0;

  /** `folder`: what its runs may read; null: no file. */
  constructor(private readonly folder: string | null = null) {
    this.runner.onMessage((text) => {
      const event = JSON.parse(text) as SessionEvent | { kind: 'crashed'; reason: string };
      this.events.push(event);
      if (event.kind === 'print' && event.stream === 'stdout') this.printed += event.text;
    });
  }

  async send(command: Command, deadlineMs = 20000): Promise<Reply> {
    const text = JSON.stringify({ ...command, id: ++this.id });
    const grant = this.folder === null ? {} : { folder: { folder: this.folder, boundary: this.folder } };
    const options = { deadlineMs, isFreshStart: command.kind === 'load', ...(command.kind === 'load' ? grant : {}) };
    return JSON.parse(await this.runner.send(text, options)) as Reply;
  }

  /** Sends and gives the state; throws with the error's text when there is none. */
  async state(command: Command, deadlineMs?: number): Promise<SessionState> {
    const reply = await this.send(command, deadlineMs);
    if (!reply.ok) throw new Error(`${reply.error.type}: ${reply.error.message}`);
    if (!reply.state) throw new Error(`An answer in the place of the state: ${JSON.stringify(reply)}`);
    return reply.state;
  }

  /** Runs `text` from its beginning, parked before its first step. */
  load(text: string, name = 'loss.py', maxValues = 64, deadlineMs?: number): Promise<SessionState> {
    this.printed = '';
    const options = { seed: 0, drive: 'park' as const, maxSteps: 1000, maxValues };
    return this.state({ kind: 'load', path: name, text, version: this.id, options }, deadlineMs);
  }

  step(count = 1): Promise<SessionState> {
    return this.state({ kind: 'step', count, trainingOp: null });
  }

  back(count = 1): Promise<SessionState> {
    return this.state({ kind: 'stepBack', count });
  }

  dispose(): Promise<void> {
    return this.runner.dispose();
  }
}

/** Elements of one tensor of a row by the user's name, as numbers. */
export function elements(
  state: SessionState,
  name: string,
  what: 'before' | 'after' | 'applied' | 'gradient',
): number[] | null {
  const row = state.record?.rows.find((candidate) => candidate.name === name);
  if (row === undefined) throw new Error(`no row ${name} in ${JSON.stringify(state.record?.rows.map((r) => r.name))}`);
  const tensor = what === 'gradient' ? (row.gradient.kind === 'none' ? null : row.gradient.tensor) : row[what];
  return tensor === null ? null : tensor.values.map(Number);
}
