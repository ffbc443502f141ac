"""How often each variable scope was opened, which decides the names of scopes without one of their own."""


class ScopeCounts:
    """Opening and closing a scope cost the same however many there were before."""

    def __init__(self):
        self._counts = {}
        self._changes = []  # (scope name, its count before), while somebody remembers the counts
        self._remembered = 0  # how many do
        self._below = {}  # scope name -> the names below it that were ever opened
        self._free = {}  # name -> a number below which all its endings are open

    def ending(self, name):
        """What makes NAME one that is not open: nothing, or `_1`, `_2`, …"""
        counts = self._counts
        if not counts.get(name):
            return ''
        number = self._free.get(name, 1)
        while counts.get(f'{name}_{number}'):
            number += 1
        self._free[name] = number
        return f'_{number}'

    def remember(self):
        """A mark of the counts as they are now, for `restore`."""
        self._remembered += 1
        return len(self._changes)

    def restore(self, mark):
        """Makes the counts what they were at MARK; the last that was remembered comes first."""
        while len(self._changes) > mark:
            name, count = self._changes.pop()
            self._counts[name] = count
            if not count:
                self._forget_free(name)
        self._remembered -= 1

    def _forget_free(self, name):
        """NAME is not open any more: where it has an ending, that is the first one to be tried again."""
        stem, _, number = name.rpartition('_')
        if stem in self._free and number.isdecimal() and len(number) < 10:
            self._free[stem] = min(self._free[stem], max(int(number), 1))

    def _set(self, name, count):
        if self._remembered:
            self._changes.append((name, self._counts.get(name, 0)))
        self._counts[name] = count

    def open(self, name):
        count = self._counts.get(name)
        if count is None:
            end = name.find('/')
            while end >= 0:
                self._below.setdefault(name[:end], {})[name] = None
                end = name.find('/', end + 1)
        self._set(name, (count or 0) + 1)

    def close_below(self, name):
        for key in self._below.get(name, ()):
            if self._counts.get(key):
                self._set(key, 0)
                self._forget_free(key)
