"""tf.keras.layers"""

from .._keras.base_layer import Layer
from .._keras.input_layer import Input, InputLayer
from .._keras.input_spec import InputSpec
from .._keras.layers.activations import ELU, LeakyReLU, PReLU, ReLU, Softmax, ThresholdedReLU
from .._keras.layers.batch_normal import BatchNormalization
from .._keras.layers.cells import AbstractRNNCell, GRUCell, LSTMCell, SimpleRNNCell
from .._keras.layers.convolutions import Conv1D, Conv2D, Conv3D, DepthwiseConv2D
from .._keras.layers.core import (
    Activation,
    ActivityRegularization,
    Dense,
    Dropout,
    Flatten,
    Masking,
    Permute,
    RepeatVector,
    Reshape,
    SpatialDropout1D,
    SpatialDropout2D,
)
from .._keras.layers.embeddings import Embedding
from .._keras.layers.lambdas import Lambda
from .._keras.layers.merging import (
    Add,
    Average,
    Concatenate,
    Dot,
    Maximum,
    Minimum,
    Multiply,
    Subtract,
    add,
    average,
    concatenate,
    dot,
    maximum,
    minimum,
    multiply,
    subtract,
)
from .._keras.layers.named import deserialize, serialize
from .._keras.layers.noise import AlphaDropout, GaussianDropout, GaussianNoise
from .._keras.layers.normal import LayerNormalization
from .._keras.layers.pooling import (
    AveragePooling1D,
    AveragePooling2D,
    AveragePooling3D,
    GlobalAveragePooling1D,
    GlobalAveragePooling2D,
    GlobalAveragePooling3D,
    GlobalMaxPooling1D,
    GlobalMaxPooling2D,
    GlobalMaxPooling3D,
    MaxPooling1D,
    MaxPooling2D,
    MaxPooling3D,
)
from .._keras.layers.recurrent import GRU, LSTM, SimpleRNN
from .._keras.layers.resizing import (
    Cropping1D,
    Cropping2D,
    UpSampling1D,
    UpSampling2D,
    ZeroPadding1D,
    ZeroPadding2D,
)
from .._keras.layers.rnn import RNN
from .._keras.layers.separable import SeparableConv1D, SeparableConv2D
from .._keras.layers.stacked import StackedRNNCells
from .._keras.layers.transposed import Conv2DTranspose, Conv3DTranspose
from .._keras.layers.wrappers import Bidirectional, TimeDistributed, Wrapper
from .._missing import getter

AvgPool1D = AveragePooling1D
AvgPool2D = AveragePooling2D
AvgPool3D = AveragePooling3D
MaxPool1D = MaxPooling1D
MaxPool2D = MaxPooling2D
MaxPool3D = MaxPooling3D
GlobalAvgPool1D = GlobalAveragePooling1D
GlobalAvgPool2D = GlobalAveragePooling2D
GlobalAvgPool3D = GlobalAveragePooling3D
GlobalMaxPool1D = GlobalMaxPooling1D
GlobalMaxPool2D = GlobalMaxPooling2D
GlobalMaxPool3D = GlobalMaxPooling3D
Convolution1D = Conv1D
Convolution2D = Conv2D
Convolution2DTranspose = Conv2DTranspose
Convolution3D = Conv3D
Convolution3DTranspose = Conv3DTranspose
SeparableConvolution1D = SeparableConv1D
SeparableConvolution2D = SeparableConv2D
__getattr__ = getter('tf.keras.layers')
