/** @file The debug view over real loss files: walking, breakpoints, variables, the console. */
import assert from 'node:assert/strict';
import type { DebugProtocol as Dap } from '@vscode/debugprotocol';
import { Debugged } from './debugged';

const TEXT = [
  'import tensorflow as tf',
  "w = tf.Variable([3.0, 4.0], name='w')",
  "b = tf.Variable(0.5, name='b')",
  'x = tf.placeholder(tf.float32, [2])',
  'h = w * x + b',
  'loss = tf.reduce_sum(tf.square(h))',
  'opt = tf.train.MomentumOptimizer(0.1, 0.9)',
  'pairs = opt.compute_gradients(loss)',
  'pairs = [(tf.clip_by_norm(g, 5.0), v) for g, v in pairs]',
  'train = opt.apply_gradients(pairs)',
  'with tf.Session() as session:',
  '  session.run(tf.global_variables_initializer())',
  '  for i in range(4):',
  '    session.run(train, {x: [1.0, 2.0]})',
].join('\n');

/** w goes to infinity in step 3: the loss is NaN from then on. */
const SICK = [
  'import tensorflow as tf',
  "w = tf.Variable(2.0, name='w')",
  'x = tf.placeholder(tf.float32, [])',
  'ratio = w / x',
  'loss = tf.square(ratio)',
  'train = tf.train.GradientDescentOptimizer(0.01).minimize(loss)',
  'with tf.Session() as session:',
  '  session.run(tf.global_variables_initializer())',
  '  for x_value in [1.0, 2.0, 0.0, 1.0]:',
  '    session.run(train, {x: x_value})',
].join('\n');

