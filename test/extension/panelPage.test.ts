/** @file The page's HTML: its policy, and that nothing from outside can become markup. */
import assert from 'node:assert/strict';
import { panelPage } from '../../src/extension/panelPage';

const ASSETS = {
  cspSource: 'https://panel.test',
  nonce: 'abc123',
  script: 'https://panel.test/webview.js',
  imports: ['https://panel.test/webview-chunk.js'],
  styles: ['https://panel.test/panel.css'],
  language: 'en',
  title: 'Gradients',
};

describe('the page of the panel', () => {
  it('allows only the script with the nonce, and styles from the extension', () => {
    const page = panelPage(ASSETS);
    assert.match(
      page,
      /default-src 'none'; img-src https:\/\/panel\.test; style-src https:\/\/panel\.test; script-src 'nonce-abc123'"/,
    );
    assert.doesNotMatch(page, /unsafe/);
  });

  it('has one script, without a body, and no style attribute', () => {
    const page = panelPage(ASSETS);
    assert.deepEqual(page.match(/<script[^>]*>[^<]*<\/script>/g), [
      '<script nonce="abc123" type="module" src="https://panel.test/webview.js"></script>',
    ]);
    assert.doesNotMatch(page, /style="|<style/);
  });

  it('keeps a file name with markup as text', () => {
    const page = panelPage({ ...ASSETS, title: '</title><script>x</script>"&.py' });
    assert.match(
      page,
      /<title>&lt;\/title&gt;&lt;script&gt;x&lt;\/script&gt;&quot;&amp;\.py<\/title>/,
    );
  });
});
