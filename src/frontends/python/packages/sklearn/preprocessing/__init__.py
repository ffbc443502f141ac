"""sklearn.preprocessing"""

from .._missing import getter as _getter
from ._labels import LabelBinarizer, LabelEncoder, label_binarize
from ._one_hot import OneHotEncoder
from ._scaling import MinMaxScaler, Normalizer, StandardScaler, minmax_scale, normalize, scale

__getattr__ = _getter('sklearn.preprocessing')
