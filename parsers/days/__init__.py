"""The dates of a page in their surroundings, and how they become the time of an event."""
