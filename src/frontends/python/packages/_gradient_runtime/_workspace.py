"""The script's file system: a folder in memory that before every run is again what lies beside the loss file,
and an empty one for what the script makes."""

import os
import shutil
import sys

import _gradient_host

HOME = '/workspace'
_SCRATCH = '/tmp'

_environment = dict(os.environ)


def reset():
    """Empty the folders a script may write to; forget the modules it imported from them."""
    _gradient_host.closeFolder()
    for name, module in list(sys.modules.items()):
        filename = getattr(module, '__file__', None)
        if isinstance(filename, str) and filename.startswith((HOME + '/', _SCRATCH + '/')):
            del sys.modules[name]
    for path in list(sys.path_importer_cache):
        if path.startswith((HOME, _SCRATCH)):
            del sys.path_importer_cache[path]
    os.chdir('/')
    for folder in (HOME, _SCRATCH):
        os.makedirs(folder, exist_ok=True)
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path, ignore_errors=True)
                else:
                    os.unlink(entry.path)
    os.chdir(HOME)
    _gradient_host.openFolder()
    sys.path[:] = [HOME, *_library_path]
    if dict(os.environ) != _environment:
        os.environ.clear()
        os.environ.update(_environment)


_library_path = [folder for folder in sys.path if folder.startswith('/lib/')]
