"""tf.app.flags: flags of the command line, of which there is none here: every flag has its default."""

from _gradient_runtime import on_reset

from ._missing import getter


class _FlagValues:
    def __init__(self):
        self.__dict__['_values'] = {}

    def __getattr__(self, name):
        if name.startswith('__') or name not in self._values:
            raise AttributeError(name)
        return self._values[name]

    def __setattr__(self, name, value):
        self._values[name] = value

    def __getitem__(self, name):
        return self._values[name]

    def __contains__(self, name):
        return name in self._values

    def __iter__(self):
        return iter(self._values)

    def __call__(self, argv=None, known_only=False):
        return list(argv or [])

    def flag_values_dict(self):
        return dict(self._values)

    def _parse_flags(self, args=None):
        pass


FLAGS = _FlagValues()


@on_reset
def _forget():
    FLAGS._values.clear()


def _define(kind):
    def define(name, default, help=None, **options):
        FLAGS._values[name] = None if default is None else kind(default)

    return define


def _boolean(value):
    return value.lower() in ('true', 't', '1', 'yes') if isinstance(value, str) else bool(value)


def _list(value):
    return value.split(',') if isinstance(value, str) else list(value)


DEFINE_string = _define(str)
DEFINE_integer = _define(int)
DEFINE_float = _define(float)
DEFINE_boolean = DEFINE_bool = _define(_boolean)
DEFINE_list = _define(_list)


def DEFINE_enum(name, default, enum_values, help=None, **options):
    FLAGS._values[name] = default


def mark_flag_as_required(name, flag_values=FLAGS):
    pass


__getattr__ = getter('tf.flags')
