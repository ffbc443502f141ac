/** @file One status bar entry: the step, and whether something runs, failed or is out of date. */
import { l10n, StatusBarAlignment, window, type Disposable } from 'vscode';
import type { DebuggerView } from './debuggerView';

export class StatusItem implements Disposable {
  readonly #item = window.createStatusBarItem(
    'gradientDebugger.step',
    StatusBarAlignment.Right,
    90,
  );

  constructor() {
    this.#item.name = 'Gradient Debugger';
    this.#item.command = 'gradientDebugger.open';
  }

  show(view: DebuggerView, title: string): void {
    const { text, tooltip } = statusText(view);
    this.#item.text = text;
    this.#item.tooltip = `${title}: ${tooltip}`;
    this.#item.show();
  }

  hide(): void {
    this.#item.hide();
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function statusText({ status, state, error }: DebuggerView): { text: string; tooltip: string } {
  if (status.kind === 'running') return { text: '$(sync~spin) ∇', tooltip: status.what };
  if (status.kind === 'restricted') {
    return { text: '$(shield) ∇', tooltip: l10n.t('Restricted Mode: nothing runs') };
  }
  if (error) {
    const text = error.place ? l10n.t('{0}, line {1}', error.type, error.place.line) : error.type;
    return { text: `$(error) ∇ ${text}`, tooltip: error.message };
  }
  if (!state?.record) return { text: '∇', tooltip: l10n.t('no training op') };
  const text = l10n.t('step {0}', state.cursor);
  return status.kind === 'stale'
    ? { text: `$(history) ∇ ${text}`, tooltip: status.reason }
    : { text: `∇ ${text}`, tooltip: l10n.t('step {0} of {1}', state.cursor, state.stepCount) };
}
