/** @file The devices that a session has, and the nodes that it must refuse: TensorFlow's placer on a machine with CPUs only. */
import { invalidArgument } from './errors';
import type { Graph, Node } from './graph';

/** What a session was told about devices. */
export interface SessionDevices {
  /** `allow_soft_placement`: what asks for a device that is missing runs on the CPU. */
  readonly soft: boolean;
  /** How many CPU devices there are. */
  readonly cpus: number;
}

const HOST = { job: 'localhost', replica: 0, task: 0 };

/** Parts of a device name as TensorFlow's runtime reads them; null when it cannot. */
interface DeviceParts {
  job?: string;
  replica?: number;
  task?: number;
  type?: string;
  /** Absent for any. */
  index?: number;
}

/** `/job:ps/task:1/device:GPU:0` or `/gpu:0` (DeviceNameUtils::ParseFullName). */
function parse(name: string): DeviceParts | null {
  const parts: DeviceParts = {};
  if (name === '' || name === '/') return parts;
  for (const part of name.replace(/^\//, '').split('/')) {
    const match =
      /^(job):([A-Za-z][\w]*|\*)$/.exec(part) ??
      /^(replica|task):(\d+|\*)$/.exec(part) ??
      /^device:([A-Za-z]\w*)(?::(\d+|\*))?$/.exec(part) ??
      /^(cpu|gpu|CPU|GPU)(?::(\d+|\*))?$/.exec(part);
    if (match === null) return null;
    const [, key, value] = match;
    const isAny = value === '*' || value === undefined;
    if (key === 'job') {
      if (!isAny) parts.job = value;
    } else if (key === 'replica' || key === 'task') {
      if (!isAny) parts[key] = Number(value);
    } else {
      parts.type = key!.toUpperCase();
      if (!isAny) parts.index = Number(value);
    }
  }
  return parts;
}

/** Names of the devices, sorted as error messages list them. */
export function deviceNames({ cpus }: SessionDevices): string[] {
  const host = `/job:${HOST.job}/replica:${HOST.replica}/task:${HOST.task}/device:`;
  return [...Array.from({ length: cpus }, (_, i) => `${host}CPU:${i}`), `${host}XLA_CPU:0`].sort();
}

function isHere({ job, replica, task, type, index }: DeviceParts, { soft, cpus }: SessionDevices): boolean {
  const isHost =
    (job ?? HOST.job) === HOST.job && (replica ?? 0) === HOST.replica && (task ?? 0) === HOST.task;
  if (!isHost || soft || type === undefined) return isHost;
  const count = type === 'CPU' ? cpus : type === 'XLA_CPU' ? 1 : 0;
  return (index ?? 0) < count;
}

/**
 * Throws InvalidArgumentError for the first node that no device can take. TensorFlow places the whole
 * graph before any run of it, nodes without inputs and those that only ask for a shape last.
 */
export function checkPlacement(graph: Graph, devices: SessionDevices): void {
  const isLate = (node: Node) =>
    ['Shape', 'Size', 'Rank'].includes(node.op) ||
    (node.inputs.length === 0 && node.outputs.length === 1 && !node.outputs[0]!.isRef);
  const placed = [...graph.placements].filter(([, { device }]) => device !== '');
  const late = placed.filter(([node]) => isLate(node));
  for (const [node, { device }] of [...placed.filter(([each]) => !isLate(each)), ...late]) {
    const parts = parse(device);
    if (parts !== null && isHere(parts, devices)) continue;
    const problem =
      parts === null
        ? `Malformed device specification '${device}' in node: ${node.name}`
        : `Cannot assign a device for operation ${node.name}: {{node ${node.name}}} was explicitly ` +
          `assigned to ${device} but available devices are [ ${deviceNames(devices).join(', ')} ]. ` +
          'Make sure the device specification refers to a valid device.' +
          (parts.type === 'GPU' ? ' The requested device appears to be a GPU, but CUDA is not enabled.' : '');
    const error = invalidArgument(problem);
    error.origin = node.origin;
    throw error;
  }
}
