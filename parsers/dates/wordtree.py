"""One pattern for hundreds of words: a tree of their letters, so that most texts fail at once."""

import re
from collections.abc import Iterable
from typing import TypeAlias

_Tree: TypeAlias = "dict[str, _Tree]"


def tree_of(words: Iterable[str]) -> str:
    """Return a pattern that matches the longest of `words`, taken literally."""
    tree: _Tree = {}
    for word in words:
        branch = tree
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _pattern(tree)


def _pattern(tree: _Tree) -> str:
    branches = [re.escape(letter) + _pattern(tree[letter]) for letter in sorted(tree) if letter]
    if not branches:
        return ""
    ends = "" in tree
    if len(branches) == 1 and not ends:
        return branches[0]
    return "(?:" + "|".join(branches) + ")" + ("?" if ends else "")
