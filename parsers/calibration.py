"""The measured weights of the signs of certainty, written by tools/calibrate.py."""

PUBLISH_FROM = 0.75
"""An event at least this sure may be published without a person."""

WEIGHTS = {
    "base": 3.357,
    "layer_structured": 0.936,
    "layer_labels": 0.278,
    "layer_card": 0.816,
    "layer_prose": 0.326,
    "prose_doubt": -1.07,
    "name_doubt": -2.236,
    "name_long": -0.5,
    "name_short": -0.374,
    "name_no_event": -1.103,
    "no_clock": -0.444,
    "no_place": -1.972,
    "card_no_place": -1.333,
    "place_doubt": -1.427,
    "agreed": 0.064,
    "disputed": -2.0,
    "data_only": -0.696,
    "contradicted": -3.0,
    "report": 0.117,
    "year_shown": -0.395,
    "year_guessed": -0.569,
}
"""What each sign adds to the log-odds that day, place and name are all right."""
