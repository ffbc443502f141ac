/**
 * @file A module of a loss file as the script realm runs it: one function, whose calls say where they stand
 * before they are made, whose loops can be stopped, and whose values are noted when somebody wants to know.
 */
import type { Node } from 'acorn';
import { parse } from 'acorn';
import type { NotedPlace, Place } from '../../program';
import { instrument } from './instrument';
import { plainScript, ScriptSyntaxError, startsOfLines } from './plainScript';
import { positionOf } from './positions';

/** What a note is about; its tensor comes from the run. */
export type NoteSite = Pick<NotedPlace, 'kind' | 'place' | 'within' | 'after'>;

export interface CompiledModule {
  /** As places call the file: the loss file by its path, one beside it as `./model.ts`. */
  readonly file: string;
  readonly text: string;
  /** An expression: a function of the names in `OUTER_PARAMETERS` that returns one of those in `PARAMETERS`. */
  readonly code: string;
  /** What it asks for with a literal: `./model`. */
  readonly requests: readonly string[];
  /** The place of a position in `code` (from 1), as an error's stack tells it. */
  placeOf(line: number, column: number): Place | null;
}

/** Places and notes of all modules of a run, numbered. */
export interface SiteTables {
  readonly places: Place[];
  readonly notes: NoteSite[];
}

export interface ModuleOptions {
  readonly file: string;
  readonly isMain: boolean;
  readonly takesNotes: boolean;
}

/** What the module's own function is given, and, out of the reach of its `arguments`, the one around it. */
const PARAMETERS = 'require,exports,module';
const OUTER_PARAMETERS = '__gradientAt,__gradientNote,__gradientTick,__gradientThrown,__gradientCaught';

/**
 * In a `vm` context every look-up of a global goes through Node's interceptor; names of an outer function cost nothing,
 * and the module may have its own of the same name.
 */
const BUILT_INS =
  'Array,ArrayBuffer,BigInt,Boolean,DataView,Date,Error,Float32Array,Float64Array,Int32Array,Infinity,JSON,Map,Math,NaN,' +
  'Number,Object,Promise,RangeError,Reflect,Set,String,Symbol,TypeError,Uint8Array,WeakMap,isFinite,isNaN,parseFloat,parseInt';

/** Throws ScriptSyntaxError. */
export function compileModule(text: string, options: ModuleOptions, tables: SiteTables): CompiledModule {
  const plain = plainScript(text, /\.[mc]?ts$/.test(options.file) || options.file.endsWith('.tsx'));
  const starts = startsOfLines(text);
  const tree = parsed(plain.code, options, (offset) => positionOf(starts, plain.sourceOf(offset)));
  const placeOf = (start: number, end: number, name: string | null): Place => {
    const from = positionOf(starts, plain.sourceOf(start));
    const to = positionOf(starts, plain.sourceEndOf(end));
    return {
      file: options.file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column, name,
    };
  };
  const { insertions, requests } = instrument(tree, {
    code: plain.code,
    takesNotes: options.takesNotes,
    tables,
    placeOf,
    isOfText: (start) => plain.isOfText(start),
    afterOf: (end) => positionOf(starts, plain.sourceEndOf(end)),
    refuse: (offset, message) => {
      const at = positionOf(starts, plain.sourceOf(offset));
      throw new ScriptSyntaxError(message, at.line, at.column);
    },
  });
  // Only the main module may wait at its top level: the others are asked for by `require`.
  insertions.prepend(`((${OUTER_PARAMETERS}) => { const {${BUILT_INS}} = globalThis; return ${options.isMain ? 'async ' : ''}function (${PARAMETERS}) {${plain.code.startsWith('#!') ? '//' : ''}`);
  insertions.add(plain.code.length, '\n}; })');
  const { code, offsetOf } = insertions.applied(plain.code);
  const codeStarts = startsOfLines(code);
  return {
    file: options.file,
    text,
    code,
    requests,
    placeOf(line, column) {
      const start = codeStarts[line - 1];
      if (start === undefined) return null;
      const offset = offsetOf(start + column - 1);
      return placeOf(offset, tokenEnd(plain.code, offset), null);
    },
  };
}

function parsed(
  code: string, { isMain }: ModuleOptions, at: (offset: number) => { readonly line: number; readonly column: number },
): Node {
  try {
    return parse(code, {
      ecmaVersion: 'latest',
      sourceType: 'script',
      allowAwaitOutsideFunction: isMain,
      allowReturnOutsideFunction: true,
      allowHashBang: true,
    });
  } catch (error) {
    const { pos = 0, message } = error as { readonly pos?: number; readonly message: string };
    const { line, column } = at(pos);
    const words = message.replace(/ \(\d+:\d+\)$/, '');
    const isWaiting = !isMain && /await/.test(code.slice(Math.max(0, pos - 6), pos + 6));
    throw new ScriptSyntaxError(
      isWaiting ? 'await at the top level of an imported module is not evaluated by this engine'
      : code[pos] === '@' ? 'Decorators are not evaluated by this engine'
      : words,
      line, column,
    );
  }
}

/** Behind the word that begins at OFFSET, with what follows it after dots: `tf.train.sgd`. */
function tokenEnd(code: string, offset: number): number {
  const found = /^[\p{ID_Continue}$_]+|^./u.exec(code.slice(offset, offset + 200));
  return offset + (found?.[0].length ?? 1);
}
