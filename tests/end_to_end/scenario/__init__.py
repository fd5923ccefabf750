"""Two years of a small region, day by day: its bodies, their web sites, and what befalls both.

Written apart from the program: what a feed must hold on a day follows from the world's own truth.
"""
