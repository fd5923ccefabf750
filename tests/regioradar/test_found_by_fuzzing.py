"""What `make fuzz` found in the settings, each as the smallest file of its kind."""

import pytest

from model import ConfigError
from regioradar.config import load


def test_tables_in_tables_without_end_are_one_line(tmp_path):
    file = tmp_path / "regioradar.toml"
    file.write_text(f"contact = {'[' * 5000}", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"regioradar\.toml: is no TOML: nested too deeply$"):
        load(file)
