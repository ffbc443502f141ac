"""Progbar: the line that fit prints and writes over (keras/utils/generic_utils.py)."""

import sys
import time

import numpy as np


class Progbar:
    """verbose 1: a bar, redrawn at most every INTERVAL seconds; 2: one line at the end."""

    def __init__(
        self,
        target,
        width=30,
        verbose=1,
        interval=0.05,
        stateful_metrics=None,
        unit_name='step',
    ):
        self.target = target
        self.width = width
        self.verbose = verbose
        self.interval = interval
        self.unit_name = unit_name
        self.stateful_metrics = set(stateful_metrics or ())
        self._total_width = 0
        self._seen_so_far = 0
        self._values = {}  # in the order in which the metrics came first
        self._start = time.time()
        self._last_update = 0

    def _note(self, current, values):
        for key, value in values or ():
            if key in self.stateful_metrics:
                self._values[key] = [value, 1]
                continue
            count = current - self._seen_so_far
            if key in self._values:
                self._values[key][0] += value * count
                self._values[key][1] += count
            else:
                self._values[key] = [value * count, count]

    def update(self, current, values=None):
        self._note(current, values)
        self._seen_so_far = current
        now = time.time()
        if self.verbose == 1:
            is_early = now - self._last_update < self.interval
            if is_early and self.target is not None and current < self.target:
                return
            self._draw(current, now)
        elif self.verbose == 2 and self.target is not None and current >= self.target:
            text = self._count(current) + ' - %.0fs' % (now - self._start)
            for key, (value, count) in self._values.items():
                mean = np.mean(value / max(1, count))
                text += ' - %s:' % key + (' %.4f' if mean > 1e-3 else ' %.4e') % mean
            sys.stdout.write(text + '\n')
            sys.stdout.flush()
        self._last_update = now

    def _count(self, current):
        digits = int(np.log10(self.target)) + 1
        return ('%' + str(digits) + 'd/%d') % (current, self.target)

    def _bar(self, current):
        if self.target is None:
            return '%7d/Unknown' % current
        done = int(self.width * (float(current) / self.target))
        bar = self._count(current) + ' ['
        if done > 0:
            bar += '=' * (done - 1) + ('>' if current < self.target else '=')
        return bar + '.' * (self.width - done) + ']'

    def _time(self, current, now):
        each = (now - self._start) / current if current else 0
        if self.target is not None and current < self.target:
            rest = each * (self.target - current)
            if rest > 3600:
                text = '%d:%02d:%02d' % (rest // 3600, (rest % 3600) // 60, rest % 60)
            elif rest > 60:
                text = '%d:%02d' % (rest // 60, rest % 60)
            else:
                text = '%ds' % rest
            return ' - ETA: %s' % text
        text = ' - %.0fs' % (now - self._start)
        if each >= 1 or each == 0:
            return text + ' %.0fs/%s' % (each, self.unit_name)
        if each >= 1e-3:
            return text + ' %.0fms/%s' % (each * 1e3, self.unit_name)
        return text + ' %.0fus/%s' % (each * 1e6, self.unit_name)

    def _draw(self, current, now):
        before = self._total_width
        sys.stdout.write('\b' * before + '\r')
        bar = self._bar(current)
        sys.stdout.write(bar)
        text = self._time(current, now)
        for key, (value, count) in self._values.items():
            mean = np.mean(value / max(1, count))
            text += ' - %s:' % key + (' %.4f' if abs(mean) > 1e-3 else ' %.4e') % mean
        self._total_width = len(bar) + len(text)
        if before > self._total_width:
            text += ' ' * (before - self._total_width)
        if self.target is not None and current >= self.target:
            text += '\n'
        sys.stdout.write(text)
        sys.stdout.flush()

    def add(self, n, values=None):
        self.update(self._seen_so_far + n, values)
