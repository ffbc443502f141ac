/** @file A Python file of any size in the real worker: from nothing to its state, and from a key to its hints. */
import path from 'node:path';
import { Runner } from '../../../src/runner/client';
import { measureTyping } from '../typing';

export interface FileSize {
  readonly rounds: number;
  readonly elements: number;
  readonly steps: number;
}

const KEYS = 6;

/** h ← tanh(h·x + 0.1), so many rounds, under Adam with a clip; prints how many nodes its graph has. */
const textOf = ({ rounds, elements, steps }: FileSize) => `import numpy as np
import tensorflow as tf

RATE = 0.01
x = tf.Variable(np.linspace(0.1, 0.9, ${elements}).astype(np.float32))
h = x
for i in range(${rounds}):
    h = tf.tanh(h * x + 0.1)
loss = tf.reduce_mean(h)
optimizer = tf.train.AdamOptimizer(RATE)
gradients, variables = zip(*optimizer.compute_gradients(loss))
clipped, norm = tf.clip_by_global_norm(gradients, 1.0)
train_op = optimizer.apply_gradients(zip(clipped, variables))
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    print(len(tf.get_default_graph().get_operations()))
    for step in range(${steps}):
        session.run([loss, train_op])
`;

/** ms from the start of a worker to the state after the steps. Throws when the file does not get there. */
export async function measureStart(size: FileSize): Promise<{ readonly nodes: number; readonly ms: number }> {
  const began = performance.now();
  const runner = new Runner({ directory: path.join(process.cwd(), 'dist'), spare: false });
  let printed = '';
  runner.onMessage((line) => {
    const event = JSON.parse(line) as { kind: string; text?: string };
    if (event.kind === 'print') printed += event.text;
  });
  const reply = JSON.parse(await runner.send(JSON.stringify({
    kind: 'load', id: 1, path: 'loss.py', text: textOf(size), version: 1,
    options: { seed: 0, drive: 'park', maxSteps: 1e6, maxValues: 64, steps: size.steps },
  }))) as { state?: { cursor: number } };
  const ms = performance.now() - began;
  await runner.dispose();
  if (reply.state?.cursor !== size.steps || !(Number(printed) > 0)) throw new Error(`not there: ${JSON.stringify(reply).slice(0, 500)}`);
  return { nodes: Number(printed), ms };
}

/** ms from a key to the hints of its text, beyond the wait. */
export async function measureKeys(size: FileSize): Promise<readonly number[]> {
  const { toHints } = await measureTyping({ text: textOf(size), spots: ['RATE = 0.01'], steps: size.steps, keys: KEYS });
  return toHints;
}
