/** @file The notes' program on the bare engine, 1000 steps, for the benchmark. */
import type { ProgramHost } from '../../src/frontends/program';
import { TestProgram } from '../engine/buildProgram';
import { gradientDescent } from '../session/scriptedSession';

/** A host that hears nothing: the engine alone. */
const deaf: ProgramHost = {
  computedGradients: () => undefined,
  clipped: () => undefined,
  madeTrainingOp: () => undefined,
  expectedUpdate: () => undefined,
  run: (execution, request) => execution.run(request),
  log: () => undefined,
};

/** Milliseconds for 1000 executions of the training op, plan made before. Checks the result. */
export function thousandSteps(): number {
  const p = new TestProgram();
  const x = p.variable('x', 10);
  const w = p.variable('w', 5);
  const loss = p.build.make('Mul', [w.read, x.read], {});
  const limit = p.constant(6);
  const trainOp = gradientDescent(deaf, p, loss, [w, x], 1e-4, (gradient) => {
    const squares = p.build.make('Square', [gradient], {});
    const norm = p.build.make('Sqrt', [p.build.make('Sum', [squares, p.constant([], 'int32')], { keepDims: true })], {});
    const scaled = p.build.make('Mul', [gradient, limit], {});
    return p.build.make('RealDiv', [scaled, p.build.make('Maximum', [norm, limit], {})], {});
  });
  const execution = p.start();
  const request = { fetches: [], targets: [trainOp], feeds: new Map() };
  execution.run(request);
  const began = performance.now();
  for (let i = 0; i < 1000; i++) execution.run(request);
  const took = performance.now() - began;
  const after = execution.variable('w')?.data[0] ?? NaN;
  // Clipped to 6 as long as x > 6: w falls by 6·1e-4 a step, 1001 steps.
  if (!(Math.abs(after - (5 - 1001 * 6e-4)) < 1e-3)) throw new Error(`w is ${after}`);
  return took;
}
