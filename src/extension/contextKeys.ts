/** @file The context keys that menus and key bindings look at; the only place that sets them. */
import { commands } from 'vscode';

/** Complete by type: a key without an owner does not compile. */
export interface ContextValues {
  readonly ready: boolean;
  /** There is a next step: of a text that fails, only those that were made before. */
  readonly canStep: boolean;
  readonly running: boolean;
  /** What runs can rest at its next step. */
  readonly canPause: boolean;
  /** Something was paused, or the file has steps of its own ahead. */
  readonly canContinue: boolean;
  readonly canStepBack: boolean;
  readonly canApply: boolean;
  readonly canChoose: boolean;
  /** There is a step to read, copy or export; it may be out of date. */
  readonly hasValues: boolean;
  readonly open: boolean;
}

const NOTHING: ContextValues = {
  ready: false,
  canStep: false,
  running: false,
  canPause: false,
  canContinue: false,
  canStepBack: false,
  canApply: false,
  canChoose: false,
  hasValues: false,
  open: false,
};

export class ContextKeys {
  #values = NOTHING;

  set(values: ContextValues): void {
    const before = this.#values;
    this.#values = values;
    for (const key of Object.keys(values) as (keyof ContextValues)[]) {
      if (values[key] === before[key]) continue;
      void commands.executeCommand('setContext', `gradientDebugger.${key}`, values[key]);
    }
  }

  clear(): void {
    this.set(NOTHING);
  }
}
