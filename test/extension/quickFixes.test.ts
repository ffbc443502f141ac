/** @file Quick fixes on texts that look like what they know and are not, or are it in unusual writing. Pure. */
import assert from 'node:assert/strict';
import type { Problem } from '../../src/extension/quickFixes/fix';
import { tokenize } from '../../src/extension/quickFixes/pythonTokens';
import { fixesOf } from '../../src/extension/quickFixes/remedies';
import { applied } from './appliedFix';

const TF = 'import tensorflow as tf\n';

/** The texts that the fixes make of `marked`, whose problem is at the part between « and ». */
function fixed(marked: string, problem: Partial<Problem> & { readonly code: string }): string[] {
  const [before, part, behind] = (TF + marked).split(/[«»]/) as [string, string, string];
  const lineOf = (text: string) => text.split('\n').length;
  const columnOf = (text: string) => text.length - text.lastIndexOf('\n');
  const place = {
    file: 'loss.py', line: lineOf(before), column: columnOf(before),
    endLine: lineOf(before + part), endColumn: columnOf(before + part),
  };
  const text = before + part + behind;
  return fixesOf(text, { message: '', trap: null, place, ...problem }).map(({ changes }) => applied(text, changes).slice(TF.length));
}

const LOG_OF_ZERO = { code: 'non-finite', trap: 'log-of-zero' } as const;
const SQRT_AT_ZERO = { code: 'non-finite', trap: 'sqrt-at-zero' } as const;
const WHERE = { code: 'non-finite', trap: 'where-branch' } as const;
const NONE = { code: 'ValueError', message: 'None values not supported.' };
const NOT_APPLIED = { code: 'clip-not-applied' };
const UNINITIALIZED = { code: 'FailedPreconditionError', message: 'Attempting to use uninitialized value beta1_power' };
const BROADCAST = { code: 'silent-broadcast', message: 'Sub of [4, 1] and [4] gives [4, 4]: every element' };

describe('tokens of Python', () => {
  const words = (text: string) => tokenize(text)?.tokens.map(({ text: word }) => word);

  it('are told apart from what looks like them', () => {
    assert.deepEqual(words('x = "a # b)" # c('), ['x', '=', '"a # b)"', '']);
    assert.deepEqual(words("'''a\n) \"'''\n"), ["'''a\n) \"'''", '\n']);
    assert.deepEqual(words('f(a,\n  # )\n\n  b)\n'), ['f', '(', 'a', ',', 'b', ')', '\n']);
    assert.deepEqual(words('a = \\\n  1e-8j**-0x1F\n'), ['a', '=', '1e-8j', '**', '-', '0x1F', '\n']);
    assert.deepEqual(words("rb'\\'' + F'{x}' ; größe"), ["rb'\\''", '+', "F'{x}'", ';', 'größe', '']);
  });

  it('are none of a text that Python would not read, or that nobody can be sure of', () => {
    for (const text of ['f(', 'a)', '(]', "x = 'a\n", '"""a', "f'{d['a']}'", 'a ? b', '$x']) assert.equal(tokenize(text), null, text);
  });
});

describe('a small number', () => {
  it('goes behind the argument, whatever else the call has', () => {
    assert.deepEqual(fixed('y = «tf.sqrt(x=a - b, name="a)(")»', SQRT_AT_ZERO), ['y = tf.sqrt(x=a - b + 1e-8, name="a)(")']);
    assert.deepEqual(fixed('y = «tf.log(\n    p  # the (probability\n    , name="l")»', LOG_OF_ZERO),
      ['y = tf.log(\n    p + 1e-8  # the (probability\n    , name="l")']);
    assert.deepEqual(fixed('y = «tf.log(a or b)»', LOG_OF_ZERO), ['y = tf.log((a or b) + 1e-8)']);
    assert.deepEqual(fixed('y = «tf.log(a > b)»', LOG_OF_ZERO), ['y = tf.log((a > b) + 1e-8)']);
  });

  it('goes nowhere when the op is not that function, or not of TensorFlow, or the trap another', () => {
    for (const text of ['y = «np.log(p)»', 'y = «tf.log(*p)»', 'y = «tf.log()»', 'y = «log(p)»', 'y = «p.log(q)»', 'y = -«p»', 'y = «tf.log(p) + 1»']) {
      assert.deepEqual(fixed(text, LOG_OF_ZERO), [], text);
    }
    assert.deepEqual(fixed('y = «tf.log(p)»', SQRT_AT_ZERO), []);
    assert.deepEqual(fixed('y = «tf.log(p)»', { code: 'non-finite', trap: 'log-of-negative' }), []);
    assert.deepEqual(fixed('y = "«tf.log(p)»"', LOG_OF_ZERO), []);
    assert.deepEqual(fixed('# «tf.log(p)»', LOG_OF_ZERO), []);
    assert.deepEqual(fixed('import tensorflow.compat.v2 as tg\ny = «tg.log(p)»', LOG_OF_ZERO), []);
  });
});

