/** @file Devices and colocation groups of nodes, and the nodes that a session without such a device refuses. */
import assert from 'node:assert/strict';
import { checkPlacement, deviceNames } from '../../src/engine/devices';
import { gradients } from '../../src/engine/gradients';
import type { Tensor } from '../../src/engine/graph';
import { ANYWHERE, besides, withDevice } from '../../src/engine/placement';
import { TestProgram } from './buildProgram';

const on = (device: string) => ({ ...ANYWHERE, device });
const HARD = { soft: false, cpus: 1 };

describe('a node', () => {
  it('has the device in force when it was made, and none outside', () => {
    const p = new TestProgram();
    const { graph } = p;
    const inside = graph.placed(on('/device:GPU:0'), () => p.constant(1));
    assert.deepEqual(graph.placements.get(inside.node), { device: '/device:GPU:0', groups: [] });
    assert.equal(graph.placements.get(p.constant(2).node), undefined);
  });

  it('beside another has that one’s group and device, whatever device is around', () => {
    const p = new TestProgram();
    const { graph } = p;
    const first = graph.placed(on('/device:GPU:0'), () => p.constant(1));
    const second = p.constant(2);
    const made = graph.placed(besides(besides(on('/device:CPU:0'), second.node), first.node), () => p.constant(3));
    assert.deepEqual(graph.placements.get(made.node), {
      device: '/device:GPU:0', groups: [`loc:@${first.node.name}`, `loc:@${second.node.name}`].sort(),
    });
    // Groups are handed on: who stands beside `made` stands beside both.
    const next = graph.beside(made.node, () => p.constant(4));
    assert.deepEqual(graph.placements.get(next.node), graph.placements.get(made.node));
  });

  it('that writes a variable stands beside the variable', () => {
    const p = new TestProgram();
    const w = p.variable('w', 1);
    const write = p.build.make('AssignAdd', [w.ref, p.constant(1)], { useLocking: false });
    assert.deepEqual(p.graph.placements.get(write.node), { device: '', groups: ['loc:@w'] });
  });

  it('asks the device functions of the program when there are any', () => {
    const p = new TestProgram();
    const asked: string[] = [];
    p.graph.askDevice = (node) => {
      asked.push(node.op);
      return '/device:CPU:0';
    };
    const made = p.graph.placed({ ...ANYWHERE, asks: true }, () => p.constant(1));
    assert.deepEqual([asked, p.graph.placements.get(made.node)!.device], [['Const'], '/device:CPU:0']);
  });
});

describe('gradients', () => {
  const parts = (p: TestProgram, w: Tensor, devices: readonly string[]) =>
    devices.map((device) => p.graph.placed(on(device), () => p.build.make('Square', [w], {})));

  it('of several devices are summed device by device first', () => {
    const p = new TestProgram();
    const x = p.placeholder('float32', []);
    const list = parts(p, x, ['/device:GPU:0', '/device:GPU:1', '/device:GPU:0']);
    const y = p.build.make('AddN', list, {});
    const request = { graph: p.graph, ys: [y], xs: [x], origin: -1 };
    const plain = gradients(request)[0]!;
    const beside = gradients({ ...request, colocates: true })[0]!;
    assert.ok(plain.kind === 'dense' && beside.kind === 'dense');
    // Without colocation the terms have no device: one sum. With it: two of GPU 0, then all.
    assert.equal(plain.tensor.node.inputs.length, 3);
    assert.deepEqual(beside.tensor.node.inputs.map(({ node }) => node.op), ['AddN', 'Mul']);
  });

  it('with colocation stand beside what they differentiate', () => {
    const p = new TestProgram();
    const x = p.placeholder('float32', []);
    const [y] = parts(p, x, ['/device:GPU:3']);
    const found = gradients({ graph: p.graph, ys: [y!], xs: [x], origin: -1, colocates: true })[0]!;
    assert.ok(found.kind === 'dense');
    assert.deepEqual(p.graph.placements.get(found.tensor.node), {
      device: '/device:GPU:3', groups: [`loc:@${y!.node.name}`],
    });
    assert.equal(p.graph.placing, ANYWHERE);
  });
});

describe('a session without such a device', () => {
  const made = (device: string) => {
    const p = new TestProgram();
    p.graph.placed(on(device), () => p.constant(1));
    return p.graph;
  };

  for (const device of ['/cpu:0', '/device:CPU:0', '/job:localhost/replica:0/task:0/device:CPU:0', '/device:CPU:*', '/device:XLA_CPU:0', '/job:localhost']) {
    it(`takes ${device}`, () => checkPlacement(made(device), HARD));
  }
  for (const device of ['/gpu:0', '/device:GPU:0', '/cpu:1', '/device:TPU:0']) {
    it(`refuses ${device}, and takes it with soft placement`, () => {
      assert.throws(() => checkPlacement(made(device), HARD), new RegExp(`was explicitly assigned to ${device} but`));
      checkPlacement(made(device), { soft: true, cpus: 1 });
    });
  }
  for (const device of ['/job:ps', '/task:1', '/job:worker/task:0/cpu:0']) {
    it(`refuses ${device} even with soft placement`, () => {
      assert.throws(() => checkPlacement(made(device), { soft: true, cpus: 1 }), /Cannot assign a device/);
    });
  }

  it('cannot read a name that is none', () => {
    assert.throws(() => checkPlacement(made('rubbish'), HARD), /^InvalidArgumentError: Malformed device specification 'rubbish'/);
  });

  it('lists the devices that there are', () => {
    assert.deepEqual(deviceNames({ soft: false, cpus: 2 }).map((name) => name.split('device:')[1]), ['CPU:0', 'CPU:1', 'XLA_CPU:0']);
  });

  it('refuses at the run, before anything is computed', () => {
    const p = new TestProgram();
    const x = p.graph.placed(on('/device:GPU:0'), () => p.constant(1));
    const run = () => p.start().run({ fetches: [x], targets: [], feeds: new Map() });
    assert.throws(run, /Cannot assign a device for operation/);
  });
});

describe('two names of a device', () => {
  it('are merged part by part, the inner one first', () => {
    assert.equal(withDevice('/job:ps/device:GPU:0', '/device:CPU:0'), '/job:ps/device:CPU:0');
    assert.equal(withDevice('', '/device:CPU:0'), '/device:CPU:0');
    assert.equal(withDevice('/task:1', ''), '/task:1');
  });
});
