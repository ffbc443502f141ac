"""absl.testing.absltest: unittest's names, with tf.test's main."""

from unittest import *  # noqa: F403
from unittest import TestCase, mock  # noqa: F401

from tensorflow.test import main  # noqa: F401
