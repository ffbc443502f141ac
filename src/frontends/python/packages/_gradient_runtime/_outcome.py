"""How a run ended, as a JSON text: ended, stopped, or an error with its place in the loss file."""

import json

import _gradient_host

from . import _places
from ._checks import StopScript
from ._workspace import HOME

def of_exception(error, path):
    """The outcome of a run of PATH that raised ERROR."""
    if isinstance(error, StopScript):
        return json.dumps({'kind': 'stopped'})
    if isinstance(error, SystemExit) and error.code in (None, 0):
        return json.dumps({'kind': 'ended'})
    return json.dumps(
        {
            'kind': 'error',
            'type': type(error).__name__,
            'message': _message(error),
            'place': _place(error, path),
            'raisedAt': _raised_at(error, path),
            'frames': _frames(error),
        }
    )


def _message(error):
    try:
        text = str(error)
    except Exception as inner:
        text = f'(its message could not be made: {type(inner).__name__})'
    if isinstance(error, SyntaxError):
        return error.msg or text
    if isinstance(error, SystemExit):
        if isinstance(error.code, int):
            return f'the file ended itself with exit status {text}'
        return f'the file ended itself: {text}'
    if isinstance(error, KeyError) and not text:
        return 'the key was not found'
    if text:
        return text
    if isinstance(error, MemoryError):
        limit = int(_gradient_host.memoryLimitMegabytes)
        return f'the file asked for more than the {limit} MB that a loss file may use here'
    if isinstance(error, KeyboardInterrupt):
        return 'the run was interrupted here'
    return ''


def _traceback(error):
    """(file, position, function) of the frames that are the user's, outermost first."""
    frames = []
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        if not code.co_filename.startswith(_places.LIBRARY_PREFIX):
            position = (step.tb_lineno, None, None, None)
            if step.tb_lasti >= 0:
                position = _places.position_of(code, step.tb_lasti)
            if position[0] is None:
                position = (step.tb_lineno, None, None, None)
            frames.append((code.co_filename, position, code.co_name))
        step = step.tb_next
    return frames


#: A deep recursion has a thousand equal frames: the ends tell the story.
_MOST_FRAMES = 40


def _frames(error):
    frames = _traceback(error)
    if len(frames) > _MOST_FRAMES:
        half = _MOST_FRAMES // 2
        frames = frames[:half] + frames[-half:]
    return [
        {'place': _places.describe(filename, position), 'function': function}
        for filename, position, function in frames
    ]


def _place(error, path):
    if isinstance(error, SyntaxError) and error.filename == path:
        return _syntax_place(error)
    own = [position for filename, position, _ in _traceback(error) if filename == path]
    return _places.describe(path, own[-1]) if own else None


def _raised_at(error, path):
    """The place in a file beside the loss file, when the error was raised there."""
    if isinstance(error, SyntaxError) and error.filename and error.filename.startswith(HOME + '/'):
        return _syntax_place(error)
    frames = _traceback(error)
    if not frames or not frames[-1][0].startswith(HOME + '/') or frames[-1][0] == path:
        return None
    return _places.describe(*frames[-1][:2])


def _syntax_place(error):
    """A SyntaxError counts characters from 1; editors count UTF-16 units."""
    lines = _places.lines_of(error.filename)
    line, offset = error.lineno, error.offset
    if not line:
        return None
    end_line = error.end_lineno or line
    end_offset = error.end_offset or 0
    text = lines[line - 1] if line <= len(lines) else ''
    end_text = lines[end_line - 1] if end_line <= len(lines) else ''
    place = _places.whole_line(error.filename, line, text)
    if offset and offset <= len(text):
        place['column'] = _places.utf16_length(text[: offset - 1]) + 1
        if (end_line, end_offset) > (line, offset):
            place['endLine'] = end_line
            place['endColumn'] = _places.utf16_length(end_text[: end_offset - 1]) + 1
    return place
