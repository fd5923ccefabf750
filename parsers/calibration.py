"""The measured weights of the signs of certainty, written by tools/calibrate.py."""

PUBLISH_FROM = 0.7
"""An event at least this sure may be published without a person."""

WEIGHTS = {
    "base": 3.049,
    "layer_structured": 0.953,
    "layer_labels": 0.219,
    "layer_card": 1.017,
    "layer_prose": -0.14,
    "prose_doubt": -1.262,
    "name_doubt": -2.217,
    "name_long": -0.5,
    "name_short": -0.704,
    "name_no_event": -1.231,
    "no_clock": -0.499,
    "no_place": -2.081,
    "card_no_place": -1.337,
    "place_doubt": -1.326,
    "agreed": 0.043,
    "disputed": -2.0,
    "data_only": -0.695,
    "contradicted": -3.0,
    "report": -0.196,
    "year_shown": -0.502,
    "year_guessed": -0.833,
}
"""What each sign adds to the log-odds that day, place and name are all right."""
