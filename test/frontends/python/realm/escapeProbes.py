"""Ways out of a sandbox that were open in a stock Pyodide. Prints one JSON line per probe.

Each function tries one way; what it returns is what it reached. The test knows which of them may
return something of the virtual machine; every other one must raise.
"""

import json


def js_process():
    import js
    return js.process.version


def js_require():
    import js
    return js.require('child_process').execSync


def js_fetch():
    import js
    return js.fetch


def js_xml_http_request():
    import js
    return js.XMLHttpRequest


def pyodide_js_mount():
    import pyodide_js
    return pyodide_js._module.FS.mount


def pyodide_js_node_file_system():
    import os
    import js
    import pyodide
    import pyodide_js
    pyodide_js.FS.mkdirTree('/host')
    options = pyodide.ffi.to_js({'root': '/'}, dict_converter=js.Object.fromEntries)
    pyodide_js.FS.mount(pyodide_js.FS.filesystems.NODEFS, options, '/host')
    return os.listdir('/host')[:5]


def run_js():
    from pyodide.code import run_js
    return run_js('typeof process')


def constructor_of_engine_function():
    import _gradient_engine
    return _gradient_engine.add.constructor('return typeof process + typeof require')()


def constructor_reads_process():
    import _gradient_engine
    return _gradient_engine.add.constructor('return process.version + process.cwd()')()


def constructor_reads_builtin_modules():
    import _gradient_engine
    code = "return process.getBuiltinModule('fs').readdirSync('/').length"
    return _gradient_engine.add.constructor(code)()


def constructor_of_array():
    from pyodide.ffi import to_js
    return to_js([1]).constructor.constructor('return typeof process')()


def constructor_of_proxy():
    from pyodide.ffi import create_proxy
    return create_proxy(lambda: 1).constructor.constructor('return typeof process')()


def constructor_of_exception():
    import _gradient_engine
    try:
        _gradient_engine.throwError('x')
    except Exception as error:
        return error.js_error.constructor.constructor('return typeof process')()


def pyodide_core():
    import _pyodide_core
    return [name for name in dir(_pyodide_core) if not name.startswith('__')][:12]


def pyodide_import_hook():
    import _pyodide
    return list(_pyodide._importhook.jsfinder.jsproxies.keys())


def open_etc_passwd():
    return open('/etc/passwd').read()[:20]


def working_folder():
    import os
    return (os.getcwd(), os.listdir('/'), os.listdir('/workspace'))


def temporary_folder():
    import os
    return os.listdir('/tmp')


def write_a_file():
    import os
    open('/workspace/a.txt', 'w').write('x')
    return os.listdir('/workspace')


def os_system():
    import os
    return os.system('id')


def os_popen():
    import os
    return os.popen('id').read()


def subprocess_run():
    import subprocess
    return subprocess.run(['id'])


def os_fork():
    import os
    return os.fork()


def ctypes_malloc():
    import ctypes
    return ctypes.CDLL(None).malloc(10)


def ctypes_string_at():
    import ctypes
    return ctypes.string_at(1024, 8)


def ctypes_run_script():
    import ctypes
    return ctypes.CDLL(None).emscripten_run_script_int(b'process.pid')


def ctypes_run_script_string():
    import ctypes
    return ctypes.CDLL(None).emscripten_run_script_string


def thread():
    import threading
    threading.Thread(target=lambda: 1).start()
    return 'started'


def socket_connect():
    import socket
    connection = socket.socket()
    connection.settimeout(1)
    connection.connect(('127.0.0.1', 9))
    return 'connected'


def socket_listen():
    import socket
    server = socket.socket()
    server.bind(('127.0.0.1', 0))
    server.listen(1)
    return server.getsockname()


def url_open():
    import urllib.request
    return urllib.request.urlopen('http://127.0.0.1:1/').status


def multiprocessing_process():
    import multiprocessing
    multiprocessing.Process(target=print).start()
    return 'started'


def event_loop():
    import asyncio
    return type(asyncio.get_event_loop()).__name__


def environment():
    import os
    return dict(os.environ)


def executable():
    import sys
    return (sys.executable, sys.platform, sys.argv)


def pyodide_fetch():
    from pyodide.http import pyfetch
    return pyfetch


def pyodide_open_url():
    from pyodide.http import open_url
    return open_url('/etc/passwd').read()[:10]


def nothing():
    return None


# Beyond the list of the stock Pyodide: what is left when the modules are hidden.


def hidden_modules():
    """The bare C modules lie in the collector's list even when sys.modules does not name them."""
    import gc
    import types
    modules = [one for one in gc.get_objects() if isinstance(one, types.ModuleType)]
    for module in modules:
        run = getattr(module, 'run_js', None)
        if run is not None:
            return run('typeof process')
    raise LookupError('no module runs JavaScript')


def caller_frames():
    """Through the frames of the runner to the host's functions, and from there to a constructor."""
    import sys
    frame = sys._getframe()
    while frame is not None:
        host = frame.f_globals.get('_gradient_host')
        if host is not None:
            return host.log.constructor('return typeof process')()
        frame = frame.f_back
    raise LookupError('no frame holds the host')


def stack_trace_hook():
    """V8 hands call frames to Error.prepareStackTrace: a known way out of node:vm."""
    import _gradient_engine
    seen = []
    try:
        _gradient_engine.throwError('x')
    except Exception as error:
        constructor = error.js_error.constructor
        constructor.prepareStackTrace = lambda error, trace: seen.append(trace[0].getThis())
        constructor('y').stack
        return seen[0]


def replaced_prototype():
    """A patched inner prototype must not be handed an outer object."""
    import _gradient_engine
    seen = []
    prototype = _gradient_engine.add.constructor.prototype
    prototype.call = lambda *arguments: seen.append(arguments)
    prototype.apply = lambda *arguments: seen.append(arguments)
    print('through the host')
    _gradient_engine.milliseconds()
    return seen[0]


probes = [(name, one) for name, one in list(globals().items()) if type(one) is type(nothing)]
for name, probe in probes:
    try:
        answer = {'probe': name, 'isOpen': True, 'what': repr(probe())}
    except BaseException as error:
        answer = {'probe': name, 'isOpen': False, 'what': f'{type(error).__name__}: {error}'}
    print(json.dumps(answer))
