"""tf.train: optimizers, their slots, schedules, moving averages, global step."""
