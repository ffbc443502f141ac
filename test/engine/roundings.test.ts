/** @file The rounding of the narrow real types: borders, ties, denormals, and numbers at random. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { roundBfloat16, roundHalf, roundingOf } from '../../src/engine/roundings';

/** The half of a bit pattern, by the definition of the format. */
function halfOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

const finite = Array.from({ length: 0x7c00 }, (_, bits) => halfOf(bits));

describe('rounding to float16', () => {
  it('leaves every half as it is', () => {
    for (let bits = 0; bits < 65536; bits++) {
      const half = halfOf(bits);
      assert.ok(Object.is(roundHalf(half), half), `${bits}`);
    }
  });

  it('takes the even one of two neighbours from the middle between them', () => {
    for (let bits = 0; bits + 1 < finite.length; bits++) {
      const middle = (finite[bits]! + finite[bits + 1]!) / 2;
      const even = finite[bits + (bits % 2)]!;
      assert.equal(roundHalf(middle), even);
      assert.equal(roundHalf(-middle), -even);
      assert.equal(roundHalf(middle * (1 - 2 ** -52)), finite[bits]);
      assert.equal(roundHalf(middle * (1 + 2 ** -52)), finite[bits + 1]);
    }
  });

  it('is infinite from 65520', () => {
    assert.equal(roundHalf(65519.999), 65504);
    assert.equal(roundHalf(65520), Infinity);
    assert.equal(roundHalf(-1e300), -Infinity);
    assert.ok(Object.is(roundHalf(-0), -0));
    assert.ok(Object.is(roundHalf(-1e-30), -0));
  });

  it('rounds an operation to float32 first, as Eigen does', () => {
    // Just above the middle of two halves, and that middle once it is a float32.
    const x = 1 + 2 ** -11 + 2 ** -30;
    assert.equal(roundHalf(x), 1 + 2 ** -10);
    assert.equal(roundingOf('float16')(x), 1);
  });
});

describe('rounding to bfloat16', () => {
  it('keeps 8 significant bits, ties to even', () => {
    assert.equal(roundBfloat16(1 + 2 ** -8), 1);
    assert.equal(roundBfloat16(1 + 3 * 2 ** -8), 1 + 2 ** -6);
    assert.equal(roundBfloat16(3.4028234663852886e38), Infinity);
    assert.ok(Object.is(roundBfloat16(-0), -0));
    assert.ok(Number.isNaN(roundBfloat16(NaN)));
  });

  it('is within half a place', () => {
    fc.assert(
      fc.property(fc.float({ min: -(2 ** 100), max: 2 ** 100, noNaN: true }), (x) => {
        const rounded = roundBfloat16(x);
        assert.ok(Math.abs(rounded - x) <= Math.abs(x) * 2 ** -8 + 2 ** -134);
        assert.equal(roundBfloat16(rounded), rounded);
      }),
    );
  });
});
