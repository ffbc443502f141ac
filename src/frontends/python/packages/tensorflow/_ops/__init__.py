"""The ops of TensorFlow 1.15 on the engine, one family a file; composites have TensorFlow's structure."""
