/** @file The context keys that menus and key bindings look at; the only place that sets them. */
import { commands } from 'vscode';

/** Complete by type: a key without an owner does not compile. */
export interface ContextValues {
  readonly ready: boolean;
  readonly running: boolean;
  readonly canStepBack: boolean;
  readonly canApply: boolean;
  readonly canChoose: boolean;
  /** There is a step to read, copy or export; it may be out of date. */
  readonly hasValues: boolean;
  readonly open: boolean;
}

const NOTHING: ContextValues = {
  ready: false,
  running: false,
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
