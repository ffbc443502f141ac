"""Recurrent networks: cells, their wrappers, and the functions that unroll or loop them over time."""
