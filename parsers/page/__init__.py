"""The bytes of a page to a `Document`: charset, one parse, one walk to blocks and their marks."""
