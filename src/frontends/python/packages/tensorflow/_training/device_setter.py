"""tf.train.replica_device_setter and ClusterSpec: which task of a cluster a node belongs to.

The rules are those of training/device_setter.py and training/server_lib.py. No cluster is ever reached:
what is placed on another task says so when it is run.
"""

from .._device_spec import DeviceSpec

#: Kinds of nodes that hold state.
STANDARD_PS_OPS = (
    'Variable',
    'VariableV2',
    'AutoReloadVariable',
    'MutableHashTable',
    'MutableHashTableV2',
    'MutableHashTableOfTensors',
    'MutableHashTableOfTensorsV2',
    'MutableDenseHashTable',
    'MutableDenseHashTableV2',
    'VarHandleOp',
    'BoostedTreesEnsembleResourceHandleOp',
    'BoostedTreesQuantileStreamResourceHandleOp',
    'ResourceConditionalAccumulator',
)


class ClusterSpec:
    """Addresses by job: a list, or a dict by task number."""

    def __init__(self, cluster):
        if isinstance(cluster, ClusterSpec):
            self._jobs = {job: dict(tasks) for job, tasks in cluster._jobs.items()}
            return
        if not isinstance(cluster, dict):
            raise TypeError(
                '`cluster` must be a dictionary mapping one or more job names to lists of network '
                'addresses, or a `ClusterDef` protocol buffer'
            )
        self._jobs = {}
        for job, tasks in cluster.items():
            if isinstance(tasks, (list, tuple)):
                self._jobs[job] = dict(enumerate(tasks))
            elif isinstance(tasks, dict):
                self._jobs[job] = dict(tasks)
            else:
                raise TypeError(
                    'The tasks for job %r must be a list or a dictionary from integers to strings.' % job
                )
        for job, tasks in self._jobs.items():
            for index, address in tasks.items():
                if not isinstance(address, (str, bytes)):
                    raise TypeError('Task address %r must be bytes or unicode' % address)

    def __bool__(self):
        return bool(self._jobs)

    def __eq__(self, other):
        return ClusterSpec(other)._jobs == self._jobs

    def __ne__(self, other):
        return not self == other

    def __repr__(self):
        return 'ClusterSpec({%s})' % ', '.join(
            '%r: %r' % (job, self.as_dict()[job]) for job in sorted(self._jobs)
        )

    @property
    def jobs(self):
        return list(self._jobs)

    def _tasks(self, job_name):
        try:
            return self._jobs[job_name]
        except KeyError:
            raise ValueError('No such job in cluster: %r' % job_name) from None

    def num_tasks(self, job_name):
        return len(self._tasks(job_name))

    def task_indices(self, job_name):
        return sorted(self._tasks(job_name))

    def task_address(self, job_name, task_index):
        tasks = self._tasks(job_name)
        if task_index not in tasks:
            raise ValueError('No task with index %r in job %r' % (task_index, job_name))
        return tasks[task_index]

    def job_tasks(self, job_name):
        tasks = self._tasks(job_name)
        return [tasks.get(i) for i in range(max(tasks) + 1)]

    def as_dict(self):
        """Lists where the tasks are numbered without a gap, else dicts."""
        found = {}
        for job, tasks in self._jobs.items():
            is_list = sorted(tasks) == list(range(len(tasks)))
            found[job] = [tasks[i] for i in range(len(tasks))] if is_list else dict(tasks)
        return found


class _RoundRobin:
    def __init__(self, count):
        self._count = count
        self._next = 0

    def __call__(self, op):
        task = self._next
        self._next = (task + 1) % self._count
        return task


class _Chooser:
    def __init__(self, ps_tasks, ps_device, worker_device, merge_devices, ps_ops, strategy):
        self._ps_tasks = ps_tasks
        self._ps_device = ps_device
        self._worker_device = worker_device
        self._merge_devices = merge_devices
        self._ps_ops = ps_ops
        self._strategy = strategy

    def device_function(self, op):
        if not self._merge_devices and op.device:
            return op.device
        own = DeviceSpec.from_string(op.device or '')
        kind = op.node_def.op if hasattr(op, 'node_def') else op.op
        if self._ps_tasks and self._ps_device and kind in self._ps_ops:
            place = DeviceSpec.from_string(self._ps_device)
            if place.job and (not own.job or own.job == place.job):
                place = place.replace(task=self._strategy(op))
        else:
            place = DeviceSpec.from_string(self._worker_device or '')
        return place.make_merged_spec(own).to_string()


def replica_device_setter(
    ps_tasks=0,
    ps_device='/job:ps',
    worker_device='/job:worker',
    merge_devices=True,
    cluster=None,
    ps_ops=None,
    ps_strategy=None,
):
    """A device function: state goes to the tasks of PS_DEVICE in turn, all else to WORKER_DEVICE; None
    when there is no such task."""
    if cluster is not None:
        jobs = ClusterSpec(cluster).as_dict()
        job = DeviceSpec.from_string(ps_device).job
        if jobs.get(job) is None:
            return None
        ps_tasks = len(jobs[job])
    if ps_tasks == 0:
        return None
    strategy = _RoundRobin(ps_tasks) if ps_strategy is None else ps_strategy
    if not callable(strategy):
        raise TypeError('ps_strategy must be callable')
    kinds = list(STANDARD_PS_OPS) if ps_ops is None else ps_ops
    return _Chooser(
        ps_tasks, ps_device, worker_device, merge_devices, kinds, strategy
    ).device_function
