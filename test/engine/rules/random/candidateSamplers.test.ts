/** @file Candidate samplers: what they remember between runs, and the numbers of the C library. */
import assert from 'node:assert/strict';
import { expm1f, log1pf } from '../../../../src/engine/rules/random/glibcFloat';
import { fetch, TestProgram } from '../../buildProgram';

const SEEDS = { seed: 87654321, seed2: 7 };

describe('a learned unigram sampler', () => {
  const sampler = () => {
    const p = new TestProgram();
    const drawn = p.build.make('LearnedUnigramCandidateSampler', [p.constant([2], 'int64', [1, 1])], {
      ...SEEDS, numTrue: 1, numSampled: 2, unique: false, rangeMax: 4,
    });
    return { execution: p.start(), expected: drawn.node.outputs[1]! };
  };

  it('expects a class oftener, the oftener it was a true one before', () => {
    const { execution, expected } = sampler();
    const run = () => fetch(execution, [expected])[0];
    // Two draws, weights 1 each of 4 classes; then 2 of 5, then 3 of 6.
    assert.deepEqual(run(), [0.5]);
    assert.deepEqual(run(), [Math.fround(0.8)]);
    assert.deepEqual(run(), [1]);
  });

  it('goes back to what it knew with the state, exactly', () => {
    const { execution, expected } = sampler();
    const run = () => fetch(execution, [expected])[0];
    run();
    const before = execution.state;
    const second = run();
    run();
    execution.restore(before);
    assert.deepEqual(run(), second);
  });
});

describe('the float32 functions of the C library', () => {
  // Recorded from glibc 2.36; the rounded exact results would differ in the last bit of some.
  it('agree with it bit for bit', () => {
    assert.deepEqual(LOGARITHMS.map(([x]) => log1pf(x)), LOGARITHMS.map(([, y]) => y));
    assert.deepEqual(EXPONENTIALS.map(([x]) => expm1f(x)), EXPONENTIALS.map(([, y]) => y));
  });

  it('have the values of the limits', () => {
    assert.deepEqual([0, -1, -2].map(log1pf), [0, -Infinity, NaN]);
    assert.deepEqual([0, -Infinity, -100, NaN].map(expm1f), [0, -1, -1, NaN]);
  });
});

const LOGARITHMS: readonly (readonly [number, number])[] = [
  [-0.24142028391361237, -0.2763074040412903],
  [-0.2807867228984833, -0.3295973539352417],
  [-0.8306775689125061, -1.7759504318237305],
  [-0.6258864998817444, -0.9831960201263428],
  [-0.4111088216304779, -0.5295138359069824],
  [-0.26669982075691223, -0.31020015478134155],
  [-0.9889670610427856, -4.506870269775391],
  [-0.37347766757011414, -0.46757084131240845],
  [-0.5853527784347534, -0.8803272247314453],
  [-0.810202956199646, -1.6617999076843262],
  [-0.4226665794849396, -0.5493353605270386],
  [-0.19898931682109833, -0.22188100218772888],
  [-4.096103664585904e-11, -4.096103664585904e-11],
  [-1.1503454855343875e-09, -1.1503454855343875e-09],
  [-6.593494617845863e-05, -6.593712168978527e-05],
  [-2.188616692391787e-12, -2.188616692391787e-12],
  [-0.44538718461990356, -0.5894850492477417],
  [-5.56092005776776e-10, -5.56092005776776e-10],
  [-0.5414124727249146, -0.7796040773391724],
  [-0.42211657762527466, -0.5483831167221069],
  [-4.5740403131766527e-10, -4.5740403131766527e-10],
  [-0.21878103911876678, -0.24689981341362],
  [-0.8375779986381531, -1.8175573348999023],
  [-0.9925433993339539, -4.898655414581299],
];

const EXPONENTIALS: readonly (readonly [number, number])[] = [
  [-1.734554648399353, -0.8235212564468384],
  [-1.0788013935089111, -0.6599972248077393],
  [-1.180630087852478, -0.6929148435592651],
  [-0.2732873558998108, -0.23912587761878967],
  [-2.5836946964263916, -0.9245054721832275],
  [-1.6829873323440552, -0.814181923866272],
  [-1.5126885175704956, -0.7796831130981445],
  [-0.4571525752544403, -0.3669162392616272],
  [-0.2787806987762451, -0.24329417943954468],
  [-1.717077374458313, -0.8204097747802734],
  [-0.7848177552223206, -0.5437971353530884],
  [-1.1743319034576416, -0.6909745931625366],
  [-0.12474150210618973, -0.1172749474644661],
  [-5.815744225401431e-05, -5.8155750593869016e-05],
  [-9.883519780373717e-09, -9.883519780373717e-09],
  [-3.866614861181006e-05, -3.8665402826154605e-05],
  [-0.04449634626507759, -0.04352090507745743],
  [-3.5903024673461914, -0.9724100232124329],
  [-9.01531982421875, -0.999878466129303],
  [-2.031572687855032e-09, -2.031572687855032e-09],
  [-0.00018013983208220452, -0.0001801236066967249],
  [-7.443835056619719e-05, -7.443557842634618e-05],
  [-0.0007914360612630844, -0.0007911229622550309],
  [-1.3044673204421997, -0.7286829948425293],
];
