"""Eager execution: an op is a node of an eager graph, which the engine evaluates when it is made."""
