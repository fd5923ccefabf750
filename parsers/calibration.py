"""The measured weights of the signs of certainty, written by tools/calibrate.py."""

PUBLISH_FROM = 0.7
"""An event at least this sure may be published without a person."""

WEIGHTS = {
    "base": 3.11,
    "layer_structured": 0.944,
    "layer_labels": 0.293,
    "layer_card": 0.967,
    "layer_prose": -0.093,
    "prose_doubt": -1.314,
    "name_doubt": -2.241,
    "name_long": -0.5,
    "name_short": -0.41,
    "name_no_event": -1.262,
    "no_clock": -0.443,
    "no_place": -1.942,
    "card_no_place": -1.356,
    "place_doubt": -1.418,
    "agreed": 0.139,
    "disputed": -2.0,
    "data_only": -0.695,
    "contradicted": -3.0,
    "report": -0.214,
    "year_shown": -0.578,
    "year_guessed": -0.777,
}
"""What each sign adds to the log-odds that day, place and name are all right."""