describe('the debug view', () => {
  let debugged: Debugged;
  const begin = (text: string) => (debugged = new Debugged(text));
  afterEach(() => debugged.dispose());

  it('rests before the first step, makes steps of the file, takes them back, and ends where the file does', async () => {
    const { reason } = await begin(TEXT).start();
    assert.equal(reason, 'entry');
    assert.deepEqual(await debugged.where(), [{ name: 'before the first step', line: 14 }]);
    await debugged.walk('next');
    assert.equal(debugged.panel.view.state?.cursor, 1, 'the panel shows the same session');
    assert.deepEqual(await debugged.where(), [{ name: 'after step 1 train', line: 14 }]);
    await debugged.walk('next');
    await debugged.walk('stepBack');
    assert.equal(debugged.panel.view.state?.cursor, 1);
    const end = await debugged.walk('continue');
    assert.equal(debugged.panel.view.state?.cursor, 4);
    assert.equal(end.description, 'the file has ended');
    await debugged.walk('reverseContinue');
    assert.equal(debugged.panel.view.state?.cursor, 0);
    await debugged.walk('next');
    await debugged.walk('restart');
    assert.equal(debugged.panel.view.state?.cursor, 0);
  });

  it('goes from line to line inside a step, forward, backward and to the update', async () => {
    await begin(TEXT).start();
    const passed: string[] = [];
    for (let i = 0; i < 12; i++) {
      await debugged.walk('stepIn');
      passed.push((await debugged.where())[0]!.name);
      if (passed.at(-1)!.startsWith('after')) break;
    }
    assert.equal(passed[0], 'step 1 forward line 5');
    assert.equal(passed[1], 'step 1 forward line 6');
    const backward = passed.filter((name) => name.includes('backward'));
    assert.deepEqual(backward.map((name) => Number(name.split(' ').at(-1))), [6, 5, 4, 3, 2]);
    assert.equal(passed.at(-2), 'step 1 update line 10');
    assert.equal(passed.at(-1), 'after step 1 train');
    await debugged.walk('stepIn');
    await debugged.walk('stepIn');
    await debugged.walk('stepBack');
    assert.equal((await debugged.where())[0]!.name, 'step 2 forward line 5');
    await debugged.walk('stepBack');
    assert.equal((await debugged.where())[0]!.name, 'after step 1 train');
  });

  it('shows no number that the pass has not reached, and none of the update before it', async () => {
    await begin(TEXT).start();
    await debugged.walk('stepIn');
    assert.deepEqual((await debugged.scope('Tensors')).map(({ name }) => name), ['x', 'h']);
    const [w] = await debugged.scope('Pairs');
    assert.match(w!.value, /^∂ not yet/);
    assert.ok(!w!.value.includes('→'));
    await debugged.walk('stepOut');
    const [after] = await debugged.scope('Pairs');
    assert.match(after!.value, /→/);
    assert.deepEqual((await debugged.scope('Tensors')).map(({ name }) => name), ['x', 'h', 'loss']);
  });

  it('opens a tensor of the text to its elements and those of its gradient', async () => {
    await begin(TEXT).start();
    await debugged.walk('next');
    // w = (3, 4), x = (1, 2), b = 0.5: h = (3.5, 8.5), and ∂Σh²/∂h = 2h.
    const h = (await debugged.scope('Tensors')).find(({ name }) => name === 'h')!;
    const inside = await debugged.inside(h.variablesReference);
    const elements = async (name: string) => {
      const { variablesReference, indexedVariables } = inside.find((one) => one.name === name)!;
      assert.equal(indexedVariables, 2);
      return (await debugged.inside(variablesReference)).map((one) => `${one.name} ${one.value}`);
    };
    assert.deepEqual(await elements('value'), ['[0] 3.5', '[1] 8.5']);
    assert.deepEqual(await elements('∂'), ['[0] 7', '[1] 17']);
  });

  it('stops at a line in the forward and in the backward pass', async () => {
    const first = await begin(TEXT).start([{ line: 6 }], [], { stopOnEntry: false });
    assert.equal(first.reason, 'breakpoint');
    assert.equal((await debugged.where())[0]!.name, 'step 1 forward line 6');
    await debugged.walk('continue');
    assert.equal((await debugged.where())[0]!.name, 'step 1 backward line 6');
    await debugged.walk('continue');
    assert.equal((await debugged.where())[0]!.name, 'step 2 forward line 6');
    await debugged.walk('reverseContinue');
    assert.equal((await debugged.where())[0]!.name, 'step 1 backward line 6');
  });

  it('takes conditions, hit counts and logpoints, and refuses in words what it cannot read', async () => {
    await begin(TEXT).start();
    const answers = await debugged.setLines([
      { line: 5, condition: 'norm(grad(w)) < 30' },
      { line: 6, hitCondition: 'often' },
      { line: 6, condition: 'nrom(w) > 1' },
    ]);
    assert.equal(answers[0]!.verified, true);
    assert.match(answers[1]!.message!, /no number of hits/);
    assert.match(answers[2]!.message!, /nrom\(…\) is not known/);
    await debugged.walk('continue');
    const record = debugged.panel.view.state!.record!;
    assert.ok(record.index > 1, 'the first step has a larger gradient');
    assert.ok(Number(record.rows[0]!.gradient.kind === 'dense' && record.rows[0]!.gradient.tensor.health.norm) < 30);
    await debugged.walk('restart');
    await debugged.setLines([{ line: 6, hitCondition: '== 3' }]);
    await debugged.walk('continue');
    assert.equal((await debugged.where())[0]!.name, 'step 2 forward line 6', 'forward, backward, forward');
    await debugged.walk('restart');
    await debugged.setLines([{ line: 6, logMessage: 'loss is {loss}, b {b}' }]);
    await debugged.walk('next');
    const logged = debugged.output.filter((text) => text.startsWith('loss is'));
    assert.equal(logged.length, 2);
    assert.match(logged[0]!, /^loss is [\d.]+, b ∂ /);
  });

  it('says once in the console that a condition can no longer be told', async () => {
    await begin(TEXT).start([{ line: 6, condition: 'value(b) > 0' }]);
    debugged.text = TEXT.replaceAll(/\bb\b/g, 'c');
    await debugged.walk('restart');
    const { description } = await debugged.walk('continue');
    assert.equal(description, 'the file has ended');
    const told = debugged.output.filter((text) => text.includes('stopped nothing'));
    assert.equal(told.length, 1);
    assert.match(told[0]!, /^value\(b\) > 0 stopped nothing: .*\bb\b/);
  });

  it('refuses the condition of a data breakpoint that it cannot read', async () => {
    await begin(TEXT).start();
    const { body } = await debugged.client.setDataBreakpointsRequest({
      breakpoints: [{ dataId: 'b:0', condition: 'lss < 1' }, { dataId: 'w:0', condition: 'step >= 2' }],
    });
    assert.deepEqual(body.breakpoints.map(({ verified }) => verified), [false, true]);
    assert.match(body.breakpoints[0]!.message!, /lss is not known/);
    assert.equal((await debugged.walk('continue')).description, 'w has changed');
    assert.equal(debugged.panel.view.state?.cursor, 2);
  });

  it('stops when a variable changes', async () => {
    await begin(TEXT).start();
    const { body } = await debugged.client.dataBreakpointInfoRequest({ name: 'b' });
    assert.equal(body.dataId, 'b:0');
    await debugged.client.setDataBreakpointsRequest({ breakpoints: [{ dataId: 'b:0', hitCondition: '2' }] });
    const { reason, description } = await debugged.walk('continue');
    assert.equal(reason, 'data breakpoint');
    assert.equal(description, 'b has changed');
    assert.equal(debugged.panel.view.state?.cursor, 2);
  });

  it('stops at a step with infinity at the op where it came up, and not for a filter that is off', async () => {
    await begin(SICK).start([], ['clip', 'none']);
    await debugged.walk('continue');
    assert.equal(debugged.panel.view.state?.cursor, 4);
    await debugged.client.setExceptionBreakpointsRequest({ filters: ['infinity'] });
    await debugged.walk('restart');
    const { reason, description } = await debugged.walk('continue');
    assert.equal(reason, 'exception');
    assert.match(description!, /^infinity: loss/);
    assert.deepEqual(await debugged.where(), [
      { name: 'step 3 forward line 4', line: 4 }, { name: 'step 3 train', line: 6 },
    ]);
    const { body } = await debugged.client.send('exceptionInfo', { threadId: 1 }) as { body: { description: string } };
    assert.equal(body.description, 'RealDiv gave Infinity');
  });

  it('stops at a clip that fires, and at a variable without gradient', async () => {
    await begin(TEXT.replace('loss = tf.reduce_sum(tf.square(h))', 'loss = tf.reduce_sum(tf.square(h * tf.stop_gradient(b)))'))
      .start([], ['clip']);
    const { description } = await debugged.walk('continue');
    assert.match(description!, /^clip: w/);
    assert.equal(debugged.panel.view.state?.cursor, 1);
  });

  it('shows pairs, slots and elements, and sets them: a fork of the same session', async () => {
    await begin(TEXT).start();
    await debugged.walk('next');
    const pairs = await debugged.scope('Pairs');
    assert.deepEqual(pairs.map(({ name }) => name), ['w', 'b']);
    const inside = await debugged.inside(pairs[0]!.variablesReference);
    assert.ok(inside.some(({ name }) => name.startsWith('clip_by_norm :9')), inside.map(({ name }) => name).join());
    const value = inside.find(({ name }) => name === 'value')!;
    assert.equal(value.type, 'float32 [2]');
    const elements = await debugged.inside(value.variablesReference);
    assert.deepEqual(elements.map(({ name }) => name), ['[0]', '[1]']);
    assert.deepEqual((await debugged.scope('Slots')).map(({ name }) => name), ['w/momentum', 'b/momentum']);
    await debugged.client.send('setVariable', { variablesReference: value.variablesReference, name: '[1]', value: '0.25' });
    const { timelines, timeline } = debugged.panel.view.state!;
    assert.equal(timelines.find(({ id }) => id === timeline)!.fork!.edit, 'w:0[1] = 0.25');
    await debugged.walk('next');
    assert.equal(debugged.panel.view.state!.record!.rows[0]!.before!.values[1], 0.25);
    const [again] = await debugged.scope('Pairs');
    const now = (await debugged.inside(again!.variablesReference)).find(({ name }) => name === 'value')!;
    const wrong = { variablesReference: now.variablesReference, name: '[1]', value: 'much' };
    await assert.rejects(debugged.client.send('setVariable', wrong), /no number/);
  });

  it('evaluates rows, tensors and numbers of them, and assigns', async () => {
    await begin(TEXT).start();
    await debugged.walk('next');
    assert.match(await debugged.evaluate('w'), /^∂ \[2\]/);
    assert.match(await debugged.evaluate('grad(b)'), /^-?[\d.]+$/);
    assert.equal(await debugged.evaluate('norm(grad(b)) > 0 and step == 1'), '1');
    assert.match(await debugged.evaluate('h'), /^\[2\] μ/);
    assert.equal(await debugged.evaluate('b = -1'), '−1');
    assert.equal(debugged.panel.view.state!.timelines.length, 2);
    await assert.rejects(debugged.evaluate('quux'), /quux is not known/);
    await assert.rejects(debugged.evaluate('quux = 1'), /quux is unknown/);
  });

  it('follows the panel: a step there is a step here', async () => {
    await begin(TEXT).start();
    const told = debugged.client.waitForEvent('stopped');
    await debugged.panel.step(2);
    assert.equal((await told).body.reason, 'goto');
    assert.equal((await debugged.where())[0]!.name, 'after step 2 train');
  });

  it('says which breakpoints no op stands on', async () => {
    await begin(TEXT).start();
    await debugged.setLines([{ line: 1 }, { line: 5 }]);
    const told: { verified: boolean; message?: string }[] = [];
    debugged.client.on('breakpoint', (event) => told.push(event.body.breakpoint));
    await debugged.walk('next');
    assert.deepEqual(told.slice(0, 2).map(({ verified }) => verified), [false, true]);
  });

  it('rests at the error of a file that fails, with its line', async () => {
    const { reason, description } = await begin('import tensorflow as tf\nx = missing\n').start();
    assert.equal(reason, 'exception');
    assert.match(description!, /^NameError: name 'missing' is not defined/);
    assert.deepEqual((await debugged.where()).map(({ line }) => line), [2]);
  });
});

