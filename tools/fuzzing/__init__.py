"""Fuzz targets: functions from bytes to nothing, which raise where a rule of the program breaks.

`tools/fuzz.py` runs them under atheris, `tests/fuzzing` over their seeds and under hypothesis.
"""
