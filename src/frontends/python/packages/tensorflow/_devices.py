"""The devices that a session has: CPUs, as TensorFlow finds them on a machine without others."""

from . import _engine
from ._device_spec import DeviceSpec

#: What TensorFlow's CPU device says of itself: its memory limit, and the incarnation that it makes up.
_MEMORY = 268435456


class DeviceAttributes:
    """One device of `session.list_devices()`."""

    def __init__(self, name, device_type, memory_limit_bytes, incarnation=0):
        self.name = name
        self.device_type = device_type
        self.memory_limit_bytes = memory_limit_bytes
        self.incarnation = incarnation

    def __repr__(self):
        return '_DeviceAttributes(%s, %s, %d, %d)' % (
            self.name,
            self.device_type,
            self.memory_limit_bytes,
            self.incarnation,
        )


class SessionDevices:
    """What the ConfigProto CONFIG, which may be None, says about devices."""

    def __init__(self, config):
        fields = {} if config is None else config.__dict__
        self.soft = fields.get('allow_soft_placement') is True
        self.logs = fields.get('log_device_placement') is True
        counts = fields.get('device_count')
        self.cpus = int(counts.get('CPU', 1)) if isinstance(counts, dict) else 1
        self._logged = 0  # how many nodes the graph had at the last log

    def _names(self):
        return _engine.device_names(self.cpus).split(',')

    def listed(self):
        return [
            DeviceAttributes(name, name.split(':')[-2], _MEMORY << 6 if 'XLA' in name else _MEMORY)
            for name in self._names()
        ]

    def log_mapping(self):
        if self.logs:
            print('Device mapping:')
            for name in self._names():
                if 'XLA' in name:
                    print('%s -> device: XLA_CPU device' % name)

    def log_placement(self, graph):
        """A line for each node and its device, anew when the graph has grown; constants come last."""
        count = graph._last_id
        if count == self._logged:
            return
        self._logged = count
        operations = graph.get_operations()
        host = self._names()[0].rpartition(':')[0]
        for operation in sorted(operations, key=_is_late):
            asked = DeviceSpec.from_string(operation.device)
            index = asked.device_index if asked.device_type == 'CPU' else None
            print('%s: (%s): %s:%d' % (operation.name, operation.type, host, index or 0))


def _is_late(operation):
    outputs = operation.outputs
    is_source = not operation.inputs and len(outputs) == 1 and not outputs[0].dtype._is_ref
    return is_source or operation.type in ('Shape', 'Size', 'Rank')
