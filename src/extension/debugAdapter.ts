/** @file The debug adapter: a bundle of its own, loaded when the first debug session begins. */
export { GradientDebugSession } from './debug/adapter';
