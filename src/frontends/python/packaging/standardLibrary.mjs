/**
 * @file Which part of Python's standard library is shipped: what a loss file plausibly imports,
 * and what the interpreter needs to start.
 */

/** Top-level modules and packages that are shipped whole, apart from EXCLUDED. */
const KEPT = new Set(
  `
  __future__ _ast_unparse _collections_abc _colorize _compat_pickle _markupbase _opcode_metadata
  _py_warnings _pylong _sitebuiltins _strptime _threading_local _weakrefset abc annotationlib
  argparse ast base64 bisect calendar codecs codeop collections colorsys concurrent
  configparser contextlib contextvars copy copyreg csv dataclasses datetime decimal difflib dis
  encodings enum filecmp fileinput fnmatch fractions functools genericpath getopt getpass
  gettext glob graphlib gzip hashlib heapq hmac html importlib inspect io ipaddress json keyword
  linecache locale logging numbers ntpath opcode operator optparse os pathlib pickle pkgutil platform
  posixpath pprint queue random re reprlib runpy sched secrets selectors shlex shutil signal site
  stat statistics string stringprep struct symtable sysconfig tabnanny tempfile textwrap threading
  timeit token tokenize tomllib trace traceback tracemalloc types typing unittest urllib uuid
  warnings weakref zipfile zipimport zlib
  asyncio _pyodide pyodide socket _ssl ssl subprocess bz2 lzma compression sre_compile
  sre_constants sre_parse
  `
    .trim()
    .split(/\s+/),
);

/**
 * Paths below a kept package that are left out: they need processes, sockets, a browser or a
 * terminal.
 */
const EXCLUDED = [
  'asyncio/__main__.py',
  'asyncio/tools.py',
  'asyncio/windows_events.py',
  'asyncio/windows_utils.py',
  'concurrent/futures/interpreter.py',
  'concurrent/futures/process.py',
  'concurrent/interpreters/',
  'importlib/metadata/',
  'importlib/resources/',
  'json/__main__.py',
  'json/tool.py',
  'logging/config.py',
  'logging/handlers.py',
  'pathlib/types.py',
  'pyodide/console.py',
  'pyodide/http/',
  'pyodide/_nodesock_transport.py',
  'sysconfig/__main__.py',
  'unittest/__main__.py',
  'unittest/async_case.py',
  'unittest/mock.py',
  'urllib/error.py',
  'urllib/request.py',
  'urllib/response.py',
  'urllib/robotparser.py',
  'zipfile/__main__.py',
];

/** Of 120 text encodings, those that files of numbers and Python itself use. */
const ENCODINGS = new Set(
  `__init__ aliases ascii base64_codec charmap cp1252 cp437 hex_codec idna latin_1 punycode
  raw_unicode_escape rot_13 unicode_escape utf_16 utf_16_be utf_16_le utf_32 utf_8 utf_8_sig`.split(
    /\s+/,
  ),
);

/** Says whether the file PATH of `python_stdlib.zip` (e.g. `json/decoder.py`) is shipped. */
export function isShipped(path) {
  if (!path.endsWith('.py')) return false;
  const top = path.replace(/[/.].*$/, '');
  if (!KEPT.has(top)) return false;
  if (top === 'encodings') return ENCODINGS.has(path.slice('encodings/'.length, -'.py'.length));
  return !EXCLUDED.some((excluded) =>
    excluded.endsWith('/') ? path.startsWith(excluded) : path === excluded,
  );
}
