"""Labelled facts: "Ort: Halle", a table's row, a class name; and the events that they tell of."""
