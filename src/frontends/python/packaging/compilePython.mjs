/**
 * @file Compiles Python sources to `.pyc` files in one stored zip, with the very interpreter that
 * will import them.
 */
import { loadPyodide } from 'pyodide';

/**
 * Runs inside Pyodide: `sources` is a list of [path in the zip, file name in tracebacks, text];
 * bytes in place of the text are data, and stored as they are.
 * Hash-based, unchecked `.pyc`: no time stamps, so the same sources give the same bytes.
 */
const COMPILE = `
import importlib._bootstrap_external as bootstrap
import zipfile

def compile_zip(sources, optimize, target):
    with zipfile.ZipFile(target, 'w', zipfile.ZIP_STORED) as archive:
        for path, filename, text in sources:
            if not isinstance(text, str):
                archive.writestr(zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0)), bytes(text))
                continue
            code = compile(text, filename, 'exec', dont_inherit=True, optimize=optimize)
            data = bootstrap._code_to_hash_pyc(code, bytes(8), False)
            archive.writestr(zipfile.ZipInfo(path + 'c', (2020, 1, 1, 0, 0, 0)), bytes(data))

def read_zip(path):
    with zipfile.ZipFile(path) as archive:
        return [(info.filename, archive.read(info).decode('utf-8'))
                for info in archive.infolist() if info.filename.endswith('.py')]
`;

/**
 * A stock Pyodide, used at build time only; its own sources are trusted, so it needs no realm.
 * STANDARD_LIBRARY: path of a compiled one, with which it starts in a quarter of the time.
 */
export async function startCompiler(standardLibrary) {
  const python = await loadPyodide({
    ...(standardLibrary === undefined ? {} : { stdLibURL: standardLibrary }),
    // Without column tables: nobody sees the columns of our own and of the library's frames.
    env: { PYTHONNODEBUGRANGES: '1' },
  });
  python.runPython(COMPILE);
  return {
    /** The [path, text] pairs of all `.py` files in a zip given as bytes. */
    readZip(bytes) {
      python.FS.writeFile('/in.zip', bytes);
      return python.globals.get('read_zip')('/in.zip').toJs();
    },
    /**
     * Bytes of a zip with one `.pyc` per source. A source that does not compile is an error with
     * its place.
     */
    compileZip(sources, optimize) {
      python.globals.get('compile_zip')(python.toPy(sources), optimize, '/out.zip');
      return python.FS.readFile('/out.zip');
    },
  };
}