/** Two training ops in turn; the discriminator's own variables only. */
const TWO_OPS = [
  'import tensorflow as tf',
  "a = tf.Variable(1.0, name='a')",
  "b = tf.Variable(2.0, name='b')",
  'first = tf.square(a - b)',
  'second = tf.square(a + b)',
  'opt = tf.train.GradientDescentOptimizer(0.1)',
  "one = opt.minimize(first, var_list=[a], name='one')",
  "two = opt.minimize(second, var_list=[b], name='two')",
  'with tf.Session() as session:',
  '  session.run(tf.global_variables_initializer())',
  '  for _ in range(3):',
  '    session.run(one)',
  '    session.run(two)',
].join('\n');

const EAGER = [
  'import tensorflow as tf',
  'tf.enable_eager_execution()',
  "w = tf.Variable(3.0, name='w')",
  'opt = tf.train.GradientDescentOptimizer(0.1)',
  'for _ in range(3):',
  '  with tf.GradientTape() as tape:',
  '    loss = tf.square(w)',
  '  g = tape.gradient(loss, w)',
  '  opt.apply_gradients([(g, w)])',
].join('\n');

const FAILS_LATER = [
  'import tensorflow as tf',
  "w = tf.Variable(3.0, name='w')",
  'loss = tf.square(w)',
  'train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)',
  'session = tf.Session()',
  'session.run(tf.global_variables_initializer())',
  'for i in range(4):',
  '  session.run(train)',
  '  if i == 1: raise ValueError("enough")',
].join('\n');

