"""The command line and the pipeline that wires the rest; alone in knowing all others."""
