"""Notes which tensors the expressions of the user's text had. What was noted last of a place is kept."""

import importlib.machinery
import importlib.util
import json
import sys

from . import _places
from ._noted_code import with_notes
from ._plain_values import are_plain
from ._workspace import HOME

_is_on = False
_is_told = False  # nothing was noted since noted() was asked
_sites = []  # what _noted_code found, by the number that note() is given
_loops = []  # [names, how often it began] of loops that may run without notes
_visits = {}  # site -> (how often a tensor was noted there, the last one as (graph, id), or a list of such)
_registered = {}  # class -> function of a value: (graph, id)
_readers = {}  # class of a value that came -> its function, or None for what is no tensor
_no_tensors = set()  # the classes of the latter
_texts = {}  # path of a module beside the loss file -> its text, as it was compiled
_MOST_ITEMS = 16

#: Elements that are looked at when a loop begins for the first time; at its nth time an nth of them: a
#: short loop over a long list may begin often.
_MOST_ELEMENTS = 50_000


def note_class(kind, numbers):
    """Values of the class KIND, or of one derived from it, are noted by NUMBERS(value): (graph, id)."""
    _registered[kind] = numbers


def begin_run(is_on):
    """Forget the notes of the last run. IS_ON: the code that is compiled from now on takes notes."""
    global _is_on, _is_told
    _is_on = is_on
    _is_told = False
    _sites.clear()
    _loops.clear()
    _visits.clear()
    _readers.clear()
    _no_tensors.clear()
    _texts.clear()


def note(site, value):
    """VALUE, noted at SITE when it is a tensor: the call that is put around expressions."""
    if type(value) not in _no_tensors:
        _take(site, value)
    return value


def is_plain(loop):
    """Whether LOOP begins with nothing that holds a tensor, and so comes to none."""
    about = _loops[loop]
    about[1] += 1
    try:
        return are_plain(about[0], sys._getframe(1), _MOST_ELEMENTS // about[1])
    except Exception:
        return False  # A class of the user's own that cannot be looked up.


def _take(site, value):
    kind = type(value)
    if kind in _readers:
        numbers = _readers[kind]
    else:
        numbers = _readers[kind] = _reader_of(kind)
        if numbers is None:
            _no_tensors.add(kind)
    if numbers is None:
        return
    try:
        found = numbers(value)
    except Exception:
        return  # A user's own subclass that is not made yet.
    if found is not None:
        global _is_told
        _is_told = False
        count, _ = _visits.get(site, (0, None))
        _visits[site] = (count + 1, found)


def _reader_of(kind):
    for base in kind.__mro__:
        if base in _registered:
            return _registered[base]
    return _items if issubclass(kind, (tuple, list)) else None


def _items(values):
    """What is to be unpacked: each item's numbers, or None where it is no tensor."""
    if len(values) > _MOST_ITEMS:
        return None
    found = []
    for value in values:
        kind = type(value)
        if kind not in _readers:
            _readers[kind] = _reader_of(kind)
        numbers = _readers[kind]
        found.append(None if numbers is None or numbers is _items else numbers(value))
    return found if any(found) else None


def compiled(text, path):
    """The code of TEXT, which takes notes if this run does."""
    if _is_on:
        known = len(_sites), len(_loops)
        names = {}
        try:
            tree = with_notes(text, path, _sites, _loops, names)
            code = compile(tree, path, 'exec', dont_inherit=True)
            _places.know_names(path, names)
            return code
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            # Its error is told of the text as it is; what is nested too deep runs without notes.
            del _sites[known[0] :], _loops[known[1] :]
    return compile(text, path, 'exec', dont_inherit=True)


def _source_to_code(self, data, path, *arguments, **options):
    if _is_on and path.startswith(HOME + '/'):
        text = _texts[path] = importlib.util.decode_source(data)
        return compiled(text, path)
    return _plain_source_to_code(self, data, path, *arguments, **options)


_plain_source_to_code = importlib.machinery.SourceFileLoader.source_to_code
importlib.machinery.SourceFileLoader.source_to_code = _source_to_code


def noted(_):
    """JSON of what was noted: `entries` {kind, place, within, after, visits, graph, id}. `place` is the
    expression, its name what it was assigned to; `within` the statement; `after` where something
    about it can be written, or null. `modules` {file, text}: what was imported from beside the
    loss file. The text `null` when it is what was told last."""
    global _is_told
    if _is_told:
        return 'null'
    _is_told = True
    entries = []
    for number, (visits, found) in _visits.items():
        site = _sites[number]
        if isinstance(found, tuple):
            entries.append(_entry(site, site.place, site.name, site.after, visits, found))
        elif len(site.items) == len(found):
            for (name, place), item in zip(site.items, found):
                if item is not None:
                    entries.append(_entry(site, place, name, place[1::2], visits, item))
    modules = [{'file': _places.shown(path), 'text': text} for path, text in _texts.items()]
    return json.dumps({'entries': entries, 'modules': modules})


def _entry(site, place, name, after, visits, numbers):
    described = _places.describe(site.file, place)
    described['name'] = name
    lines = _places.lines_of(site.file)
    return {
        'kind': site.kind,
        'place': described,
        'within': _places.describe(site.file, site.within),
        'after': after
        and {'line': after[0], 'column': _places.utf16_column(lines, after[0], after[1])},
        'visits': visits,
        'graph': numbers[0],
        'id': numbers[1],
    }
