"""tf.app: runs main with the flags as they are defined."""

import sys as _sys

from . import flags
from ._missing import getter


def run(main=None, argv=None):
    main = main or _sys.modules['__main__'].main
    _sys.exit(main(list(argv or _sys.argv)))


__getattr__ = getter('tf.app')
