/**
 * @file Softmax cross-entropy with dense and with integer labels; output 1 is the backprop of
 * output 0.
 */
import type { Builder } from '../../builder';
import type { Data, DType } from '../../dtypes';
import { allocate } from '../../dtypes';
import { invalidArgument, typeError, valueError } from '../../errors';
import type { Tensor } from '../../graph';
import { roundingOf } from '../../roundings';
import { none } from '../../rule';
import type { Rule, Spec } from '../../rule';
import type { Dims, Shape } from '../../shape';
import { bracketText, broadcastDims, broadcastShapes } from '../../shape';
import type { NoAttributes } from '../array/attributes';
import { named } from '../array/gradientPieces';
import type { Dim } from '../array/staticShape';
import { mergeDim, withRank } from '../array/staticShape';
import { summarize } from '../array/summarize';
import { expRun, logOf, logRun } from '../math/runs';
import { eigenSum, rowSum } from './eigenSum';
import { checkFloating } from './elementwise';
import { multiply, scaleRows } from './gradientPieces';
import { rowShift } from './softmaxes';

export const softmaxCrossEntropy: Rule<NoAttributes> = {
  infer: ([logits, labels]) => {
    const { dtype } = logits!;
    checkFloating('features', dtype);
    if (labels!.dtype !== dtype) {
      throw typeError(
        `Input 'labels' of 'SoftmaxCrossEntropyWithLogits' Op has type ${labels!.dtype} that ` +
          `does not match type ${dtype} of argument 'features'.`,
      );
    }
    const shape = jointShape(logits!.shape, labels!.shape);
    return [
      { dtype, shape: [shape[0]!] },
      { dtype, shape },
    ];
  },
  bind: ([logits, labels]) => {
    const dims = broadcastDims(logits!.dims, labels!.dims);
    if (dims === null) {
      throw invalidArgument(
        'logits and labels must be broadcastable: ' +
          `logits_size=${bracketText(logits!.dims)} labels_size=${bracketText(labels!.dims)}`,
      );
    }
    if (dims.length !== 2) {
      throw invalidArgument(
        'logits and labels must be either 2-dimensional, or broadcasted to be 2-dimensional',
      );
    }
    const [rows, width] = dims as [number, number];
    const logitSteps = stepsOf(logits!.dims);
    const labelSteps = stepsOf(labels!.dims);
    const { dtype } = logits!;
    const entropy = rowEntropies(dtype, rows, width);
    const exp = expRun(dtype);
    const round = roundingOf(dtype);
    const sum = eigenSum(dtype);
    const terms = allocate(dtype, width);
    return {
      outputs: [[rows], dims],
      run: ([x, y], [loss, backprop]) => {
        for (let r = 0, to = 0; r < rows; r++) {
          for (let k = 0; k < width; k++) {
            backprop![to++] = x![r * logitSteps[0] + k * logitSteps[1]]!;
          }
        }
        const { totals, logarithms } = entropy(backprop!, backprop!);
        for (let r = 0, from = 0; r < rows; r++) {
          const at = r * labelSteps[0];
          for (let k = 0; k < width; k++) {
            const label = y![at + k * labelSteps[1]]!;
            terms[k] = label * round(logarithms[r]! - backprop![from++]!);
          }
          loss![r] = sum(terms, 0, width);
        }
        exp(backprop!, 0, backprop!, 0, rows * width);
        for (let r = 0, to = 0; r < rows; r++) {
          const at = r * labelSteps[0];
          for (let k = 0; k < width; k++, to++) {
            backprop![to] = round(backprop![to]! / totals[r]!) - y![at + k * labelSteps[1]]!;
          }
        }
      },
    };
  },
  derivative: ({ inputs, outputs, gradients, build }) => {
    const [logits] = inputs;
    const [lossGradient, backpropGradient] = gradients;
    let gradient = scaleRows(build, lossGradient!, outputs[1]!);
    if (!isZeros(backpropGradient!)) {
      const second = throughBackprop(build, logits!, backpropGradient!);
      gradient = build.make('AddV2', [gradient, second], {}, 'add');
    }
    const logProbabilities = build.make('LogSoftmax', [logits!], {});
    const labelGradient = build.make('Neg', [logProbabilities], {});
    return [gradient, scaleRows(build, lossGradient!, labelGradient)];
  },
};

/** Derivative of softmax(logits) − labels by the logits, applied to `g`: (g − ⟨g, p⟩)·p. */
function throughBackprop(build: Builder, logits: Tensor, g: Tensor): Tensor {
  const p = build.make('Softmax', [logits], {});
  const expanded = (x: Tensor, axis: number) =>
    named(
      build, 'ExpandDims', () => [x, build.scalar('int32', axis, 'dim')],
      (name, list) => build.make('ExpandDims', list, {}, name),
    );
  const inner = build.make(
    'BatchMatMulV2', [expanded(g, 1), expanded(p, 2)], { adjX: false, adjY: false }, 'MatMul',
  );
  const dot = build.make('Squeeze', [inner], { squeezeDims: [1] });
  return multiply(build, build.make('Sub', [g, dot], {}, 'sub'), p);
}

