"""Settings of sessions that change nothing here: accepted, kept, without effect."""

from ._graph import NoEffect


class _Settings:
    """A protocol message: takes any field, and makes nested ones when they are looked at."""

    _is_config = True

    def __init__(self, **fields):
        self.__dict__.update(fields)

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        value = _Settings()
        self.__dict__[name] = value
        return value

    def __bool__(self):
        return True


class ConfigProto(_Settings):
    pass


class GPUOptions(_Settings):
    pass


class GraphOptions(_Settings):
    pass


class OptimizerOptions(_Settings):
    L0 = 0
    L1 = -1
    OFF = 0
    ON_1 = 1
    ON_2 = 2


class RunOptions(_Settings):
    NO_TRACE = 0
    SOFTWARE_TRACE = 1
    HARDWARE_TRACE = 2
    FULL_TRACE = 3


class RunMetadata(_Settings):
    pass


def container(container_name):
    return NoEffect(container_name)


def without_effect(*arguments, **options):
    """tf.disable_v2_behavior() and its kin: this is TensorFlow 1 already."""
