/** @file A program with a variable of more elements than a test's record carries: loss = Σ w²/2, w = 0 … 39, rate 0.5. */
import { Builder } from '../../../src/engine/builder';
import type { Question } from '../../../src/protocol/explanations';
import type { TensorPart } from '../../../src/protocol/tensorPart';
import type { Body } from '../scriptedSession';
import { gradientDescent } from '../scriptedSession';

export const LARGE: Body = (host, program) => {
  const w = program.variable('w', Array.from({ length: 40 }, (_, i) => i));
  const build = new Builder(program.graph, 3);
  const half = build.make('Mul', [program.constant(0.5), build.make('Square', [w.read], {})], {});
  const loss = build.make('Sum', [half, program.constant([0], 'int32')], { keepDims: false });
  gradientDescent(host, program, loss, [w], 0.5);
};

export function longRow(part: TensorPart, step: number | null): Extract<Question, { kind: 'tensor' }> {
  return { kind: 'tensor', step, variable: 'w:0', part };
}
