/** @file The panel's HTML: a strict content security policy, files by address, no data. Knows no editor. */

export const STYLE_SHEETS = ['panel.css', 'glance.css', 'table.css', 'bar.css', 'tensor.css', 'explain.css', 'narrow.css', 'wide.css'] as const;

/** The page's script, and what it imports before it runs: together what the first paint waits for. */
export const SCRIPT = 'webview.js';
export const SCRIPT_IMPORTS = ['webview-chunk.js'] as const;

export interface PageAssets {
  /** Where styles and pictures may come from. */
  readonly cspSource: string;
  /** Fresh for every page: only the script that carries it runs. */
  readonly nonce: string;
  readonly script: string;
  /** What the script imports before it runs: asked for at once, not only when the script has come. */
  readonly imports: readonly string[];
  readonly styles: readonly string[];
  /** BCP 47, for screen readers. */
  readonly language: string;
  readonly title: string;
}

export function panelPage(assets: PageAssets): string {
  const { cspSource, nonce, script, imports, styles, language, title } = assets;
  const policy = [
    `default-src 'none'`,
    `img-src ${cspSource}`,
    `style-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  const links = [
    ...imports.map((href) => `<link rel="modulepreload" nonce="${escapeHtml(nonce)}" href="${escapeHtml(href)}">`),
    ...styles.map((href) => `<link rel="stylesheet" href="${escapeHtml(href)}">`),
  ];
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${links.join('\n')}
</head>
<body>
<div id="root"></div>
<script nonce="${escapeHtml(nonce)}" type="module" src="${escapeHtml(script)}"></script>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  const escapes: { readonly [character: string]: string } = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);
}
