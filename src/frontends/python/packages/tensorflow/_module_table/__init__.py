"""Which names TensorFlow 1.15's own modules have, as recorded from TensorFlow."""