describe('a second tf.where', () => {
  it('needs the condition to be about the argument itself', () => {
    assert.deepEqual(fixed('y = tf.where(m, tf.zeros_like(x), «tf.log(x)»)', WHERE), []);
    assert.deepEqual(fixed('y = tf.where(x > 0, «tf.log(2 * x)», x)', WHERE), []);
    assert.deepEqual(fixed('y = tf.where(x > 0,  # (\n  «tf.log(x)», x)', WHERE),
      ['y = tf.where(x > 0,  # (\n  tf.log(tf.where(x > 0, x, tf.ones_like(x))), x)']);
    assert.deepEqual(fixed('y = tf.where(x >  # 0\n 0, «tf.log(x)», x)', WHERE), []);
    assert.deepEqual(fixed('y = np.where(x > 0, «tf.log(x)», x)', WHERE), []);
    assert.deepEqual(fixed('y = tf.where(x > 0)', WHERE), []);
    assert.deepEqual(fixed('y = tf.where(x > 0, «1 / (2 * x)», x)', WHERE), []);
  });
});

describe('functions of logits', () => {
  it('are not taken where the softmax may be of something else', () => {
    const small = (text: string) => [text.replace('tf.log(p)', 'tf.log(p + 1e-8)').replace(/[«»]/g, '')];
    for (const text of [
      'p = tf.nn.softmax(z)\nz = z + 1\nloss = «tf.log(p)»', 'p = tf.nn.softmax(z)\np = p * m\nloss = «tf.log(p)»',
      'p = tf.nn.softmax(z * 2)\nloss = «tf.log(p)»', 'def f(p):\n  return «tf.log(p)»\n', 'p = tf.nn.softmax(z, 0)\nloss = «tf.log(p)»',
      'if a:\n  p = tf.nn.softmax(z)\nloss = «tf.log(p)»', 'p = tf.nn.softmax(z)\ndef g(z):\n  return «tf.log(p)»\n',
    ]) assert.deepEqual(fixed(text, LOG_OF_ZERO), small(text), text);
  });

  it('keep what stands around the sum', () => {
    const [logSoftmax] = fixed('loss = a - tf.reduce_sum(y * «tf.log(tf.nn.softmax(z))»)', LOG_OF_ZERO);
    assert.equal(logSoftmax, 'loss = a - tf.reduce_sum(y * tf.nn.log_softmax(z))');
    // A minus between two operands is no sign, axis=1 is the last one of matrices only: then not as a whole.
    const kinds = (text: string) => fixed(text, LOG_OF_ZERO).filter((made) => made.includes('with_logits')).length;
    assert.equal(kinds('loss = a - tf.reduce_sum(y * «tf.log(tf.nn.softmax(z))»)'), 0);
    assert.equal(kinds('loss = -tf.reduce_sum(y * «tf.log(tf.nn.softmax(z))», 1)'), 0);
    assert.equal(kinds('loss = -tf.reduce_sum(y * m * «tf.log(tf.nn.softmax(z))»)'), 0);
    assert.equal(kinds('loss = -tf.reduce_sum(y * «tf.log(tf.nn.softmax(z))») ** 2'), 0);
    assert.equal(kinds('loss = -tf.reduce_sum(«tf.log(tf.nn.softmax(z))» * y, axis=-1) / n'), 1);
    const sigmoid = 'p = tf.sigmoid(z)\n';
    assert.equal(kinds(`${sigmoid}loss = -(y * «tf.log(p)» + (1 - x) * tf.log(1 - p))`), 0);
    assert.equal(kinds(`${sigmoid}loss = -(y * «tf.log(p)» - (1 - y) * tf.log(1 - p))`), 0);
    assert.deepEqual(fixed(`${sigmoid}loss = tf.reduce_mean(-y * tf.log(p) - (1. - y) * «tf.log(1. - p)»)`, LOG_OF_ZERO)[0],
      `${sigmoid}loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=z))`);
    assert.deepEqual(fixed(`${sigmoid}loss = 3 - tf.reduce_mean(y * «tf.log(p)» + (1 - y) * tf.log(1 - p))`, LOG_OF_ZERO)[0],
      `${sigmoid}loss = 3 - tf.reduce_mean(-tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=z))`);
  });
});

