/** @file The call stack of a walk: the line inside the step, the step, or the error. */
import type { DebugProtocol as Dap } from '@vscode/debugprotocol';
import type { PlaceRecord } from '../../protocol/records';
import type { DebugTexts } from './debugTexts';
import { placeOf, type Walker } from './walker';

/** The innermost first; each has its place in the text, where it has one. */
export function framesOf(walker: Walker, texts: DebugTexts): Dap.StackFrame[] {
  const { record, stop, target } = walker;
  const { error, state } = target.debugger.view;
  const frames: Dap.StackFrame[] = [];
  const add = (name: string, place: PlaceRecord | null) => frames.push(frame(walker, frames.length + 1, name, place));
  if (error) add(`${error.type}: ${error.message.split('\n')[0]}`, error.place);
  else if (record === null) add(texts.beforeFirst(), null);
  else {
    if (stop !== null) add(texts.inside(record.index, stop.pass, stop.line), stop.place);
    const { after, whole, beforeFirst } = texts;
    const name = state?.cursor === 0 ? beforeFirst() : (stop ? whole : after)(record.index, record.trainingOp);
    add(name, stop ? record.place : placeOf(walker));
  }
  return frames;
}

function frame(walker: Walker, id: number, name: string, place: PlaceRecord | null): Dap.StackFrame {
  if (place === null) return { id, name, line: 0, column: 0 };
  const { file, line, column, endLine, endColumn } = place;
  return { id, name, line, column, endLine, endColumn, source: { name: file, path: walker.target.pathOf(file) } };
}
