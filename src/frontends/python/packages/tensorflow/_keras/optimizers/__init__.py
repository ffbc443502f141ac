"""Optimizers of tf.keras.optimizers (OptimizerV2) and their learning-rate schedules."""