describe('a guard against None', () => {
  it('is written in one comprehension over gradients, and nowhere else', () => {
    for (const text of [
      'c = [(«tf.clip_by_norm(g, 1.0)», v) for g, v in pairs if v]', 'c = [«tf.clip_by_norm(h, 1.0)» for g in gs]',
      'c = [«f(g)» for g in gs for h in g]', 'c = [«f(g)», 2]', 'for g in gs: c.append(«f(g)»)\n',
      'c = [(v, «f(g)» if v else 0) for g in gs]', 'c = [f(x) for x in «f(g)»]', 'c = ["(«f(g)» for g in gs)"]',
      'c = [«f(g)» for g, v, n in gs]',
    ]) assert.deepEqual(fixed(text, NONE), [], text);
    assert.deepEqual(fixed('c = dict(a=[(«f(g)», v) for (g, v) in zip(\n  a, b)\n  # all\n])', NONE),
      ['c = dict(a=[(f(g), v) for (g, v) in zip(\n  a, b) if g is not None\n  # all\n])']);
    assert.deepEqual(fixed('c = list(«f(g)» for g in gs)', NONE), ['c = list(f(g) if g is not None else None for g in gs)']);
    assert.deepEqual(fixed('c = [(«f(g)», v) for g, v in pairs]', { ...NONE, message: 'another' }), []);
  });
});

describe('the clipped list', () => {
  const clip = 'c = [(«tf.clip_by_norm(g, 1.0)», v) for g, v in pairs]\n';

  it('is passed to the one apply_gradients that had what was clipped', () => {
    assert.deepEqual(fixed(`${clip}t = o.apply_gradients(\n    grads_and_vars=pairs,  # all\n    global_step=s)`, NOT_APPLIED),
      ['c = [(tf.clip_by_norm(g, 1.0), v) for g, v in pairs]\nt = o.apply_gradients(\n    grads_and_vars=c,  # all\n    global_step=s)']);
    for (const behind of [
      't = o.apply_gradients(others)', 't = o.apply_gradients(pairs[1:])', 't = o.minimize(loss)',
      't = o.apply_gradients(pairs)\nu = p.apply_gradients(pairs)', 'c = 1\nt = o.apply_gradients(pairs)',
      't = "o.apply_gradients(pairs)"', 't = o.apply_gradients(*pairs)',
    ]) assert.deepEqual(fixed(clip + behind, NOT_APPLIED), [], behind);
    assert.deepEqual(fixed('if a:\n  c = [(«tf.clip_by_norm(g, 1.0)», v) for g, v in pairs]\nt = o.apply_gradients(pairs)', NOT_APPLIED), []);
  });

  it('moves only over statements that leave it the same', () => {
    const apply = 't = o.apply_gradients(pairs)\n';
    const moved = 'c = [(tf.clip_by_norm(g, 1.0), v) for g, v in pairs]\nt = o.apply_gradients(c)\n';
    assert.deepEqual(fixed(`${apply}x = 1\n${clip}`, NOT_APPLIED), [`${moved}x = 1\n`]);
    assert.deepEqual(fixed(`${apply}${clip.trimEnd()}`, NOT_APPLIED), [moved]);
    assert.deepEqual(fixed(`${apply}pairs = pairs[:1]\n${clip}`, NOT_APPLIED), []);
    assert.deepEqual(fixed(`${apply}x = 1; ${clip}`, NOT_APPLIED), []);
    assert.deepEqual(fixed(`with a:\n  ${apply}${clip}`, NOT_APPLIED), []);
  });
});

