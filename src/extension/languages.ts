/** @file The languages of loss files: which documents are shown values, and by which ending the worker tells them apart. */
import type { DocumentFilter } from 'vscode';

/** By the editor's name of the language: the endings of its files, the usual one first. package.json names the same. */
const ENDINGS = {
  python: ['.py'],
  typescript: ['.ts', '.mts', '.cts'],
  javascript: ['.js', '.mjs', '.cjs'],
} as const;

type Language = keyof typeof ENDINGS;

const LANGUAGES = Object.keys(ENDINGS) as Language[];

/** Documents that may have values: of which of them there are any is known by the files that are debugged. */
export const LOSS_FILES: readonly DocumentFilter[] = LANGUAGES.map((language) => ({ language }));

/** The quick fixes read and write Python. */
export const FIXABLE_FILES: readonly DocumentFilter[] = [{ language: 'python' satisfies Language }];

function isLanguage(language: string): language is Language {
  return (LANGUAGES as readonly string[]).includes(language);
}

export function isLossLanguage({ languageId }: { readonly languageId: string }): boolean {
  return isLanguage(languageId);
}

/**
 * The path by which the worker knows the document: a script without an ending of its language (`Untitled-1`) is given one,
 * and so is Python in a file that is called otherwise.
 */
export function runPath({ path, languageId }: { readonly path: string; readonly languageId: string }): string {
  if (!isLanguage(languageId) || hasEnding(path, languageId)) return path;
  const isOther = LANGUAGES.some((language) => hasEnding(path, language));
  return languageId === 'python' && !isOther ? path : path + ENDINGS[languageId][0];
}

/** The files beside a loss file that it may import, as a glob: those of its own kind. */
export function modulesGlob(path: string): string {
  const isScript = hasEnding(path, 'typescript') || hasEnding(path, 'javascript');
  const endings = isScript ? [...ENDINGS.typescript, ...ENDINGS.javascript, '.json'] : [...ENDINGS.python];
  return endings.length === 1 ? `**/*${endings[0]!}` : `**/*{${endings.join(',')}}`;
}

function hasEnding(path: string, language: Language): boolean {
  return ENDINGS[language].some((ending) => path.toLowerCase().endsWith(ending));
}
