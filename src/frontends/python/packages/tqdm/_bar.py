"""The bar that a script sees: counts, and draws nothing."""

import builtins


class tqdm:
    def __init__(self, iterable=None, desc=None, total=None, leave=True, file=None, *arguments,
                 initial=0, disable=False, **options):
        self.iterable = iterable
        self.desc = desc or ''
        self.total = len(iterable) if total is None and hasattr(iterable, '__len__') else total
        self.n = initial
        self.disable = disable

    def __iter__(self):
        for item in self.iterable:
            yield item
            self.n += 1

    def __len__(self):
        return self.total if self.iterable is None else len(self.iterable)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    def update(self, n=1):
        self.n += n

    def set_description(self, desc=None, refresh=True):
        self.desc = desc + ': ' if desc else ''

    set_description_str = set_description

    def _nothing(self, *arguments, **options):
        """Draws nothing."""

    set_postfix = set_postfix_str = refresh = clear = close = unpause = reset = display = _nothing

    @classmethod
    def write(cls, s, file=None, end='\n', nolock=False):
        print(s, file=file, end=end)

    @classmethod
    def pandas(cls, *arguments, **options):
        raise ModuleNotFoundError("No module named 'pandas'")


def trange(*arguments, **options):
    return tqdm(builtins.range(*arguments), **options)
