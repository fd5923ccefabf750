"""Who holds an event: names of organisations, the cues around them, who speaks on the page."""
