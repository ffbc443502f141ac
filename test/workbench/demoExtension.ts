/** @file Writes a minimal extension to disk, for proving the harness without our own extension. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const MANIFEST = {
  name: 'harness-demo',
  publisher: 'gradient-debugger',
  version: '0.0.1',
  engines: { vscode: '^1.100.0' },
  main: './main.js',
  activationEvents: ['onLanguage:plaintext'],
  capabilities: { untrustedWorkspaces: { supported: 'limited', description: 'Shows trust.' } },
  contributes: {
    commands: [
      { command: 'harnessDemo.open', title: 'Open Panel', category: 'Harness Demo' },
      { command: 'harnessDemo.openTwice', title: 'Open Panel Twice', category: 'Harness Demo' },
      { command: 'harnessDemo.ask', title: 'Ask', category: 'Harness Demo' },
      { command: 'harnessDemo.log', title: 'Log', category: 'Harness Demo' },
    ],
  },
};

/** CommonJS on purpose: it is read by VS Code as it is. The page answers through the host. */
const MAIN = `
const vscode = require('vscode');
const html = (page) => \`<!DOCTYPE html><html><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none';
script-src \${page.cspSource}">
</head><body><button id="double">double</button><output id="answer"></output>
<p id="trust">\${vscode.workspace.isTrusted ? 'trusted' : 'restricted'}</p>
<script src="\${page.asWebviewUri(vscode.Uri.joinPath(base, 'page.js'))}"></script></body></html>\`;
let base;
function fill(panel) {
  panel.webview.options = { enableScripts: true, localResourceRoots: [base] };
  panel.webview.onDidReceiveMessage((n) => panel.webview.postMessage(n * 2));
  panel.webview.html = html(panel.webview);
}
exports.activate = (context) => {
  base = context.extensionUri;
  const output = vscode.window.createOutputChannel('Harness Demo');
  const problems = vscode.languages.createDiagnosticCollection('harness');
  const check = (document) => {
    const at = document.getText().indexOf('BAD');
    const range = new vscode.Range(document.positionAt(at), document.positionAt(at + 3));
    problems.set(document.uri, at < 0 ? [] : [new vscode.Diagnostic(range, 'BAD is bad')]);
  };
  vscode.workspace.textDocuments.forEach(check);
  context.subscriptions.push(
    output, problems,
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidChangeTextDocument((event) => check(event.document)),
    vscode.window.registerWebviewPanelSerializer('harnessDemo.panel', {
      deserializeWebviewPanel: async (panel) => fill(panel),
    }),
    vscode.commands.registerCommand('harnessDemo.open', () => {
      const beside = vscode.ViewColumn.Beside;
      fill(vscode.window.createWebviewPanel('harnessDemo.panel', 'Demo', beside, {}));
    }),
    vscode.commands.registerCommand('harnessDemo.openTwice', () => {
      vscode.window.showErrorMessage('the wrong command was picked');
    }),
    vscode.commands.registerCommand('harnessDemo.ask', async () => {
      const name = await vscode.window.showInputBox({ prompt: 'Name?' });
      await vscode.window.showInformationMessage('Hello ' + name);
    }),
    vscode.commands.registerCommand('harnessDemo.log', () => output.appendLine('a logged line')),
    vscode.languages.registerCodeLensProvider('plaintext', {
      provideCodeLenses: () => [
        new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
          title: 'Demo Lens', command: 'harnessDemo.open',
        }),
      ],
    }),
    vscode.languages.registerInlayHintsProvider('plaintext', {
      provideInlayHints: () => [new vscode.InlayHint(new vscode.Position(0, 5), ' = 7 hint')],
    }),
  );
};
`;

const PAGE = `
const api = acquireVsCodeApi();
document.getElementById('double').onclick = () => api.postMessage(21);
window.onmessage = ({ data }) => { document.getElementById('answer').textContent = data; };
`;

export async function writeDemoExtension(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify(MANIFEST, null, 2));
  await writeFile(join(folder, 'main.js'), MAIN);
  await writeFile(join(folder, 'page.js'), PAGE);
}
