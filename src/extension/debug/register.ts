/** @file The debug type `gradient` in the editor: what F5 starts, and with which adapter. */
import {
  debug,
  DebugAdapterInlineImplementation,
  l10n,
  type Uri,
  window,
  type DebugAdapter,
  type DebugAdapterDescriptorFactory,
  type DebugConfigurationProvider,
  type Disposable,
} from 'vscode';
import { fileInFront, uriOfText } from '../fileInFront';
import type { OpenFile } from '../openFile';
import type { OpenFiles } from '../openFiles';
import { debugTexts } from './editorTexts';
import type { DebugTarget } from './target';

type LoadAdapter = () => Promise<typeof import('../debugAdapter')>;

export const DEBUG_TYPE = 'gradient';

/** `load`: brings the adapter in, which is evaluated when the first debug session begins. */
export function registerDebugging(files: OpenFiles, load: LoadAdapter): Disposable[] {
  return [
    debug.registerDebugConfigurationProvider(DEBUG_TYPE, configurations(files)),
    debug.registerDebugAdapterDescriptorFactory(DEBUG_TYPE, adapters(files, load)),
  ];
}

function configurations(files: OpenFiles): DebugConfigurationProvider {
  return {
    provideDebugConfigurations: () => [
      { type: DEBUG_TYPE, request: 'launch', name: l10n.t('Debug Gradients'), program: '${file}' },
    ],
    /** F5 without launch.json arrives empty: the file in front is meant, saved or not. */
    resolveDebugConfiguration: (_folder, given) => {
      const config = { ...given, type: DEBUG_TYPE, request: 'launch', name: given.name || l10n.t('Debug Gradients') };
      const program: unknown = given['program'];
      if (typeof program === 'string' && program !== '' && program !== '${file}') return config;
      const uri = fileInFront(files);
      if (uri) return { ...config, program: pathOf(uri) };
      void window.showInformationMessage(l10n.t('Open a Python, TypeScript or JavaScript loss file first, then debug its gradients.'));
      return undefined;
    },
  };
}

function adapters(files: OpenFiles, load: LoadAdapter): DebugAdapterDescriptorFactory {
  return {
    createDebugAdapterDescriptor: async () => {
      const { GradientDebugSession } = await load();
      const open = async (program: string) => targetOf(await files.open(uriOfText(program)));
      const session = new GradientDebugSession(open, debugTexts());
      return new DebugAdapterInlineImplementation(session as unknown as DebugAdapter);
    },
  };
}

function targetOf(file: OpenFile): DebugTarget {
  return {
    debugger: file.debugger,
    path: pathOf(file.uri),
    pathOf: (name) => pathOf(file.uriOf(name)),
    onChange: (listener) => file.onChange(listener),
  };
}

/** As the debug view names a file: by its path, and one that is not on the disk by its URI. */
function pathOf(uri: Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString();
}

