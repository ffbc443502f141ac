"""How often each variable scope was opened, which decides the names of scopes without one of their own."""


class ScopeCounts:
    """Opening and closing a scope cost the same however many there were before."""

    def __init__(self):
        self._counts = {}
        self._is_shared = False  # Somebody remembers the dict of counts as it is.
        self._below = {}  # scope name -> the names below it that were ever opened

    def ending(self, name):
        """What makes NAME one that is not open: nothing, or `_1`, `_2`, …"""
        counts = self._counts
        if not counts.get(name):
            return ''
        number = 1
        while counts.get(f'{name}_{number}'):
            number += 1
        return f'_{number}'

    def counts(self):
        """The counts as they are now, for `restore`."""
        self._is_shared = True
        return self._counts

    def restore(self, counts):
        self._counts = counts
        self._is_shared = True

    def _own_counts(self):
        if self._is_shared:
            self._counts = dict(self._counts)
            self._is_shared = False
        return self._counts

    def open(self, name):
        counts = self._own_counts()
        if name not in counts:
            end = name.find('/')
            while end >= 0:
                self._below.setdefault(name[:end], {})[name] = None
                end = name.find('/', end + 1)
        counts[name] = counts.get(name, 0) + 1

    def close_below(self, name):
        below = self._below.get(name)
        if below:
            counts = self._own_counts()
            for key in below:
                if counts.get(key):
                    counts[key] = 0
