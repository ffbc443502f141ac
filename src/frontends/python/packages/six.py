"""six: the names of Python 2 and 3, of which only 3 is here."""

import builtins
import functools
import io
import itertools
import operator
import sys
import types

PY2 = False
PY3 = True
PY34 = True

string_types = (str,)
integer_types = (int,)
class_types = (type,)
text_type = str
binary_type = bytes
MAXSIZE = sys.maxsize
StringIO = io.StringIO
BytesIO = io.BytesIO
unichr = chr
print_ = print
exec_ = exec
get_function_code = operator.attrgetter('__code__')
next = advance_iterator = builtins.next
callable = builtins.callable


def iterkeys(d, **options):
    return iter(d.keys(**options))


def itervalues(d, **options):
    return iter(d.values(**options))


def iteritems(d, **options):
    return iter(d.items(**options))


viewkeys, viewvalues, viewitems = dict.keys, dict.values, dict.items


def b(text):
    return text.encode('latin-1')


def u(text):
    return text


def ensure_binary(text, encoding='utf-8', errors='strict'):
    return text if isinstance(text, bytes) else text.encode(encoding, errors)


def ensure_str(text, encoding='utf-8', errors='strict'):
    return text.decode(encoding, errors) if isinstance(text, bytes) else text


ensure_text = ensure_str
int2byte = operator.methodcaller('to_bytes', 1, 'big')
byte2int = operator.itemgetter(0)
indexbytes = operator.getitem
iterbytes = iter
wraps = functools.wraps


def reraise(kind, error, trace=None):
    if error is None:
        error = kind()
    raise error.with_traceback(trace)


def raise_from(error, cause):
    raise error from cause


def with_metaclass(meta, *bases):
    """A base class whose subclasses are made by META."""

    def make(cls, name, this_bases, namespace):
        return meta(name, bases, namespace)

    kind = type('metaclass', (type,), {'__new__': make})
    return type.__new__(kind, 'temporary_class', (), {})


def add_metaclass(metaclass):
    def wrapper(cls):
        namespace = dict(cls.__dict__)
        namespace.pop('__dict__', None)
        namespace.pop('__weakref__', None)
        return metaclass(cls.__name__, cls.__bases__, namespace)

    return wrapper


def python_2_unicode_compatible(cls):
    return cls


moves = types.ModuleType('six.moves')
for _name in ('range', 'zip', 'map', 'filter', 'input'):
    setattr(moves, _name, getattr(builtins, _name))
moves.xrange = range
moves.reduce = functools.reduce
moves.zip_longest = itertools.zip_longest
moves.filterfalse = itertools.filterfalse
moves.StringIO = io.StringIO
moves.reload_module = None
for _old, _new in (('cPickle', 'pickle'), ('queue', 'queue'), ('configparser', 'configparser'),
                   ('builtins', 'builtins'), ('copyreg', 'copyreg')):
    setattr(moves, _old, __import__(_new))
    sys.modules['six.moves.' + _old] = getattr(moves, _old)
del moves.reload_module
sys.modules['six.moves'] = moves
