/** @file Lets WebAssembly use relaxed vector instructions, of which fused multiply-add is one. */
import v8 from 'node:v8';

/** V8 has them since 11.4, so every editor that we run in; Node 20's 11.3 has them behind a flag. */
export function allowRelaxedVectors(): void {
  if (process.versions.v8.startsWith('11.3.')) v8.setFlagsFromString('--experimental-wasm-relaxed-simd');
}
