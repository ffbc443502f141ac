// @ts-nocheck: the types of @tensorflow/tfjs are not installed here.
// A loop that gives the page its frames between steps, and reads its numbers when they are there.
import * as tf from '@tensorflow/tfjs';

interface Progress {
  readonly step: number;
  readonly loss: number;
}

const x = tf.linspace(-1, 1, 9);
const y = x.square().mul(2).sub(0.5);
const curve = tf.variable(tf.scalar(0.1), true, 'curve'); // Variable.
const base = tf.variable(tf.scalar(0.2), true, 'base'); // Variable.
const optimizer = tf.train.adamax(0.2);

async function train(steps: number, report: (progress: Progress) => void | Promise<void>): Promise<Progress[]> {
  const all: Progress[] = [];
  for (let step = 1; step <= steps; step++) {
    const cost = optimizer.minimize(() => x.square().mul(curve).add(base).sub(y).abs().mean(), true)!; // Step.
    await tf.nextFrame();
    const [loss] = await cost.data();
    const progress = { step, loss: loss! };
    all.push(progress);
    await report(progress);
  }
  return all;
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
const all = await train(8, async ({ step, loss }) => {
  await pause(step);
  console.log(`frame ${step}: ${loss}`);
});
console.log(all.length, 'frames,', all.at(-1)!.loss < all[0]!.loss ? 'better' : 'worse');
console.log(await Promise.all([curve.array(), base.array()]));
