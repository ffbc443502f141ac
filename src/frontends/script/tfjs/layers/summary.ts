/** @file model.summary: a table of the layers and their parameters. */
import type { Layer } from './layer';
import type { LayersModel } from './model';
import type { LayerNode } from './symbolic';
import { countParams } from './variable';

type Print = (text: string) => void;

export function printSummary(model: LayersModel, lineLength: number | undefined, positions: readonly number[] | undefined, print: Print): void {
  const nodes = [...model.nodesByDepth.values()].flat();
  const isPlain = isSequentialLike(model);
  const width = lineLength || (isPlain ? 90 : 115);
  const given = positions ?? (isPlain ? [0.32, 0.61, 0.89, 1] : [0.24, 0.48, 0.7, 0.8, 1]);
  const columns = given.at(-1)! <= 1 ? given.map((part) => Math.floor(width * part)) : given;
  const row = (fields: readonly string[]): void => print(rowOf(fields, columns));
  print('_'.repeat(width));
  row(['Layer (type)', 'Input Shape', 'Output shape', 'Param #', ...(isPlain ? [] : ['Receives inputs'])]);
  print('='.repeat(width));
  model.layers.forEach((layer, i) => {
    const fields = fieldsOf(layer);
    if (isPlain) row(fields);
    else {
      const [first = '', ...rest] = connectionsOf(layer, nodes);
      row([...fields, first]);
      for (const one of rest) row(['', '', '', '', one]);
    }
    print((i === model.layers.length - 1 ? '=' : '_').repeat(width));
  });
  model.checkTrainableWeights();
  const trainable = countParams(model.trainableWeights);
  const fixed = countParams(model.nonTrainableWeights);
  print(`Total params: ${trainable + fixed}`);
  print(`Trainable params: ${trainable}`);
  print(`Non-trainable params: ${fixed}`);
  print('_'.repeat(width));
}

function fieldsOf(layer: Layer): string[] {
  const input = layer.inboundNodes.map(({ inputShapes }) => JSON.stringify(inputShapes)).join();
  let output: string;
  try {
    output = JSON.stringify(layer.outputShape);
  } catch {
    output = 'multiple';
  }
  return [`${layer.name} (${layer.getClassName()})`, input, output, String(layer.countParams())];
}

function connectionsOf(layer: Layer, nodes: readonly LayerNode[]): string[] {
  return layer.inboundNodes.filter((node) => nodes.includes(node)).flatMap(
    ({ inboundLayers, nodeIndices, tensorIndices }) => inboundLayers.map(({ name }, i) => `${name}[${nodeIndices[i]}][${tensorIndices[i]}]`),
  );
}

function rowOf(fields: readonly string[], columns: readonly number[]): string {
  let line = '';
  fields.forEach((field, i) => {
    if (i > 0) line = `${line.slice(0, -1)} `;
    line = (line + field).slice(0, columns[i]).padEnd(columns[i]!);
  });
  return line;
}

/** One call at each depth, none with more than one input, and no layer called twice. */
function isSequentialLike(model: LayersModel): boolean {
  const nodes: LayerNode[] = [];
  for (const atDepth of model.nodesByDepth.values()) {
    if (atDepth.length > 1 || (atDepth.length === 1 && atDepth[0]!.inboundLayers.length > 1)) return false;
    nodes.push(...atDepth);
  }
  return model.layers.every(({ inboundNodes }) => inboundNodes.filter((node) => nodes.includes(node)).length < 2);
}
