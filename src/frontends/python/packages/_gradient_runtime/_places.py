"""Source places: which characters of the loss file made a node. Cheap to record, resolved later.

A place is recorded as (code object, instruction) and interned to a small number; only when
somebody asks are the instruction's columns looked up.
"""

import json
import sys

import _gradient_host

from ._names import value_names

#: Frames of our own packages and of the standard library are not the user's.
LIBRARY_PREFIX = '/lib/'

_getframe = sys._getframe

#: The place, as a small number, of the innermost frame that is the user's; 0 for none. Read from the
#: interpreter's memory without running any Python (realm/sourcePlaces.ts).
here = _gradient_host.here

# Code objects by id; they are kept so that no id is ever used twice.
_library_codes = {}
_user_codes = {}
_sources = {}  # file name -> text


def begin_run(path, text):
    """Forget the places of the last run; PATH and TEXT are the file that comes now."""
    _gradient_host.forgetPlaces()
    _user_codes.clear()
    _positions.clear()
    _lines.clear()
    _names.clear()
    _sources.clear()
    _sources[path] = text


def learn():
    """Tell the host of every code object on the stack whether it is the user's."""
    frame = _getframe(0)
    while frame is not None:
        code = frame.f_code
        number = id(code)
        if number not in _library_codes and number not in _user_codes:
            is_user = not code.co_filename.startswith(LIBRARY_PREFIX)
            (_user_codes if is_user else _library_codes)[number] = code
            _gradient_host.knowCode(number, is_user)
        frame = frame.f_back


def last_user_line():
    """The line of the innermost frame that is the user's, or None."""
    frame = _getframe(1)
    while frame is not None:
        if not frame.f_code.co_filename.startswith(LIBRARY_PREFIX):
            return frame.f_lineno
        frame = frame.f_back
    return None


_positions = {}  # id(code) -> list of (line, end line, column, end column), one per instruction
_lines = {}  # file name -> its lines
_names = {}  # file name -> what value_names() found


def position_of(code, instruction):
    """(line, end line, column, end column) of an instruction; columns in UTF-8 bytes from 0."""
    positions = _positions.get(id(code))
    if positions is None:
        positions = _positions[id(code)] = list(code.co_positions())
    return positions[instruction // 2]


def lines_of(filename):
    """The lines of a file of this run, without their ends."""
    lines = _lines.get(filename)
    if lines is None:
        text = _sources.get(filename)
        if text is None:
            text = _read(filename)
        lines = _lines[filename] = text.replace('\r\n', '\n').replace('\r', '\n').split('\n')
    return lines


def know_names(filename, names):
    """NAMES is what value_names() finds in the file."""
    _names[filename] = names


def _names_of(filename):
    names = _names.get(filename)
    if names is None:
        names = _names[filename] = value_names('\n'.join(lines_of(filename)))
    return names


def _read(filename):
    try:
        with open(filename, encoding='utf-8') as file:
            return file.read()
    except OSError:
        return ''


def utf16_column(lines, line, byte_column):
    """Column of an editor, from 1 and in UTF-16 units, for a column in UTF-8 bytes from 0."""
    text = lines[line - 1] if 0 < line <= len(lines) else ''
    if text.isascii():
        return byte_column + 1
    prefix = text.encode('utf-8', 'surrogatepass')[:byte_column].decode('utf-8', 'ignore')
    return utf16_length(prefix) + 1


def describe(filename, position):
    """A position as the editor knows it: lines and UTF-16 columns from 1, end exclusive. What has
    no columns (an import's own bookkeeping) is the whole line; what has no line is None."""
    line, end_line, column, end_column = position
    if line is None:
        return None
    lines = lines_of(filename)
    if column is None or end_line is None or end_column is None:
        text = lines[line - 1] if 0 < line <= len(lines) else ''
        return whole_line(filename, line, text)
    return {
        'file': shown(filename),
        'line': line,
        'column': utf16_column(lines, line, column),
        'endLine': end_line,
        'endColumn': utf16_column(lines, end_line, end_column),
        'name': None,
    }


def shown(filename):
    """Files beside the loss file are called by their path from its folder, `./sub/utils.py`."""
    return '.' + filename[len('/workspace') :] if filename.startswith('/workspace/') else filename


def whole_line(filename, line, text):
    """The place of a line from its first letter to its end."""
    indent = len(text) - len(text.lstrip())
    return {
        'file': shown(filename),
        'line': line,
        'column': indent + 1,
        'endLine': line,
        'endColumn': utf16_length(text) + 1,
        'name': None,
    }


def utf16_length(text):
    """Length of a text as editors count it."""
    return len(text.encode('utf-16-le', 'surrogatepass')) // 2


def resolve(ids_json):
    """JSON list of places -> JSON list of {file, line, column, endLine, endColumn, name}, or null
    for place 0. `name` is the variable of the file that the value was bound to, or null."""
    resolved = []
    for place in json.loads(ids_json):
        code = _user_codes.get(_gradient_host.codeOfPlace(place))
        if code is None:
            resolved.append(None)
            continue
        position = position_of(code, _gradient_host.instructionOfPlace(place))
        entry = describe(code.co_filename, position)
        if entry is not None:
            entry['name'] = _names_of(code.co_filename).get(position)
        resolved.append(entry)
    return json.dumps(resolved)
