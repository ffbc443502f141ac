/**
 * @file The nodes that gradients add, against those of TensorFlow 1.15: names and their number
 * decide op seeds.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gradients } from '../../../../src/engine/gradients';
import type { Tensor } from '../../../../src/engine/graph';
import { Graph } from '../../../../src/engine/graph';
import type { Op } from '../../../../src/engine/ops';
import type { RecordedValue } from '../../../oracle/engine/recordedValue';
import { readValue } from '../../../oracle/engine/recordedValue';

type RecordedNode = readonly [name: string, op: string, inputs: readonly string[]];

interface Recorded {
  readonly op: Op;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly inputs: readonly ('x' | RecordedValue)[];
  readonly shapes: readonly (readonly (number | null)[] | null)[];
  readonly nodes: readonly RecordedNode[];
  readonly results: readonly (string | null)[];
}

const cases: readonly Recorded[] = JSON.parse(
  readFileSync(join('test', 'oracle', 'engine', 'gradientGraphs.json'), 'utf8'),
);

/**
 * TensorFlow makes zeros of a known shape as a Const called zeros_like, and so does the engine or
 * it makes a ZerosLike: one node either way, with the same number behind it.
 */
function plainNode([name, op, inputs]: RecordedNode): RecordedNode {
  const isZeros = /zeros_like|ZerosLike/.test(name);
  return [plainName(name), isZeros ? 'Const' : op, isZeros ? [] : inputs.map(plainName)];
}

function plainName(name: string): string {
  return name.replace('ZerosLike', 'zeros_like');
}

/**
 * Zeros for outputs without gradient that nobody reads are made by gradients.ts, not by the rule.
 */
function isOfRule([name]: RecordedNode): boolean {
  return !/^gradients\/(ZerosLike|zeros_like)/.test(name);
}

describe('gradient graphs have the nodes of TensorFlow 1.15', () => {
  for (const { op, attributes, inputs, shapes, nodes, results } of cases) {
    it(`${op} ${JSON.stringify(attributes)}, x: ${JSON.stringify(shapes.slice(0, 2))}`, () => {
      const graph = new Graph();
      const xs: Tensor[] = [];
      const tensors = inputs.map((input) => {
        if (input !== 'x') {
          const value = readValue(input);
          return graph.make({
            op: 'Const', inputs: [], attributes: { value }, name: 'c', origin: -1,
          }).outputs[0]!;
        }
        const shape = shapes[xs.length]!;
        const [x] = graph.make({
          op: 'Placeholder', inputs: [], attributes: { dtype: 'float32', shape }, name: 'x',
          origin: -1,
        }).outputs;
        xs.push(x!);
        return x!;
      });
      const node = graph.make({
        op, inputs: tensors, attributes: attributes as never, name: 'op', origin: -1,
      });
      const before = graph.nodes.length;
      const found = gradients({ graph, ys: [node.outputs[0]!], xs, origin: -1 });
      const made = graph.nodes
        .slice(before)
        .map(({ name, op: type, inputs: of }): RecordedNode => [name, type, of.map((t) => t.name)]);
      assert.deepEqual(made.filter(isOfRule).map(plainNode), nodes.filter(isOfRule).map(plainNode));
      const names = found.map((result) =>
        result.kind === 'dense'
          ? result.tensor.name
          : result.kind === 'sparse'
            ? result.slices.values.name
            : null,
      );
      assert.deepEqual(names, results);
    });
  }
});
