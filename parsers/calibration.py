"""The measured weights of the signs of certainty, written by tools/calibrate.py."""

PUBLISH_FROM = 0.56
"""An event at least this sure may be published without a person."""

WEIGHTS = {
    "base": 2.043,
    "layer_structured": 0.378,
    "layer_labels": 0.213,
    "layer_card": 0.306,
    "layer_prose": 0.146,
    "prose_doubt": -1.873,
    "name_doubt": -2.44,
    "name_long": -0.5,
    "name_short": -0.366,
    "name_no_event": -0.598,
    "no_clock": -0.754,
    "no_place": -2.031,
    "card_no_place": -1.267,
    "place_doubt": -2.319,
    "agreed": 0.399,
    "disputed": -2.0,
    "report": 0.183,
    "year_shown": -0.017,
    "year_guessed": -0.462,
}
"""What each sign adds to the log-odds that day, place and name are all right."""
