/** @file One webview panel: its page, its icon, its messages in both directions. Knows no session. */
import { randomBytes } from 'node:crypto';
import { env, Uri, type Disposable, type WebviewPanel } from 'vscode';
import { isViewToHost, type HostToView, type PanelSnapshot, type ViewToHost } from '../protocol/view';
import { patchBetween } from '../protocol/viewPatch';
import { panelPage, SCRIPT, SCRIPT_IMPORTS, STYLE_SHEETS } from './panelPage';

export const PANEL_TYPE = 'gradientDebugger.panel';

/** At most one snapshot per frame of a 30 Hz screen, in ms. */
const FRAME = 33;
/** A page that says nothing for so long is asked again all the same: it may be a new one. ms */
const SILENCE = 500;

export interface PanelListener {
  message(message: ViewToHost): void;
  closed(): void;
  log(text: string): void;
}

export function panelOptions(extension: Uri) {
  const roots = [Uri.joinPath(extension, 'media'), Uri.joinPath(extension, 'dist')];
  return { enableScripts: true, enableForms: false, localResourceRoots: roots };
}

export class GradientPanel {
  readonly panel: WebviewPanel;
  readonly #subscriptions: Disposable[];
  #pending: NodeJS.Timeout | undefined;
  #lastSent = -Infinity;
  #busyUntil = 0;
  #isClosed = false;
  /** What the page has. */
  #delivered: PanelSnapshot | null = null;

  constructor(panel: WebviewPanel, extension: Uri, title: string, listener: PanelListener) {
    this.panel = panel;
    panel.title = title;
    panel.iconPath = {
      light: Uri.joinPath(extension, 'media', 'gradient-light.svg'),
      dark: Uri.joinPath(extension, 'media', 'gradient-dark.svg'),
    };
    panel.webview.options = panelOptions(extension);
    this.#subscriptions = [
      panel.webview.onDidReceiveMessage((message: unknown) => {
        if (isViewToHost(message)) listener.message(message);
        else
          listener.log(`The panel sent a message of an unknown kind: ${JSON.stringify(message)}`);
      }),
      panel.onDidDispose(() => {
        this.#isClosed = true;
        clearTimeout(this.#pending);
        for (const subscription of this.#subscriptions) subscription.dispose();
        listener.closed();
      }),
    ];
    const address = (...path: string[]) =>
      panel.webview.asWebviewUri(Uri.joinPath(extension, ...path)).toString();
    panel.webview.html = panelPage({
      cspSource: panel.webview.cspSource,
      nonce: randomBytes(16).toString('hex'),
      script: address('dist', SCRIPT),
      imports: SCRIPT_IMPORTS.map((file) => address('dist', file)),
      styles: STYLE_SHEETS.map((sheet) => address('media', sheet)),
      language: env.language,
      title,
    });
  }

  /** A hidden page is gone and hears nothing: it asks again when it is shown. */
  send(message: HostToView): void {
    if (!this.#isClosed && this.panel.visible) void this.panel.webview.postMessage(message);
  }

  /** Sends all of it, as a page that has just come needs it. */
  sendWhole(snapshot: PanelSnapshot): void {
    this.#delivered = snapshot;
    this.send(snapshot);
  }

  /**
   * Sends at once, but no more than a frame's worth, and not before the page has the last one: of
   * many changes meanwhile, the newest. Only what is different from the last one travels.
   */
  sendNewest(snapshot: () => PanelSnapshot): void {
    if (this.#isClosed || this.#pending || !this.panel.visible) return;
    const wait = Math.max(this.#lastSent + FRAME, this.#busyUntil) - performance.now();
    const sendNow = () => {
      this.#pending = undefined;
      this.#lastSent = performance.now();
      this.#busyUntil = this.#lastSent + SILENCE;
      const sent = this.#lastSent;
      const arrived = (isDelivered: boolean) => {
        if (!isDelivered) this.#delivered = null;
        if (this.#lastSent !== sent) return;
        this.#busyUntil = 0;
        if (this.#pending) {
          clearTimeout(this.#pending);
          this.#pending = undefined;
          this.sendNewest(snapshot);
        }
      };
      const next = snapshot();
      const message = this.#delivered ? patchBetween(this.#delivered, next) : next;
      this.#delivered = next;
      this.panel.webview.postMessage(message).then(arrived, () => arrived(false));
    };
    if (wait <= 0) sendNow();
    else this.#pending = setTimeout(sendNow, wait);
  }

  dispose(): void {
    this.panel.dispose();
  }
}
