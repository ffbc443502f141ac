"""Notes which tensors the expressions of the user's text had. What was noted last of a place is kept."""

import importlib.machinery
import importlib.util
import json
import sys

from . import _noted_groups, _places
from ._noted_code import with_notes
from ._plain_values import are_plain
from ._workspace import HOME

_is_on = False
_is_told = False  # nothing was noted since noted() was asked
_sites = []  # what _noted_code found, by the number that note() is given
_loops = []  # [names, how often it began] of loops that may run without notes
_visits = {}  # site -> (how often a tensor was noted there, the last one as (graph, id), or a group: _noted_groups)
_registered = {}  # class -> function of a value: (graph, id)
_readers = {}  # class of a value that came -> its function, or None for what is no tensor
_no_tensors = set()  # the classes of the latter
_texts = {}  # path of a module beside the loss file -> its text, as it was compiled

#: Elements that are looked at when a loop begins for the first time; at its nth time an nth of them: a
#: short loop over a long list may begin often.
_MOST_ELEMENTS = 50_000


def note_class(kind, numbers):
    """Values of the class KIND, or of one derived from it, are noted by NUMBERS(value): (graph, id)."""
    _registered[kind] = numbers


def note_parts(kind, form, parts):
    """Values of the class KIND are noted as FORM with PARTS(value): (name, tensor or None) of each."""

    def numbers(value):
        return _noted_groups.group(form, [('.' + name, part) for name, part in parts(value)], _found)

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
    try:
        found = _found(value, 1)
    except Exception:
        return  # A user's own subclass that is not made yet.
    if found is not None:
        global _is_told
        _is_told = False
        count, _ = _visits.get(site, (0, None))
        _visits[site] = (count + 1, found)


def _found(value, depth):
    """The numbers of a tensor, or the group of what has some; None when it has none. DEPTH: from 1."""
    kind = type(value)
    if kind in _readers:
        numbers = _readers[kind]
    else:
        numbers = _readers[kind] = _reader_of(kind)
        if numbers is None:
            _no_tensors.add(kind)
    if numbers is None:
        return None
    if numbers is _noted_groups.group_of:
        return numbers(value, _found, _no_tensors, depth)
    return numbers(value)


def _reader_of(kind):
    for base in kind.__mro__:
        if base in _registered:
            return _registered[base]
    return _noted_groups.group_of if issubclass(kind, (tuple, list, dict)) else None


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
    about it can be written, or null. `groups` the same with {form, count, parts} in the place of the
    numbers. `modules` {file, text}: what was imported from beside the loss file. The text `null` when
    it is what was told last."""
    global _is_told
    if _is_told:
        return 'null'
    _is_told = True
    told = {'entries': [], 'groups': []}
    for number, (visits, found) in _visits.items():
        site = _sites[number]
        if not site.items or type(found) is tuple:
            _tell(told, site, site.place, site.name, site.after, visits, found)
            continue
        items = _noted_groups.unpacked(found, len(site.items))
        for (name, place), item in zip(site.items, items):
            if item is not None:
                _tell(told, site, place, name, place[1::2], visits, item)
    told['modules'] = [{'file': _places.shown(path), 'text': text} for path, text in _texts.items()]
    return json.dumps(told)


def _tell(told, site, place, name, after, visits, found):
    described = _places.describe(site.file, place)
    described['name'] = name
    lines = _places.lines_of(site.file)
    entry = {
        'kind': site.kind,
        'place': described,
        'within': _places.describe(site.file, site.within),
        'after': after
        and {'line': after[0], 'column': _places.utf16_column(lines, after[0], after[1])},
        'visits': visits,
    }
    if type(found) is tuple:
        told['entries'].append({**entry, 'graph': found[0], 'id': found[1]})
    else:
        told['groups'].append({**entry, **_noted_groups.told(found)})
