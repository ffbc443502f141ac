/** @file Numbers as the panel writes them, and as it copies them. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fullText } from '../../src/protocol/numberText';
import { changeText, numberText, signedText } from '../../src/protocol/displayNumber';

describe('a number in the panel', () => {
  it('has at most 6 significant digits and no trailing zeros', () => {
    assert.equal(numberText(Math.fround(4.4)), '4.4'); // 4.400000095367432 in float32
    assert.equal(numberText(11.180339887498949), '11.1803');
    assert.equal(numberText(50), '50');
    assert.equal(numberText(0.1 + 0.2), '0.3');
    assert.equal(numberText(999999.5), '1000000');
  });

  it('uses the real minus sign and the exponent form where decimals would hide it', () => {
    assert.equal(numberText(-0.0001), '−0.0001');
    assert.equal(numberText(0.00009), '9e−5');
    assert.equal(numberText(1234567), '1.23457e6');
    assert.equal(numberText(-1.5e-30), '−1.5e−30');
  });

  it('never loses what is not finite, nor the sign of zero', () => {
    assert.equal(numberText('NaN'), 'NaN');
    assert.equal(numberText('Infinity'), '∞');
    assert.equal(numberText('-Infinity'), '−∞');
    assert.equal(numberText('-0'), '−0');
    assert.equal(numberText(0), '0');
  });

  it('shows the sign of a change', () => {
    assert.equal(signedText(0.25), '+0.25');
    assert.equal(signedText(-0.25), '−0.25');
    assert.equal(signedText(0), '0');
  });

  it('reads back to 6 digits, whatever the number', () => {
    const readBack = (text: string) => Number(text.replace(/−/g, '-'));
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const error = Math.abs(readBack(numberText(value)) - value);
        // Half a unit in the sixth digit: 5e−6 of the magnitude.
        assert.ok(error <= 5.0001e-6 * Math.abs(value), `${value} → ${numberText(value)}`);
      }),
    );
  });
});

describe('before and after', () => {
  it('marks the digits from the first that changed', () => {
    assert.deepEqual(changeText(1.203, 1.197), { before: '1.203', after: '1.197', changedFrom: 2 });
    assert.deepEqual(changeText(0.5, 0.471), { before: '0.5', after: '0.471', changedFrom: 2 });
  });

  it('marks the whole number when sign, length or exponent changed', () => {
    assert.equal(changeText(10, 9.5).changedFrom, 0);
    assert.equal(changeText(-1.5, 1.5).changedFrom, 0);
    assert.equal(changeText(1e-5, 1e-6).changedFrom, 0);
  });

  it('takes more digits where 6 would make two numbers look the same', () => {
    const { before, after } = changeText(1, 1 + 2 ** -23);
    assert.equal(before, '1');
    assert.equal(after, '1.0000001'); // 1 + 1.19e−7 needs 8 digits
  });

  it('marks nothing when nothing changed', () => {
    const { after, changedFrom } = changeText('NaN', 'NaN');
    assert.equal(changedFrom, after.length);
  });
});

describe('a number on the clipboard', () => {
  it('is the shortest text that is the same float32', () => {
    assert.equal(fullText(Math.fround(4.4), 'float32'), '4.4');
    assert.equal(fullText(Math.fround(1 / 3), 'float32'), '0.33333334');
    // One that needs all nine digits is no double of seventeen.
    assert.equal(fullText(-0.10222471505403519, 'float32'), '-0.102224715');
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        assert.ok(Object.is(Math.fround(Number(fullText(value, 'float32'))), value) || value === 0);
      }),
    );
  });

  it('is exact for float64, and Python reads it', () => {
    assert.equal(fullText(0.1 + 0.2, 'float64'), '0.30000000000000004');
    assert.equal(fullText('NaN', 'float32'), 'nan');
    assert.equal(fullText('-Infinity', 'float32'), '-inf');
    assert.equal(fullText('-0', 'float32'), '-0.0');
  });
});
