/** @file The page's start: connects to the extension, and draws the panel when its texts are there. */
import { render } from 'preact';
import { connect } from './host';
import { fetchDrawings } from './parts/onDemand';
import { Panel } from './parts/panel';
import { strings } from './store';

const root = document.getElementById('root');
if (root) {
  const stop = strings.subscribe(({ toolbar }) => {
    if (toolbar !== undefined) render(<Panel />, root);
  });
  connect();
  // Not every browser tells when it is idle.
  const whenIdle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 200));
  whenIdle(fetchDrawings);
  window.addEventListener('pagehide', stop);
}