describe('other fixes', () => {
  it('write only the numbers of a plain tf.Variable as floats', () => {
    const none = { code: 'none-gradient' };
    assert.deepEqual(fixed('w = «tf.Variable([[1, -2],\n  [3, 40]], name="1")»', none), ['w = tf.Variable([[1.0, -2.0],\n  [3.0, 40.0]], name="1")']);
    for (const text of ['w = «tf.Variable(3, dtype=tf.int32)»', 'w = «tf.Variable(3, False)»', 'w = «tf.Variable(3.0)»',
      'w = «tf.Variable(n)»', 'w = «tf.Variable(0x3)»', 'w = «tf.Variable(3, trainable=False)»', 'w = «tf.constant(3)»']) {
      assert.deepEqual(fixed(text, none), [], text);
    }
  });

  it('take a mean of a loss that is one tensor', () => {
    const vector = { code: 'vector-loss' };
    assert.deepEqual(fixed('t = «o(0.1).minimize(\n  a - b, s)»', vector)[0], 't = o(0.1).minimize(\n  tf.reduce_mean(a - b), s)');
    assert.deepEqual(fixed('t = «o.minimize([a, b])»', vector), []);
    assert.deepEqual(fixed('t = «o.minimize(lambda: a)»', vector), []);
    assert.deepEqual(fixed('p = o.compute_gradients(a)\nq = o.compute_gradients(b)\nt = «o.apply_gradients(p)»', vector), []);
  });

  it('give the operands of the last operator one shape', () => {
    assert.deepEqual(fixed('e = «a * 2 - b»', BROADCAST), ['e = tf.squeeze(a * 2, axis=1) - b', 'e = a * 2 - tf.expand_dims(b, 1)']);
    assert.deepEqual(fixed('e = «-a - -b»', BROADCAST), ['e = tf.squeeze(-a, axis=1) - -b', 'e = -a - tf.expand_dims(-b, 1)']);
    for (const text of ['e = «a * b»', 'e = «f(a, b)»', 'e = «a if c else b - d»', 'e = «a - b < c»', 'a «-= b»']) {
      assert.deepEqual(fixed(text, BROADCAST), [], text);
    }
    assert.deepEqual(fixed('e = «a - b»', { ...BROADCAST, message: 'Sub of [2, 2] and [4] gives [16]' }), []);
  });

  it('move the initializer only where nobody needs it before', () => {
    const make = 't = o.minimize(loss)\n';
    assert.deepEqual(fixed(`i = tf.global_variables_initializer()\n${make}«s.run(t)»`, UNINITIALIZED),
      [`${make}i = tf.global_variables_initializer()\ns.run(t)`]);
    for (const text of [
      `i = tf.global_variables_initializer()\ns.run(i)\n${make}«s.run(t)»`, `i = tf.global_variables_initializer(); x = 1\n${make}«s.run(t)»`,
      `s.run(tf.global_variables_initializer())\nprint(s.run(w))\n${make}«s.run(t)»`, `with s:\n  s.run(tf.global_variables_initializer())\n${make}«s.run(t)»`,
      `${make}i = tf.global_variables_initializer()\n«s.run(t)»`,
    ]) assert.deepEqual(fixed(text, UNINITIALIZED), [], text);
  });

  it('make before the loop only what every turn makes the same', () => {
    const grows = { code: 'graph-grows' };
    assert.deepEqual(fixed('for i in a:\n  for j in b:\n    t = «o.minimize(loss)»\n    s.run(t)\n', grows),
      ['t = o.minimize(loss)\nfor i in a:\n  for j in b:\n    s.run(t)\n']);
    for (const text of [
      'for i in a:\n  t = «o.minimize(loss * i)»\n  s.run(t)\n', 'for i in a:\n  loss = f()\n  t = «o.minimize(loss)»\n',
      'for i in a:\n  t = «o.minimize(loss)»\n', 'for i in a:\n  s.run(«o.minimize(loss)»)\n  x = 1\n',
      'for i in a:\n  if i:\n    t = «o.minimize(loss)»\n    s.run(t)\n', 'def f():\n  t = «o.minimize(loss)»\n  s.run(t)\n',
      'while c: t = «o.minimize(loss)»\n', 'for i in a:\n  t = «t + 1»\n  s.run(t)\n', 'for i in a:\n  t = s.run(«w + 1»)\n  f(t)\n',
    ]) assert.deepEqual(fixed(text, grows), [], text);
  });

  it('let the one training op wait for UPDATE_OPS', () => {
    const idle = { code: 'update-ops-not-run' };
    const head = 'with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)):\n';
    assert.deepEqual(fixed('h = «f(x)»\nif a:\n\tt = o.minimize(l,\n\t\ts)  # (\n', idle),
      [`h = f(x)\nif a:\n\t${head}\t\tt = o.minimize(l,\n\t\ts)  # (\n`]);
    for (const text of ['h = «f(x)»\nt = o.minimize(l); u = 1', 'h = «f(x)»\nt = [o.minimize(l)]', 'h = «f(x)»\nt = o.minimize(l)\nu = o.minimize(m)',
      'h = «f(x)»\nreturn o.minimize(l)', 'h = «f(x)»\nif a: t = o.minimize(l)\n']) assert.deepEqual(fixed(text, idle), [], text);
  });
});
