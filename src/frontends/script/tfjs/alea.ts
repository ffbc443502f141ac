/** @file The generator from which TensorFlow.js draws: Alea by Johannes Baagøe, 2010, so that seeds give its own numbers. */

const TO_FRACTION = 2.3283064365386963e-10; // 2⁻³²

/** Baagøe's hash of texts; each call goes on from the last. */
function mash(): (text: string) => number {
  let n = 0xefc8249d;
  return (text) => {
    for (let i = 0; i < text.length; i++) {
      n += text.charCodeAt(i);
      let h = 0.02519603282416938 * n;
      n = h >>> 0;
      h -= n;
      h *= n;
      n = h >>> 0;
      h -= n;
      n += h * 0x100000000;
    }
    return (n >>> 0) * TO_FRACTION;
  };
}

/** Numbers in [0, 1) of 32 bits. */
export function alea(seed: string): () => number {
  const hash = mash();
  const state = [hash(' '), hash(' '), hash(' ')];
  for (let i = 0; i < 3; i++) {
    state[i]! -= hash(seed);
    if (state[i]! < 0) state[i]! += 1;
  }
  let carry = 1;
  return () => {
    const next = 2091639 * state.shift()! + carry * TO_FRACTION;
    carry = next | 0;
    state.push(next - carry);
    return next - carry;
  };
}
