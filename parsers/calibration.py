"""The measured weights of the signs of certainty, written by tools/calibrate.py."""

PUBLISH_FROM = 0.75
"""An event at least this sure may be published without a person."""

WEIGHTS = {
    "base": 3.252,
    "layer_structured": 0.94,
    "layer_labels": 0.289,
    "layer_card": 0.756,
    "layer_prose": 0.267,
    "prose_doubt": -1.02,
    "name_doubt": -2.227,
    "name_long": -0.5,
    "name_short": -0.318,
    "name_no_event": -1.2,
    "no_clock": -0.473,
    "no_place": -1.939,
    "card_no_place": -1.396,
    "place_doubt": -1.595,
    "agreed": 0.087,
    "disputed": -2.0,
    "data_only": -0.696,
    "contradicted": -3.0,
    "report": 0.139,
    "year_shown": -0.308,
    "year_guessed": -0.681,
}
"""What each sign adds to the log-odds that day, place and name are all right."""
