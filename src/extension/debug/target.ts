/** @file What the debug view needs of a debugged file: the same debugger that the panel shows. Knows no editor. */
import type { DebugProtocol as Dap } from '@vscode/debugprotocol';
import type { LossDebugger } from '../lossDebugger';

export interface DebugTarget {
  readonly debugger: Pick<
    LossDebugger,
    'view' | 'load' | 'step' | 'stepBack' | 'goTo' | 'runUntil' | 'pause' | 'stop' | 'perform' | 'ask'
  >;
  /** As the debug view names the file: a path, or of an unsaved file its URI. */
  readonly path: string;
  /** The path of a file beside the loss file, as places name it. */
  pathOf(file: string): string;
  /** What is shown is another than before, whoever changed it. Returns the way to hear no more. */
  onChange(listener: () => void): () => void;
}

export interface LaunchArguments extends Dap.LaunchRequestArguments {
  /** Path or URI of the loss file. */
  readonly program: string;
  /** Stops at the first training step (default) or runs on. */
  readonly stopOnEntry?: boolean;
}

/** Finds the file that is to be debugged, opens its panel, and gives its debugger. Throws in words. */
export type OpenTarget = (program: string) => Promise<DebugTarget>;
