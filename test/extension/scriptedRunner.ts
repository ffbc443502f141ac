/** @file A runner for the shell's tests that answers as the test says; it computes the notes' program. */
import type { CommandText, SessionCommand, SessionState } from '../../src/protocol/messages';
import type { ErrorRecord, FindingRecord } from '../../src/protocol/records';
import type { RunnerPort, SendOptions } from '../../src/extension/lossSession';
import { notesState } from '../webview/notesProgram';

export const NAME_ERROR: ErrorRecord = {
  type: 'NameError',
  message: "name 'learning_rate' is not defined",
  place: { file: '/loss/clip_by_norm.py', line: 2, column: 1, endLine: 2, endColumn: 5 },
  madeAt: null,
  remedy: null,
};

const NO_GRADIENT: FindingRecord = {
  code: 'none-gradient', severity: 'warning', place: NAME_ERROR.place, variable: 'w:0', message: 'w gets no gradient.',
};

export class ScriptedRunner implements RunnerPort {
  /** What was sent, oldest first. */
  readonly sent: SessionCommand[] = [];
  readonly options: SendOptions[] = [];
  interrupts = 0;
  restarts: string[] = [];
  isDisposed = false;
  /** When set, the next command waits for it. */
  gate: Promise<void> | null = null;
  /** When set, the next command loses the worker. */
  loses: string | null = null;
  /** When set, the next fork is refused so. */
  refuses: ErrorRecord | null = null;
  /** When set, the next load fails so. */
  fails: ErrorRecord | null = null;
  trainingOps: SessionState['trainingOps'] | null = null;
  #listeners: ((text: string) => void)[] = [];
  #cursor = 0;
  /** Steps that the loaded text has made. */
  #made = 0;
  #version = 0;

  async send(text: string, options: SendOptions): Promise<string> {
    const { id, ...command } = JSON.parse(text) as CommandText;
    this.sent.push(command);
    this.options.push(options);
    const gate = this.gate;
    this.gate = null;
    await gate;
    const loses = this.loses;
    this.loses = null;
    if (loses) throw new Error(loses);
    if (command.kind === 'edit' && this.refuses) {
      return JSON.stringify({ kind: 'reply', id, ok: false, error: this.refuses });
    }
    if (command.kind === 'ask') {
      const answer = { kind: 'condition', problem: null };
      return JSON.stringify({ kind: 'reply', id, ok: true, answer, version: this.#version });
    }
    return JSON.stringify({ kind: 'reply', id, ok: true, state: this.#answer(command) });
  }

  /** A text that contains "bad" fails before its first training step. */
  #answer(command: SessionCommand): SessionState {
    if (command.kind === 'load') {
      this.#cursor = command.options.steps ?? 0;
      this.#made = this.#cursor;
      this.#version = command.version;
      this.emit({ kind: 'print', text: 'printed\n', stream: 'stdout' });
      const error = command.text.includes('bad') ? NAME_ERROR : this.fails;
      this.fails = null;
      if (error) {
        return {
          ...notesState(0),
          version: command.version,
          script: 'failed',
          record: null,
          findings: [NO_GRADIENT],
          error,
        };
      }
    }
    if (command.kind === 'step') this.#cursor += command.count;
    if (command.kind === 'stepBack') this.#cursor = Math.max(0, this.#cursor - command.count);
    if (command.kind === 'goTo') this.#cursor = command.index;
    this.#made = Math.max(this.#made, this.#cursor);
    const state = { ...notesState(this.#cursor), stepCount: this.#made };
    const trainingOps = this.trainingOps ?? state.trainingOps;
    // What it computes it has not made the script wait for: the debugger runs the op.
    return { ...state, trainingOps, script: 'ended', version: this.#version };
  }

  emit(event: unknown): void {
    for (const listener of this.#listeners) listener(JSON.stringify(event));
  }

  interrupt(): void {
    this.interrupts++;
  }

  restart(reason: string): void {
    this.restarts.push(reason);
  }

  onMessage(listener: (text: string) => void): () => void {
    this.#listeners.push(listener);
    return () => undefined;
  }

  onLog(): () => void {
    return () => undefined;
  }

  async dispose(): Promise<void> {
    this.isDisposed = true;
  }
}
