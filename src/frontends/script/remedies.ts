/** @file One sentence that says what to do about an error of a script; none where none is known. */

const RULES: readonly (readonly [RegExp, string])[] = [
  [/^tf\.[\w.]+ is not evaluated by this engine/, 'Put what it does in terms of other ops, or run this file without the debugger.'],
  [/the sandbox has no part of Node/, 'Guard it: a loss file runs without files, network and processes; numbers can stand in the file or in a module beside it.'],
  [/a loss file may import @tensorflow\/tfjs/, 'Write what you need of it into a module beside the loss file.'],
  [/Cannot find a connection between any variable and the result/, 'Read the variables inside the function that minimize is given: a tensor that was computed before is a constant there.'],
  [/encloses all operations that lead from x to y/, 'Compute y from the argument of f, not from a tensor made outside of it.'],
  [/must return a scalar, but it returned a rank-/, 'Reduce the loss to one number: .mean() or .sum().'],
  [/^Tensor is disposed/, 'It was made inside tf.tidy, or disposed of: return it from the tidy, or tf.keep it.'],
  [/Error in matMul: inner shapes/, 'Transpose one of them (the arguments transposeA, transposeB), or look at the shape of the layer before.'],
  [/could not be broadcast together/, 'Make the shapes meet with reshape or expandDims.'],
  [/was already registered/, 'Give each variable a name of its own, or none.'],
  [/waits for a promise that nothing is left to settle/, 'Something awaited is never resolved: an event of a page, a worker, or a promise whose resolve is never called.'],
  [/^process is not defined|^require\b.*not defined|^window is not defined|^document is not defined/, 'A loss file runs in a bare sandbox: guard what only a page or Node has.'],
];

export function remedyOf(_type: string, message: string): string | null {
  return RULES.find(([words]) => words.test(message))?.[1] ?? null;
}