/** Whether a gradient is known to be zeros, so that the second-order term is left out. */
function isZeros(gradient: Tensor): boolean {
  const { op, attributes } = gradient.node;
  if (op === 'ZerosLike') return true;
  return op === 'Const' && 'value' in attributes && attributes.value.data.every((x) => x === 0);
}

/** Elements to move per row and per column; 0 along a broadcast dimension. */
function stepsOf(dims: Dims): [number, number] {
  const columns = dims[dims.length - 1]!;
  const rows = dims.length === 2 ? dims[0]! : 1;
  return [rows === 1 ? 0 : columns, columns === 1 ? 0 : 1];
}

function jointShape(logits: Shape, labels: Shape): readonly Dim[] {
  if (logits === null || labels === null) {
    return [null, null];
  }
  const shape = broadcastShapes(logits, labels);
  if (shape === undefined || shape === null) {
    for (let i = 1; i <= Math.min(logits.length, labels.length); i++) {
      mergeDim(logits[logits.length - i]!, labels[labels.length - i]!);
    }
    return [null, null];
  }
  if (shape.length !== 2) {
    throw valueError(`Shape must be broadcasted with rank 2, but is rank ${shape.length}`);
  }
  return shape;
}

export const sparseSoftmaxCrossEntropy: Rule<NoAttributes> = {
  infer: ([logits, labels]) => {
    checkFloating('features', logits!.dtype);
    const [rows, classes] = withRank(logits!.shape, 2);
    const [count] = withRank(labels!.shape, 1);
    const batch = mergeDim(rows!, count!);
    const { dtype } = logits!;
    return [
      { dtype, shape: [batch] },
      { dtype, shape: [batch, classes!] },
    ];
  },
  bind: ([logits, labels]) => {
    const { dims } = logits!;
    if (dims.length !== 2) {
      throw invalidArgument(`logits must be 2-D, but got shape ${bracketText(dims)}`);
    }
    if (labels!.dims.length !== 1) {
      throw invalidArgument(`labels must be 1-D, but got shape ${bracketText(labels!.dims)}`);
    }
    const [rows, width] = dims as readonly [number, number];
    if (labels!.dims[0] !== rows) {
      throw invalidArgument(
        'logits and labels must have the same first dimension, got logits shape ' +
          `${bracketText(dims)} and labels shape ${bracketText(labels!.dims)}`,
      );
    }
    if (width === 0 && rows > 0) {
      throw invalidArgument(
        `Must have at least one class, but got logits shape ${bracketText(dims)}`,
      );
    }
    const { dtype } = logits!;
    const entropy = rowEntropies(dtype, rows, width);
    const round = roundingOf(dtype);
    const [exp, log] = [expRun(dtype), logOf(dtype)];
    return {
      outputs: [[rows], dims],
      run: ([x, y], [loss, backprop]) => {
        checkLabels(labels!, y!, width);
        const { totals } = entropy(x!, backprop!);
        for (let r = 0; r < rows; r++) {
          loss![r] = log(totals[r]!) - backprop![r * width + y![r]!]!;
        }
        exp(backprop!, 0, backprop!, 0, rows * width);
        for (let r = 0, to = 0; r < rows; r++) {
          for (let k = 0; k < width; k++, to++) {
            backprop![to] = round(backprop![to]! / totals[r]!) - (k === y![r] ? 1 : 0);
          }
        }
      },
    };
  },
  derivative: ({ outputs, gradients, build }) => {
    const guarded = build.make('PreventGradient', [outputs[1]!], {
      message:
        'Currently there is no way to take the second derivative of ' +
        "sparse_softmax_cross_entropy_with_logits due to the fused implementation's interaction " +
        'with tf.gradients()',
    });
    return [scaleRows(build, gradients[0]!, guarded), none('class labels are integers')];
  },
};

/**
 * What both kinds of label need: writes the rows less their maxima to `shifted`, which may be `x`, and
 * gives per row the sum of their exponentials and its logarithm.
 */
function rowEntropies(dtype: DType, rows: number, width: number) {
  const shift = rowShift(dtype, rows, width);
  const [exp, log, sum] = [expRun(dtype), logRun(dtype), rowSum(dtype)];
  const terms = allocate(dtype, width);
  const totals = allocate(dtype, rows);
  const logarithms = allocate(dtype, rows);
  return (x: Data, shifted: Data) => {
    shift(x, shifted);
    for (let r = 0; r < rows; r++) {
      exp(terms, 0, shifted, r * width, width);
      totals[r] = sum(terms, 0, width);
    }
    log(logarithms, 0, totals, 0, rows);
    return { totals, logarithms };
  };
}

function checkLabels(labels: Spec, data: Data, classes: number): void {
  for (let i = 0; i < data.length; i++) {
    const label = data[i]!;
    if (label >= 0 && label < classes) continue;
    throw invalidArgument(
      `Received a label value of ${label} which is outside the valid range of [0, ${classes}).  ` +
        `Label values: ${summarize({ ...labels, data }, data.length)}`,
    );
  }
}
