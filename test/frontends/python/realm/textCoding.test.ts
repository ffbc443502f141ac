/** @file Our UTF-8 coding against Node's. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PlainTextDecoder, PlainTextEncoder } from '../../../../src/frontends/python/realm/textCoding';

const anyText = fc.string({ unit: 'binary', maxLength: 200 });

describe('the coding of text', () => {
  it('encodes as Node does, lone surrogates too', () => {
    const check = (text: string): void =>
      assert.deepEqual(new PlainTextEncoder().encode(text), new TextEncoder().encode(text));
    ['', 'a', 'é', '€', '😀', '\ud800', 'a\udc00b', '\u{10ffff}'].forEach(check);
    fc.assert(fc.property(anyText, check));
  });

  it('decodes what it encoded, in one piece and cut anywhere', () => {
    const check = (text: string, cut: number): void => {
      const bytes = new TextEncoder().encode(text);
      assert.equal(new PlainTextDecoder().decode(bytes), text);
      const decoder = new PlainTextDecoder();
      const at = bytes.length === 0 ? 0 : cut % bytes.length;
      const first = decoder.decode(bytes.subarray(0, at), { stream: true });
      assert.equal(first + decoder.decode(bytes.subarray(at), { stream: true }), text);
    };
    fc.assert(fc.property(anyText, fc.nat(1000), check));
    check('x'.repeat(10_000) + '😀', 10_001);
  });

  it('stops before a character that does not fit', () => {
    // "a€" is 1 + 3 bytes: in 3 bytes only the a fits.
    const bytes = new Uint8Array(3);
    assert.deepEqual(new PlainTextEncoder().encodeInto('a€', bytes), { read: 1, written: 1 });
  });

  it('decodes UTF-16, least byte first', () => {
    assert.equal(new PlainTextDecoder('utf-16le').decode(new Uint8Array([0xac, 0x20, 0x61, 0])), '€a');
  });

  it('puts U+FFFD where bytes are no character', () => {
    assert.equal(new PlainTextDecoder().decode(new Uint8Array([0x61, 0x80, 0x62])), 'a\ufffdb');
  });
});
