"""tf.sparse"""

from ._missing import getter
from ._ops.segments import sparse_segment_mean as segment_mean
from ._ops.segments import sparse_segment_sqrt_n as segment_sqrt_n
from ._ops.segments import sparse_segment_sum as segment_sum
from ._ops.sparse import SparseTensor
from ._ops.sparse import sparse_add as add
from ._ops.sparse import sparse_placeholder as placeholder
from ._ops.sparse import sparse_reduce_sum as reduce_sum
from ._ops.sparse import sparse_tensor_dense_matmul as sparse_dense_matmul
from ._ops.sparse import sparse_tensor_to_dense as to_dense

from ._ops.sparse_rows import sparse_fill_empty_rows as fill_empty_rows
from ._ops.sparse_rows import sparse_reshape as reshape
from ._ops.sparse_rows import sparse_retain as retain

matmul = sparse_dense_matmul
__getattr__ = getter('tf.sparse')
