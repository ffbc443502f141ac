/** @file The page's start: connects to the extension, and draws the panel when its texts are there. */
import { render } from 'preact';
import { connect } from './host';
import { Panel } from './parts/panel';
import { strings } from './store';

const root = document.getElementById('root');
if (root) {
  const stop = strings.subscribe(({ toolbar }) => {
    if (toolbar !== undefined) render(<Panel />, root);
  });
  connect();
  window.addEventListener('pagehide', stop);
}
