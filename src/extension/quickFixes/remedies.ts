/** @file All quick fixes of a problem, those first that are surest. */
import { makeBeforeLoop } from './beforeLoop';
import { applyClipped } from './clippedList';
import type { Fix, Problem, Remedy } from './fix';
import { floatVariable } from './floatVariable';
import { guardNone } from './guardNone';
import { initLater } from './laterInit';
import { takeLogits } from './logits';
import { PythonSource } from './pythonSource';
import { safeArgument } from './safeArgument';
import { sameShape } from './sameShape';
import { scalarLoss } from './scalarLoss';
import { addSmallNumber } from './smallNumber';
import { runUpdateOps } from './updateOps';

const REMEDIES: readonly Remedy[] = [
  takeLogits, addSmallNumber, safeArgument, guardNone, floatVariable, applyClipped, sameShape, scalarLoss, initLater,
  makeBeforeLoop, runUpdateOps,
];

/** None when the text cannot be read as Python, or is not what a fix knows how to change. */
export function fixesOf(text: string, problem: Problem): Fix[] {
  const source = PythonSource.parse(text);
  return source === null ? [] : REMEDIES.flatMap((remedy) => remedy(source, problem));
}