describe('the debug view of other files', () => {
  let debugged: Debugged;
  const begin = (text: string) => (debugged = new Debugged(text));
  afterEach(() => debugged.dispose());

  it('stops at the lines of each training op in the steps that run it', async () => {
    await begin(TWO_OPS).start([{ line: 5 }]);
    await debugged.walk('continue');
    assert.deepEqual((await debugged.where()).map(({ name }) => name), ['step 2 forward line 5', 'step 2 two']);
    await debugged.walk('continue');
    await debugged.walk('continue');
    assert.equal((await debugged.where())[0]!.name, 'step 4 forward line 5');
  });

  it('steps a file under eager execution, into its lines where they are known', async () => {
    await begin(EAGER).start();
    await debugged.walk('next');
    assert.equal(debugged.panel.view.state?.cursor, 1);
    await debugged.walk('stepIn');
    assert.match((await debugged.where())[0]!.name, /^step 2 (?:forward|backward) line \d/);
    await debugged.walk('continue');
    assert.equal(debugged.panel.view.state?.cursor, 3);
  });

  it('rests where a file fails between its steps; what ran before can still be walked back', async () => {
    await begin(FAILS_LATER).start([], [], { stopOnEntry: true });
    const { reason, description } = await debugged.walk('continue');
    assert.equal(reason, 'exception');
    assert.match(description!, /^ValueError: enough/);
    assert.equal((await debugged.where())[0]!.line, 9);
    await debugged.walk('stepBack');
    assert.equal(debugged.panel.view.state?.cursor, 1);
  });

  it('checks a condition that was set while it ran, at the next rest', async () => {
    await begin(TWO_OPS.replace('range(3)', 'range(200000)')).start();
    const rests = debugged.walk('continue');
    const [taken] = await debugged.setLines([{ line: 4, condition: 'lss < 1' }]);
    assert.equal(taken!.verified, true);
    const changed = debugged.client.waitForEvent('breakpoint');
    await debugged.client.pauseRequest({ threadId: 1 });
    const { breakpoint } = (await changed).body as Dap.BreakpointEvent['body'];
    assert.deepEqual([breakpoint.id, breakpoint.verified], [taken!.id, false]);
    assert.match(breakpoint.message!, /lss is not known/);
    await rests;
    assert.ok(debugged.output.some((text) => text.includes('lss is not known')));
  });

  it('pauses a long run, and goes on with it', async () => {
    await begin(TWO_OPS.replace('range(3)', 'range(200000)')).start();
    const rests = debugged.walk('continue');
    await new Promise((resolve) => setTimeout(resolve, 500));
    await debugged.client.pauseRequest({ threadId: 1 });
    assert.equal((await rests).reason, 'pause');
    const { cursor } = debugged.panel.view.state!;
    assert.ok(cursor > 0);
    await debugged.walk('next');
    assert.equal(debugged.panel.view.state!.cursor, cursor + 1);
  });
});
