"""tf.app: runs main with the flags as they are defined."""

import sys as _sys

from . import flags
from ._missing import getter


def run(main=None, argv=None):
    """As absl.app.run: a flag that is not valid ends the program with its reason."""
    main = main or _sys.modules['__main__'].main
    try:
        rest = flags.FLAGS(list(argv or _sys.argv), known_only=True)
    except flags.Error as error:
        _sys.stderr.write('FATAL Flags parsing error: %s\n' % error)
        _sys.stderr.write('Pass --helpshort or --helpfull to see help on flags.\n')
        _sys.exit(1)
    _sys.exit(main(rest))


__getattr__ = getter('tf.app')
