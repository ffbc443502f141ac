"""Source places: which characters of the loss file made a node. Cheap to record, resolved later.

A place is recorded as (code object, instruction) and interned to a small number; only when
somebody asks are the instruction's columns looked up.
"""

import json
import sys

from ._names import value_names

#: Frames of our own packages and of the standard library are not the user's.
LIBRARY_PREFIX = '/lib/'

_getframe = sys._getframe

# id(code) -> {instruction offset: place}, or None for code that is not the user's. Keyed by id
# because hashing a code object hashes all of its constants (45 µs for 1000 lines); the code
# objects are kept in _user_codes and _library_codes so that no id is ever used twice.
_tables = {}
_library_codes = []
_user_codes = []
_places = [None]  # place -> (code, instruction offset); 0 is "no place"
_sources = {}  # file name -> text
_UNSEEN = object()


def begin_run(path, text):
    """Forget the places of the last run; PATH and TEXT are the file that comes now."""
    for code in _user_codes:
        del _tables[id(code)]
    _user_codes.clear()
    del _places[1:]
    _positions.clear()
    _lines.clear()
    _names.clear()
    _sources.clear()
    _sources[path] = text


def _table_of(code):
    if code.co_filename.startswith(LIBRARY_PREFIX):
        _library_codes.append(code)
        table = None
    else:
        _user_codes.append(code)
        table = {}
    _tables[id(code)] = table
    return table


def here():
    """The place, as a small number, of the innermost frame that is the user's; 0 for none."""
    frame = _getframe(1)
    while frame is not None:
        code = frame.f_code
        table = _tables.get(id(code), _UNSEEN)
        if table is _UNSEEN:
            table = _table_of(code)
        if table is not None:
            instruction = frame.f_lasti
            place = table.get(instruction)
            if place is None:
                place = table[instruction] = len(_places)
                _places.append((code, instruction))
            return place
        frame = frame.f_back
    return 0


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
        'file': filename,
        'line': line,
        'column': utf16_column(lines, line, column),
        'endLine': end_line,
        'endColumn': utf16_column(lines, end_line, end_column),
        'name': None,
    }


def whole_line(filename, line, text):
    """The place of a line from its first letter to its end."""
    indent = len(text) - len(text.lstrip())
    return {
        'file': filename,
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
        if not 0 < place < len(_places):
            resolved.append(None)
            continue
        code, instruction = _places[place]
        position = position_of(code, instruction)
        entry = describe(code.co_filename, position)
        if entry is not None:
            entry['name'] = _names_of(code.co_filename).get(position)
        resolved.append(entry)
    return json.dumps(resolved)
