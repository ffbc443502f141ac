/**
 * @file Softmax cross-entropy with dense and with integer labels; output 1 is the backprop of
 * output 0.
 */
import type { Builder } from '../../builder';
import type { Data } from '../../dtypes';
import { invalidArgument, typeError, valueError } from '../../errors';
import type { Tensor } from '../../graph';
import { none } from '../../rule';
import type { Rule, Spec } from '../../rule';
import type { Dims, Shape } from '../../shape';
import { bracketText, broadcastDims, broadcastShapes } from '../../shape';
import type { NoAttributes } from '../array/attributes';
import { named } from '../array/gradientPieces';
import type { Dim } from '../array/staticShape';
import { mergeDim, withRank } from '../array/staticShape';
import { summarize } from '../array/summarize';
import { eigenSum } from './eigenSum';
import { checkFloating } from './elementwise';
import { multiply, scaleRows } from './gradientPieces';
import { rowMaximum } from './softmaxes';

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
    const sum = eigenSum(logits!.dtype);
    const round = logits!.dtype === 'float32' ? Math.fround : Number;
    const terms = logits!.dtype === 'float32' ? new Float32Array(width) : new Float64Array(width);
    const row = terms.slice();
    return {
      outputs: [[rows], dims],
      run: ([x, y], [loss, backprop]) => {
        for (let r = 0; r < rows; r++) {
          for (let k = 0; k < width; k++) row[k] = x![r * logitSteps[0] + k * logitSteps[1]]!;
          const largest = rowMaximum(row, 0, width);
          for (let k = 0; k < width; k++) {
            row[k] = row[k]! - largest;
            terms[k] = Math.exp(row[k]!);
          }
          const total = sum(terms, 0, width);
          const logTotal = round(Math.log(total));
          const at = r * labelSteps[0];
          for (let k = 0; k < width; k++) {
            const label = y![at + k * labelSteps[1]]!;
            backprop![r * width + k] = round(terms[k]! / total) - label;
            terms[k] = label * round(logTotal - row[k]!);
          }
          loss![r] = sum(terms, 0, width);
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
    const sum = eigenSum(logits!.dtype);
    const round = logits!.dtype === 'float32' ? Math.fround : Number;
    const terms = logits!.dtype === 'float32' ? new Float32Array(width) : new Float64Array(width);
    return {
      outputs: [[rows], dims],
      run: ([x, y], [loss, backprop]) => {
        checkLabels(labels!, y!, width);
        for (let r = 0, start = 0; r < rows; r++, start += width) {
          const largest = rowMaximum(x!, start, width);
          for (let k = 0; k < width; k++) {
            terms[k] = Math.exp(round(x![start + k]! - largest));
          }
          const total = sum(terms, 0, width);
          const label = y![r]!;
          loss![r] = round(Math.log(total)) - round(x![start + label]! - largest);
          for (let k = 0; k < width; k++) {
            backprop![start + k] = round(terms[k]! / total) - (k === label ? 1 : 0);
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
