"""The tool that packs the tables of places: same tables, same bytes; faults are told."""

import gzip
import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]

PLACES = """ags,name,district_key,district,land,lat,lon,population,aliases,kind,match
16001001,Musterau (Ilm),16001,Kreis Muster,Thüringen,50.5,11.5,12000,Musterau,stadt,sure
16001002,Sankt Probe,16001,Kreis Muster,Thüringen,,,,,gemeinde,none
16001999,Musterforst,16001,Kreis Muster,Thüringen,50.6,11.6,,,gemeindefrei,
"""
LOCALITIES = """name,country,land,district_key,ags,lat,lon,population,geonameid,aliases
Musterau,DE,Thüringen,16001,16001001,50.5,11.5,9000,1,
Oberdorf,DE,Thüringen,16001,16001001,50.51,11.51,700,2,
Anderswo,AT,Tirol,,,47.0,11.0,20000,3,
"""
FILES = {
    "places.csv": PLACES,
    "localities.csv": LOCALITIES,
    "districts.csv": "key,name,short,type,land,seat_ags,seat\n16001,Kreis Muster,Muster,kreis,"
    "Thüringen,16001001,Musterau (Ilm)\n",
    "ambiguous.csv": "name,count,laender,municipalities,localities,dominant_ags\n"
    "Musterau,2,Thüringen,2,0,16001001\n",
    "common_words.txt": "# comment\nMusterau\tweak\n",
}
REGION = {
    "key": "muster", "name": "Region Muster", "type": "metropolregion", "aliases": ["RM"],
    "members": [{"key": "16001", "certainty": "sure"}, {"key": "16002", "certainty": "unsure"}],
}  # fmt: skip


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    regions = json.dumps({"regions": [REGION]})
    (tmp_path / "metropolitan_regions.json").write_text(regions, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "build_gazetteer", ROOT / "tools" / "build_gazetteer.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_same_tables_give_the_same_bytes(tool: ModuleType, tables: Path) -> None:
    first, second = (tool.packed(tool.gazetteer(tables)) for _ in range(2))
    assert first == second
    assert first[4:8] == b"\0\0\0\0"  # RFC 1952, 2.3.1: no time stamp
    assert json.loads(gzip.decompress(first))["dominant"] == {"musterau": 0}


def test_names_and_places(tool: ModuleType, tables: Path) -> None:
    content = tool.gazetteer(tables)
    names = content["names"]
    assert names["musterau"] == [0]  # the locality of that name is the municipality itself
    assert names["musterau ilm"] == [0]
    assert names["sankt probe"] == names["st probe"]
    assert "musterforst" not in names
    oberdorf = content["towns"][names["oberdorf"][0]]
    assert oberdorf[:3] == ["16001001", "Musterau (Ilm)", "Oberdorf"]
    abroad = content["towns"][names["anderswo"][0]]
    assert (abroad[0], abroad[4], abroad[5]) == ("", "", "AT")


def test_populations_are_shipped_as_a_coarse_rank_only(tool: ModuleType, tables: Path) -> None:
    assert b"12000" not in gzip.decompress(tool.packed(tool.gazetteer(tables)))
    assert tool.rank("12000") == tool.rank("12100") == 41
    assert tool.rank("") == 0


def test_unsure_members_stay_out(tool: ModuleType, tables: Path) -> None:
    assert tool.gazetteer(tables)["regions"][0]["districts"] == ["16001"]


def test_a_folder_without_tables_is_told(
    tool: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool.main([str(tmp_path / "nowhere")]) == 2
    assert "no places.csv" in capsys.readouterr().err
