"""A working folder: settings, a copy of the catalogue, the database, and files for the system.

What `regioradar init` and `regioradar sources update` do. Nothing that is there is overwritten, but
for source files of the bundled catalogue that nobody has altered since they were copied.
"""
