"""The functions of the JavaScript half, bound once: their module is taken away after start-up."""

from array import array as _words

import _gradient_numpy as _js

binary = _js.binary
unary = _js.unary
copy = _js.copy
select = _js.select
reduce = _js.reduce
accumulate = _js.accumulate
arg_extreme = _js.arg_extreme
sort = _js.sort
argsort = _js.argsort
search_sorted = _js.search_sorted
move_selected = _js.move_selected
count_nonzero = _js.count_nonzero
nonzero = _js.nonzero
matmul = _js.matmul
sum_of_products = _js.sum_of_products

lu = _js.lu
lu_solve = _js.lu_solve
cholesky = _js.cholesky
qr = _js.qr
svd = _js.svd
eigh = _js.eigh

random_seed = _js.random_seed
random_seed_array = _js.random_seed_array
random_fill = _js.random_fill
random_bounded = _js.random_bounded
random_shuffle = _js.random_shuffle
random_bytes = _js.random_bytes
initial_seed = _js.initial_seed

error = _js.error

#: Operation name -> the number that `binary`, `reduce` and `accumulate` take.
BINARY = {name: code for code, name in enumerate(_js.binary_names().split())}
#: Operation name -> the number that `unary` takes.
UNARY = {name: code for code, name in enumerate(_js.unary_names().split())}
#: Distribution name -> the number that `random_fill` takes.
DISTRIBUTIONS = {name: code for code, name in enumerate(_js.distribution_names().split())}


def address(block):
    """The heap address of an `array.array`, as the border takes it."""
    return block.buffer_info()[0]


def words(values):
    """A block of int32 words in the heap; keep it alive while its address is used."""
    return _words('i', [v - 4294967296 if v >= 2147483648 else v for v in values])
