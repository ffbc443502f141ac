"""A stand-in for everything that plots: takes any call, draws nothing, computes no number."""

from _gradient_runtime import log_once

_LOG = 'plots are not drawn here (line {line})'

#: Calls whose result is unpacked by custom, and into how many parts.
_PARTS = {
    'acorr': 4,
    'angle_spectrum': 3,
    'cohere': 2,
    'csd': 2,
    'get_legend_handles_labels': 2,
    'get_size_inches': 2,
    'get_window_extent': 2,
    'get_xbound': 2,
    'get_xlim': 2,
    'get_ybound': 2,
    'get_ylim': 2,
    'get_zlim': 2,
    'hist': 3,
    'hist2d': 4,
    'magnitude_spectrum': 3,
    'pie': 2,
    'psd': 2,
    'specgram': 4,
    'subplots_mosaic': 2,
    'xcorr': 4,
    'xlim': 2,
    'xticks': 2,
    'ylim': 2,
    'yticks': 2,
}

#: Calls that return a list with one artist: `line, = ax.plot(…)`.
_LISTS = frozenset({'fill', 'loglog', 'plot', 'plot_date', 'semilogx', 'semilogy'})


class NotDrawn:
    """A figure, an axis, a line, a colour: whatever matplotlib would have returned."""

    def __init__(self, name):
        object.__setattr__(self, '_name', name)

    def __repr__(self):
        return f'<{self._name}: not drawn here>'

    def __getattr__(self, attribute):
        if attribute.startswith('__'):
            raise AttributeError(f'{self!r} has no {attribute}')
        return NotDrawn(f'{self._name}.{attribute}')

    def __setattr__(self, attribute, value):
        """Settings are accepted and forgotten."""

    def __call__(self, *arguments, **options):
        log_once('matplotlib', _LOG)
        last = self._name.rpartition('.')[2]
        if last == 'subplots':
            return _subplots(self._name, arguments, options)
        result = f'{self._name}()'
        if last in _LISTS:
            return [NotDrawn(result)]
        if last in _PARTS:
            return tuple(NotDrawn(f'{result}[{i}]') for i in range(_PARTS[last]))
        return NotDrawn(result)

    def __getitem__(self, key):
        return NotDrawn(f'{self._name}[{key!r}]')

    def __setitem__(self, key, value):
        """`rcParams['figure.figsize'] = …`"""

    def __iter__(self):
        """A list of artists that do not exist: nothing to go through."""
        return iter(())

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    def _combined(self, other=None):
        return NotDrawn(f'{self._name}…')

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _combined
    __truediv__ = __rtruediv__ = __neg__ = __abs__ = _combined


class NotDrawnGrid:
    """The axes of `subplots(rows, columns)`: indexed and walked as matplotlib's array is."""

    def __init__(self, name, rows):
        self._name = name
        self._rows = rows

    def __repr__(self):
        return f'<{self._name}: not drawn here>'

    @property
    def shape(self):
        first = self._rows[0]
        return (len(self._rows), len(first)) if isinstance(first, list) else (len(self._rows),)

    @property
    def size(self):
        return len(self.ravel())

    @property
    def flat(self):
        return iter(self.ravel())

    def ravel(self):
        """All axes, row by row."""
        return [axes for row in self._rows for axes in (row if isinstance(row, list) else [row])]

    flatten = ravel

    def __len__(self):
        return len(self._rows)

    def __iter__(self):
        return (self[i] for i in range(len(self._rows)))

    def __getitem__(self, key):
        if not isinstance(key, tuple):
            return self._wrapped(self._rows[key])
        row, column = key
        chosen = self._rows[row]
        if isinstance(row, slice):
            return self._wrapped([one[column] for one in chosen])
        return self._wrapped(chosen[column])

    def _wrapped(self, axes):
        return NotDrawnGrid(self._name, axes) if isinstance(axes, list) else axes


def _subplots(name, arguments, options):
    """`(figure, axes)` for pyplot, axes alone for a figure; axes is one, a row or a grid."""
    rows = arguments[0] if arguments else options.get('nrows', 1)
    columns = arguments[1] if len(arguments) > 1 else options.get('ncols', 1)
    grid = [[NotDrawn('axes') for _ in range(columns)] for _ in range(rows)]
    if not options.get('squeeze', True):
        axes = NotDrawnGrid('axes', grid)
    elif rows == columns == 1:
        axes = grid[0][0]
    elif rows == 1:
        axes = NotDrawnGrid('axes', grid[0])
    elif columns == 1:
        axes = NotDrawnGrid('axes', [row[0] for row in grid])
    else:
        axes = NotDrawnGrid('axes', grid)
    if name == 'matplotlib.pyplot.subplots':
        return NotDrawn('figure'), axes
    return axes
