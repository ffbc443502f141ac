"""tf.Summary and tf.Event: the messages that a script makes by hand and hands to a FileWriter."""

import struct

from . import _summary_bytes as _bytes


class _Values(list):
    """A repeated field of a Summary."""

    def add(self, **fields):
        value = SummaryValue(**fields)
        self.append(value)
        return value


class SummaryValue:
    """One tagged number; other kinds are kept as they are."""

    def __init__(self, tag='', simple_value=None, node_name='', image=None, histo=None, audio=None,
                 tensor=None, metadata=None):
        self.tag = tag
        self._simple_value = simple_value
        self.node_name = node_name
        self.image = image
        self.histo = histo
        self.audio = audio
        self.tensor = tensor
        self.metadata = metadata
        self._rest = b''

    @property
    def simple_value(self):
        """Rounded to float32, as the message holds it."""
        if self._simple_value is None:
            return 0.0
        return struct.unpack('<f', struct.pack('<f', self._simple_value))[0]

    @simple_value.setter
    def simple_value(self, value):
        self._simple_value = value

    def HasField(self, name):
        held = self._simple_value if name == 'simple_value' else getattr(self, name)
        return held is not None and held != ''

    def WhichOneof(self, name):
        return 'simple_value' if self._simple_value is not None else None

    def _serialized(self):
        number = b''
        if self._simple_value is not None:
            number = b'\x15' + struct.pack('<f', self._simple_value)
        tag = self.tag.encode()
        return (_bytes.field(1, tag) if tag else b'') + number + self._rest

    def __str__(self):
        lines = ['  tag: "%s"\n' % self.tag]
        if self._simple_value is not None:
            lines.append('  simple_value: %s\n' % repr(self.simple_value))
        return 'value {\n' + ''.join(lines) + '}\n'


class Summary:
    Value = SummaryValue

    def __init__(self, value=()):
        self.value = _Values(value)

    def SerializeToString(self):
        return b''.join(_bytes.field(1, value._serialized()) for value in self.value)

    def ParseFromString(self, data):
        self.value[:] = [_parsed(value) for value in _bytes.messages_in(data, 1)]
        return len(data)

    @classmethod
    def FromString(cls, data):
        made = cls()
        made.ParseFromString(data)
        return made

    def __str__(self):
        return ''.join(map(str, self.value))

    __repr__ = __str__


def _parsed(data):
    made = SummaryValue()
    for number, kind, content in _bytes.fields_of(data):
        if number == 1:
            made.tag = content.decode()
        elif number == 2 and kind == 5:
            made.simple_value = struct.unpack('<f', content)[0]
        elif kind == 2:
            made._rest += _bytes.field(number, content)
    return made


class Event:
    """What a FileWriter would write for one step."""

    def __init__(self, wall_time=0.0, step=0, summary=None, **fields):
        self.wall_time = wall_time
        self.step = step
        self.summary = Summary() if summary is None else summary
        self.__dict__.update(fields)


class SessionLog:
    STATUS_UNSPECIFIED, START, STOP, CHECKPOINT = range(4)

    def __init__(self, status=0, checkpoint_path='', msg=''):
        self.status = status
        self.checkpoint_path = checkpoint_path
        self.msg = msg
