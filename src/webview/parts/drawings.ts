/** @file The script that comes on demand: the large chart of the steps, and a tensor in full. */
export { HistoryChart } from './historyChart';
export { TensorView } from './tensorView';
