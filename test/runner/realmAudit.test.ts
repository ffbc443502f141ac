/** @file Walks every object that can be reached inside the realm and looks for one of Node's. */
import assert from 'node:assert/strict';
import { runInContext, type Context } from 'node:vm';
import { makeBareRealm } from '../../src/runner/bareRealm';
import { buildScript, builtRealmDirectory } from './builtRealm';

describe('the bare realm', () => {
  let context: Context;
  let roots: readonly (readonly [string, unknown])[];
  before(async () => {
    const directory = await builtRealmDirectory('auditRealm');
    await new Promise<void>((resolve, reject) => {
      const made = makeBareRealm(directory, {
        post: () => undefined,
        wait: () => '',
        listFolder: () => '[]',
        readFile: () => 'missing',
        helpersToHave: () => 1,
        startHelpers: () => undefined,
        log: () => undefined,
        retire: () => undefined,
        ready: () => resolve(),
        fail: (reason) => reject(new Error(reason)),
      });
      context = made.context;
      roots = [
        ['global', runInContext('globalThis', context)],
        ...Object.entries(made.bundle),
        ['host', made.host],
      ];
      made.realm.boot(made.host);
    });
  });

  it('holds no object of the realm of Node among all that can be reached', () => {
    const { count, foreign } = audit(roots, context);
    assert.deepEqual(foreign, []);
    // The interpreter's module object alone has more than this.
    assert.ok(count > 10_000, `only ${count} objects were reached`);
  });

  it('notices an object of the realm of Node when there is one', () => {
    const planted = [...roots, ['planted', { deep: { inner: [() => 1] } }] as const];
    assert.ok(audit(planted, context).foreign.length > 0);
  });

  it('has no name of Node, no network, and makes no code from text', () => {
    const missing = ['process', 'require', 'module', 'Buffer', 'global', 'fetch', 'XMLHttpRequest'];
    for (const name of missing) assert.equal(runInContext(`typeof ${name}`, context), 'undefined');
    assert.throws(() => runInContext('eval("1")', context), /Code generation from strings/);
    assert.throws(() => runInContext('new Function("1")', context), /Code generation from strings/);
  });

  it('hands out no exception of the outside', () => {
    const text = '(host) => { try { host.post(Symbol()); } catch (error) { return error; } }';
    const provoke = runInContext(text, context) as (host: unknown) => object;
    const error = provoke(roots.find(([name]) => name === 'host')?.[1]);
    assert.ok(!(error instanceof Error), 'an Error of Node came through');
  });

  it('is built without import(), and the build would notice one', async () => {
    const { assertNoDynamicImport } = await buildScript('buildRealm.mjs');
    assert.ok(assertNoDynamicImport !== undefined);
    await assertNoDynamicImport('say("import(1)"); // import("x")', 'x.js');
    await assert.rejects(assertNoDynamicImport('import("fs")', 'x.js'), /1 dynamic import/);
    await assert.rejects(assertNoDynamicImport('const f = (x) => import(x);', 'x.js'), /dynamic/);
  });
});

/** Objects that can be reached from ROOTS by properties, prototypes, buffers and map entries. */
function audit(
  roots: readonly (readonly [string, unknown])[],
  context: Context,
): { readonly count: number; readonly foreign: readonly string[] } {
  const outer: readonly unknown[] = [Object.prototype, Function.prototype, Array.prototype];
  const entriesOf = runInContext(
    // A prototype that inherits from Map is an instance of it, but holds no entries.
    '(o) => { try { return [...Map.prototype.entries.call(o)].flat(); } catch { return []; } }',
    context,
  ) as (map: object) => readonly unknown[];
  const seen = new Set<object>();
  const foreign: string[] = [];
  const queue: (readonly [string, unknown])[] = [...roots];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const [path, value] = next;
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) continue;
    if (seen.has(value)) continue;
    seen.add(value);
    const prototype: unknown = Reflect.getPrototypeOf(value);
    if (outer.includes(value) || outer.includes(prototype)) {
      foreign.push(path);
      continue;
    }
    queue.push([`${path}.__proto__`, prototype]);
    if (ArrayBuffer.isView(value)) {
      queue.push([`${path}.buffer`, value.buffer]);
      continue;
    }
    for (const entry of entriesOf(value)) queue.push([`${path}<entry>`, entry]);
    for (const key of Reflect.ownKeys(value)) {
      const property = Reflect.getOwnPropertyDescriptor(value, key);
      if (property === undefined) continue;
      const place = `${path}.${String(key)}`;
      queue.push([place, property.value]);
      queue.push([`${place} get`, property.get], [`${place} set`, property.set]);
    }
  }
  return { count: seen.size, foreign };
}
