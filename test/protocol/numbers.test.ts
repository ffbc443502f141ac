/** @file Numbers on the wire: nothing is lost in JSON, float32 prints in its fewest digits. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shortestFloat32 } from '../../src/protocol/numberText';
import { fromWire, toWire } from '../../src/protocol/wireNumber';

describe('a number on the wire', () => {
  it('survives JSON bit for bit, NaN, ±Infinity and −0 included', () => {
    fc.assert(
      fc.property(fc.double(), (x) => {
        assert.ok(Object.is(fromWire(JSON.parse(JSON.stringify(toWire(x)))), x));
      }),
    );
    assert.equal(toWire(-0), '-0');
  });
});

describe('a float32 as text', () => {
  it('is 4.4, not 4.400000095367432', () => {
    assert.equal(shortestFloat32(Math.fround(4.4)), 4.4);
    assert.equal(shortestFloat32(Math.fround(0.1)), 0.1);
    assert.equal(shortestFloat32(1 / 3 - (1 / 3 - Math.fround(1 / 3))), 0.33333334);
  });

  it('gives the same float32 back, whatever it is', () => {
    fc.assert(
      fc.property(fc.float(), (x) => {
        assert.ok(Object.is(Math.fround(shortestFloat32(x)), x), String(x));
      }),
    );
  });
});
