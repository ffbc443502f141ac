/**
 * @file Bundles the worker, its helper and what the worker evaluates inside the bare realm: `worker.js`, `helper.js`,
 * `realmPrelude.js`, `realm.js`; and what a script realm begins with, `scriptRealm.js`.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Built-ins that the bundles use all the time. In a `vm` context every look-up of a global goes
 * through Node's interceptor and is never cached: `Math.fround` in a kernel's loop costs a hundred
 * times its work. Constants of the bundle's own scope cost nothing.
 */
const BUILT_INS =
  'Array,ArrayBuffer,Atomics,BigInt,BigInt64Array,BigUint64Array,Boolean,DataView,Date,Error,' +
  'Float32Array,Float64Array,Function,Int16Array,Int32Array,Int8Array,JSON,Map,Math,Number,Object,' +
  'Promise,Proxy,RangeError,Reflect,Set,SharedArrayBuffer,String,Symbol,TypeError,Uint16Array,' +
  'Uint32Array,Uint8Array,WeakMap,WebAssembly,isFinite,isNaN,parseFloat,parseInt';

/** A script whose value is the entry's exports; it puts nothing on the global object. */
const AS_VALUE = {
  format: 'cjs',
  banner: {
    js: `(() => { "use strict"; const {${BUILT_INS}} = globalThis; const module = { exports: {} };`,
  },
  footer: { js: 'return module.exports; })()' },
};

/**
 * Writes the bundles into OUTDIR. REALM_ENTRY (default: the product's own) may be another
 * realm, e.g. a test's. Fails when a dynamic import is left: `import()` in a realm hands out an
 * error object of Node's realm.
 */
export async function buildRealm({
  root,
  outDir,
  realmEntry = join(root, 'src/runner/realm.ts'),
  minify = true,
}) {
  const common = {
    bundle: true,
    target: 'es2022',
    minify,
    logLevel: 'warning',
    absWorkingDir: root,
  };
  const inRealm = {
    ...common,
    ...AS_VALUE,
    platform: 'browser',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': '"memory://realm/pyodide.asm.mjs"' },
    external: ['node:*', 'ws'],
    keepNames: false,
  };
  await Promise.all([
    build({
      ...common,
      entryPoints: [join(root, 'src/runner/worker.ts'), join(root, 'src/runner/helper.ts')],
      outdir: outDir,
      platform: 'node',
      format: 'cjs',
    }),
    build({
      ...inRealm,
      entryPoints: [join(root, 'src/runner/realmPrelude.ts')],
      outfile: join(outDir, 'realmPrelude.js'),
    }),
    build({ ...inRealm, entryPoints: [realmEntry], outfile: join(outDir, 'realm.js') }),
    build({
      ...inRealm,
      entryPoints: [join(root, 'src/frontends/script/realm/scriptRealm.ts')],
      outfile: join(outDir, 'scriptRealm.js'),
      // A program sees the names of functions and classes.
      keepNames: true,
    }),
  ]);
  for (const name of ['realmPrelude.js', 'realm.js', 'scriptRealm.js']) {
    await assertNoDynamicImport(await readFile(join(outDir, name), 'utf8'), name);
  }
}

/**
 * Throws when TEXT (JavaScript) contains an `import()`. Read by esbuild's parser, so that the word
 * in a string or a comment does not count: one with a literal shows in the metafile, any other is
 * the message `unsupported-dynamic-import`.
 */
export async function assertNoDynamicImport(text, name) {
  const result = await build({
    stdin: { contents: text, loader: 'js' },
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    external: ['*'],
    logLevel: 'silent',
    logOverride: { 'unsupported-dynamic-import': 'warning' },
  });
  const literal = Object.values(result.metafile.inputs)
    .flatMap((input) => input.imports)
    .filter((found) => found.kind === 'dynamic-import');
  const computed = result.warnings.filter((warning) => warning.id === 'unsupported-dynamic-import');
  const count = literal.length + computed.length;
  if (count > 0) {
    throw new Error(`${name}: ${count} dynamic import(s) left in the realm`);
  }
}
