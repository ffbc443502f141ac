"""absl: its flags, app and logging are those of tf.compat.v1 here."""

import sys

from tensorflow import app, flags, logging

for _name, _module in (('app', app), ('flags', flags), ('logging', logging)):
    sys.modules['absl.' + _name] = _module
