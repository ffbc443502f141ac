/** @file What one debugged file shows at a moment, and which commands make sense then. Pure. */
import type { SessionState } from '../protocol/messages';
import type { ErrorRecord } from '../protocol/records';
import type { PanelStatus, PrintedText, ViewCommand } from '../protocol/view';

export interface DebuggerView {
  readonly status: PanelStatus;
  readonly state: SessionState | null;
  readonly error: ErrorRecord | null;
  readonly prints: readonly PrintedText[];
  readonly printsOmitted: number;
  /** Whether the values can be stepped: false when the text that made them no longer runs. */
  readonly canStep: boolean;
}

export const INITIAL: DebuggerView = {
  status: { kind: 'idle' },
  state: null,
  error: null,
  prints: [],
  printsOmitted: 0,
  canStep: false,
};

export function enabledCommands(view: DebuggerView): readonly ViewCommand[] {
  const { status, state, canStep } = view;
  if (status.kind === 'restricted') return ['manageTrust', 'showLog'];
  if (status.kind === 'running') return ['stop', 'showLog'];
  if (!canStep || !state?.record) return ['reset', 'showLog'];
  return [
    ...(state.cursor > 0 ? (['stepBack'] as const) : []),
    'step',
    'compute',
    ...(state.record.phase === 'computed' ? (['apply'] as const) : []),
    'run',
    'reset',
    'showLog',
  ];
}

/** Characters of printed text that a snapshot carries; the log has all of it. */
const MAX_PRINTED = 64 * 1024;

/** Appends and drops the oldest pieces beyond the limit; their number is kept. */
export function withPrint(view: DebuggerView, print: PrintedText): DebuggerView {
  const last = view.prints.at(-1);
  // A program prints its lines in several pieces: pieces of one stream become one.
  const merges = last !== undefined && last.stream === print.stream && !last.text.endsWith('\n');
  const prints = merges
    ? [...view.prints.slice(0, -1), { ...print, text: last.text + print.text }]
    : [...view.prints, print];
  let length = prints.reduce((sum, { text }) => sum + text.length, 0);
  let dropped = 0;
  while (length > MAX_PRINTED && dropped < prints.length - 1) {
    length -= prints[dropped]?.text.length ?? 0;
    dropped++;
  }
  return {
    ...view,
    prints: prints.slice(dropped),
    printsOmitted: view.printsOmitted + dropped,
  };
}
