"""tf.DeviceSpec: a device by its parts, each of which may be left open; facts from framework/device_spec.py."""


def _text(value):
    return None if value is None else str(value)


def _number(value):
    return None if value is None else int(value)


def _kind(value):
    """`cpu` and `gpu` are old spellings; other types stay as they are."""
    return value.upper() if value in ('cpu', 'gpu') else _text(value)


def _parts(spec):
    """(job, replica, task, type, index) of a text like `/job:ps/task:0/device:CPU:*`."""
    job = replica = task = kind = index = None
    spec = spec or ''
    for words in (part.split(':') for part in spec.split('/')):
        first = words[0]
        count = len(words)
        if count == 2 and first == 'job':
            job = words[1]
        elif count == 2 and first == 'replica':
            replica = words[1]
        elif count == 2 and first == 'task':
            task = words[1]
        elif (count <= 2 and first.upper() in ('GPU', 'CPU')) or (count == 3 and first == 'device'):
            if kind is not None:
                raise ValueError('Cannot specify multiple device types: %s' % spec)
            kind = words[1] if count == 3 else first.upper()
            if count > 1 and words[-1] != '*':
                index = int(words[-1])
        elif first != '':
            raise ValueError("Unknown attribute: '%s' in '%s'" % (first, spec))
    return job, replica, task, kind, index


class DeviceSpec:
    """A specification that may be changed in place, as TensorFlow 1's."""

    __slots__ = ('_job', '_replica', '_task', '_device_type', '_device_index')

    def __init__(self, job=None, replica=None, task=None, device_type=None, device_index=None):
        self.job = job
        self.replica = replica
        self.task = task
        self.device_type = device_type
        self.device_index = device_index

    def _set(self, parts):
        self.job, self.replica, self.task, self.device_type, self.device_index = parts

    def _get(self):
        return self._job, self._replica, self._task, self._device_type, self._device_index

    job = property(lambda self: self._job, lambda self, value: setattr(self, '_job', _text(value)))
    replica = property(
        lambda self: self._replica, lambda self, value: setattr(self, '_replica', _number(value))
    )
    task = property(lambda self: self._task, lambda self, value: setattr(self, '_task', _number(value)))
    device_type = property(
        lambda self: self._device_type, lambda self, value: setattr(self, '_device_type', _kind(value))
    )
    device_index = property(
        lambda self: self._device_index,
        lambda self, value: setattr(self, '_device_index', _number(value)),
    )

    def to_string(self):
        text = ''
        if self._job is not None:
            text += '/job:' + self._job
        if self._replica is not None:
            text += '/replica:%d' % self._replica
        if self._task is not None:
            text += '/task:%d' % self._task
        if self._device_type is not None:
            index = '*' if self._device_index is None else self._device_index
            text += '/device:%s:%s' % (self._device_type, index)
        return text

    @classmethod
    def from_string(cls, spec):
        return cls(*_parts(spec))

    def parse_from_string(self, spec):
        self._set(_parts(spec))
        return self

    def make_merged_spec(self, dev):
        """A specification whose parts are those of DEV, and where DEV leaves them open, our own."""
        return type(self)(*self._merged(dev))

    def merge_from(self, dev):
        self._set(self._merged(dev))

    def _merged(self, dev):
        return [own if given is None else given for own, given in zip(self._get(), dev._get())]

    def replace(self, **parts):
        names = ('job', 'replica', 'task', 'device_type', 'device_index')
        return type(self)(**{**dict(zip(names, self._get())), **parts})

    def __eq__(self, other):
        return isinstance(other, type(self)) and self.to_string() == other.to_string()

    def __hash__(self):
        return hash(self.to_string())


class MergeDevice:
    """A device function: the node's device, with the parts that it leaves open filled in."""

    def __init__(self, spec):
        text = spec.to_string() if isinstance(spec, DeviceSpec) else spec
        self._spec = DeviceSpec.from_string(text)

    def __call__(self, node_def):
        return self._spec.make_merged_spec(DeviceSpec.from_string(node_def.device or ''))

    def merged(self, device):
        """The text DEVICE with the parts that it leaves open filled in."""
        return self._spec.make_merged_spec(DeviceSpec.from_string(device)).to_string()

    @property
    def is_null_merge(self):
        return not self._spec.to_string()


def merge_device(spec):
    """A device function that merges SPEC, a DeviceSpec or its text; ValueError when it is none."""
    return spec if isinstance(spec, MergeDevice) else MergeDevice(spec)


def canonical_name(device):
    if device is None:
        return ''
    return (device if isinstance(device, DeviceSpec) else DeviceSpec.from_string(device)).to_string()


def check_valid(spec):
    DeviceSpec.from_string(spec)


def is_device_spec(obj):
    return isinstance(obj, DeviceSpec)
