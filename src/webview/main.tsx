/** @file The page's start: connects to the extension and draws the panel. */
import { render } from 'preact';
import { connect } from './host';
import { Panel } from './parts/panel';

const root = document.getElementById('root');
if (root) {
  render(<Panel />, root);
  connect();
}
