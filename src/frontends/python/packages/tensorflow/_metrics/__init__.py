"""What stands behind tf.metrics (tensorflow/python/ops/metrics_impl.py): one file per way of counting."""
