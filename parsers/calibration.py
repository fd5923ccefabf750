"""The measured weights of the signs of certainty, written by tools/calibrate.py."""

PUBLISH_FROM = 0.75
"""An event at least this sure may be published without a person."""

WEIGHTS = {
    "base": 3.168,
    "layer_structured": 0.977,
    "layer_labels": 0.468,
    "layer_card": 0.933,
    "layer_prose": -0.21,
    "prose_doubt": -1.26,
    "name_doubt": -2.283,
    "name_long": -0.5,
    "name_short": -0.056,
    "name_no_event": -1.194,
    "no_clock": -0.475,
    "no_place": -1.838,
    "card_no_place": -1.376,
    "place_doubt": -1.505,
    "agreed": -0.117,
    "disputed": -1.986,
    "data_only": -0.696,
    "contradicted": -3.0,
    "report": 0.108,
    "year_shown": -0.007,
    "year_guessed": -0.432,
}
"""What each sign adds to the log-odds that day, place and name are all right."""
