"""tf.data.Options: how TensorFlow runs a pipeline. None of it changes an element."""


class Options:
    """Takes what TensorFlow's takes, experimental_… and the parts below; numbers are the same without it."""

    def __init__(self):
        self.__dict__['_held'] = {}

    def __getattr__(self, name):
        if name.startswith('__') or not name.startswith(('experimental_', 'apply_', 'autotune', 'map_', 'filter_',
                                                         'parallel_', 'shuffle_', 'private_', 'max_', 'noop_',
                                                         'hoist_', 'auto_', 'num_', 'make_')):
            raise AttributeError(name)
        if name in ('experimental_optimization', 'experimental_threading', 'experimental_stats',
                    'experimental_distribute'):
            return self._held.setdefault(name, Options())
        return self._held.get(name)

    def __setattr__(self, name, value):
        self._held[name] = value

    def merge(self, options):
        made = Options()
        made._held.update(self._held)
        made._held.update(options._held)
        return made
