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
    const { icon, text, detail } = statusText(view);
    this.#item.text = `${icon ? `$(${icon}) ` : ''}∇ ${text}`;
    this.#item.tooltip = `${title}: ${detail}`;
    this.#item.accessibilityInformation = { label: `Gradient Debugger, ${title}: ${detail}` };
    this.#item.show();
  }

  hide(): void {
    this.#item.hide();
  }

  dispose(): void {
    this.#item.dispose();
  }
}

interface StatusText {
  readonly icon: string | null;
  readonly text: string;
  readonly detail: string;
}

function statusText({ status, state, error }: DebuggerView): StatusText {
  const step = state?.record ? l10n.t('step {0} of {1}', state.cursor, state.stepCount) : null;
  if (status.kind === 'running') {
    const text = l10n.t('running');
    return { icon: 'sync~spin', text, detail: step ? `${text}, ${step}` : text };
  }
  if (status.kind === 'restricted') {
    const detail = l10n.t('Restricted Mode: nothing runs');
    return { icon: 'shield', text: l10n.t('restricted'), detail };
  }
  if (error) {
    const text = error.place ? l10n.t('{0}, line {1}', error.type, error.place.line) : error.type;
    return { icon: 'error', text, detail: `${error.type}: ${error.message}` };
  }
  if (!step || !state) {
    const text = state ? l10n.t('no training op') : l10n.t('not run');
    return { icon: null, text, detail: text };
  }
  if (status.kind === 'paused') {
    return { icon: 'debug-pause', text: step, detail: `${step}, ${l10n.t('paused')}` };
  }
  const text =
    state.cursor < state.stepCount ? step : l10n.t('step {0}', state.cursor);
  return status.kind === 'stale'
    ? { icon: 'history', text, detail: status.reason }
    : { icon: null, text, detail: step };
}
