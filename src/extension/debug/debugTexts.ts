/** @file What the debug view says; the editor's language fills it in. */
import type { ExceptionFilter } from './breakpoints';
import type { Pass } from './trace';

export interface DebugTexts {
  readonly thread: string;
  readonly ended: string;
  readonly pairs: string;
  readonly tensors: string;
  readonly slots: string;
  readonly step: string;
  readonly notYet: string;
  readonly noOp: string;
  readonly value: string;
  readonly before: string;
  readonly trainingOp: string;
  readonly restricted: string;
  readonly readOnly: string;
  readonly noNumber: string;
  readonly filters: { readonly [F in ExceptionFilter]: string };
  readonly passes: { readonly [P in Pass]: string };
  beforeFirst(): string;
  after(step: number, trainingOp: string): string;
  whole(step: number, trainingOp: string): string;
  inside(step: number, pass: Pass, line: number): string;
  caught(filter: ExceptionFilter, names: string): string;
  changed(variable: string): string;
  unknown(expression: string): string;
  stopsNothing(condition: string, reason: string): string;
  bad(op: string, value: string): string;
}
