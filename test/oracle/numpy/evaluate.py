"""Runs blocks of numpy statements and notes what each gives: used by record.py and inside Pyodide.

A block begins with `## title` and has a namespace of its own. `> expression` is noted by its repr,
`! statement` by what it prints or raises; other lines are only executed. Warnings are noted with it.
"""

import contextlib
import io
import warnings


def blocks(text):
    """[(title, [line, …]), …]"""
    found = []
    for line in text.splitlines():
        if line.startswith('## '):
            found.append((line[3:], []))
        elif line.strip() and not line.startswith('# '):
            found[-1][1].append(line)
    return found


def outcome(line, space):
    """What a marked line gives, as text."""
    printed = io.StringIO()
    with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stdout(printed):
        warnings.simplefilter('always')
        try:
            if line[0] == '>':
                result = repr(eval(line[2:], space))
            else:
                exec(line[2:], space)
                result = ''
        except Exception as problem:
            result = '%s: %s' % (type(problem).__name__, problem)
    said = ['%s: %s' % (w.category.__name__, w.message) for w in caught]
    return '\n'.join(filter(None, [printed.getvalue().rstrip('\n'), result, *dict.fromkeys(said)]))


def evaluate(text, numpy):
    """[[title, [[line, outcome], …]], …] for the marked lines."""
    results = []
    for title, lines in blocks(text):
        space = {'np': numpy}
        noted = []
        for line in lines:
            if line[:2] in ('> ', '! '):
                noted.append([line, outcome(line, space)])
            else:
                exec(line, space)
        results.append([title, noted])
    return results
