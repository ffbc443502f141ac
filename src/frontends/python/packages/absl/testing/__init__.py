"""absl.testing: parameterized tests, and absltest as unittest with a few names more."""
