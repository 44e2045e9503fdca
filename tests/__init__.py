"""Tests: sentences over tables of cases, on a sealed machine."""
