/**
 * @file The type of the npm package's file that has none: the Emscripten module of the
 * interpreter.
 */
declare module 'pyodide/pyodide.asm.mjs' {
  const createPyodideModule: (settings: object) => Promise<object>;
  export default createPyodideModule;
}
