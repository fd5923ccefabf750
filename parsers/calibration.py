"""The measured weights of the signs of certainty, written by tools/calibrate.py."""

PUBLISH_FROM = 0.74
"""An event at least this sure may be published without a person."""

WEIGHTS = {
    "base": 2.827,
    "layer_structured": 0.905,
    "layer_labels": 0.319,
    "layer_card": 0.285,
    "layer_prose": 0.319,
    "prose_doubt": -1.17,
    "name_doubt": -2.32,
    "name_long": -0.5,
    "name_short": -0.271,
    "name_no_event": -1.154,
    "no_clock": -0.845,
    "no_place": -1.691,
    "card_no_place": -1.624,
    "place_doubt": -1.457,
    "agreed": -0.177,
    "disputed": -2.0,
    "report": 0.416,
    "year_shown": -0.74,
    "year_guessed": -0.698,
}
"""What each sign adds to the log-odds that day, place and name are all right."""
