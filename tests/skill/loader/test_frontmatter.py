"""The YAML block is found, read as text, and mended where it is broken; every mend is told."""

import pytest

from skill.loader import SkillError, load
from tests.skill.loader.pages import write

BODY = "\n# Title\n\nSome words.\n"


def head(parent, block, **more):
    """The manifest of a page with that frontmatter."""
    return load(write(parent, f"---\n{block}\n---\n{BODY}", **more), remember=False)


@pytest.mark.parametrize(
    ("written", "version"),
    [
        ("1.10", "1.10"),
        ("1.0", "1.0"),
        ("2.0  # the second", "2.0"),
        ('"1.10"', "1.10"),
        ("'1.9.4'", "1.9.4"),
        ("010", "010"),
        ("1_0", "1_0"),
        ("0x10", "0x10"),
        ("1:30", "1:30"),
        ("12:30:45", "12:30:45"),
        ("2026-01-31", "2026-01-31"),
        ("yes", "yes"),
        ("1e3", "1e3"),
        ("v2.0-beta+3", "v2.0-beta+3"),
        ('"null"', "null"),
        ("@1.2", "@1.2"),
        ("`1.2`", "`1.2`"),
        ("*1.2", "*1.2"),
        ("1.2: the third", "1.2: the third"),
    ],
)
def test_a_version_is_the_text_that_was_written(tmp_path, written, version):
    assert head(tmp_path, f"name: x\nversion: {written}").version == version


@pytest.mark.parametrize("written", ["", "~", "null", '""', "[1, 2]", "{a: b}"])
def test_a_version_that_is_no_text_is_unknown_and_told(tmp_path, written):
    skill = head(tmp_path, f"name: x\nversion: {written}")
    assert skill.version == "unknown"
    assert skill.sources["version"] == "default"
    assert any("version" in str(note) for note in skill.warnings)


@pytest.mark.parametrize(
    ("block", "version"),
    [
        ('metadata:\n  version: "1.10"', "1.10"),
        ('metadata: {"version": "1.10", "x": {"y": 1}}', "1.10"),
        ('metadata: \'{"version": "1.10"}\'', "1.10"),
        ('metadata: {"openclaw": {"version": "1.10"}}', "1.10"),
    ],
)
def test_a_version_in_metadata_stands_in_for_a_missing_one(tmp_path, block, version):
    assert head(tmp_path, f"name: x\n{block}").version == version


@pytest.mark.parametrize(
    ("block", "description"),
    [
        ("description: Use when: a film is wanted", "Use when: a film is wanted"),
        ("description: Use when: (1) a\n  film, (2) a clip", "Use when: (1) a film, (2) a clip"),
        ('description: "Film" and more', '"Film" and more'),
        ("description: @film makes films", "@film makes films"),
        ("description: , odd", ", odd"),
        ("description: 剪辑: 视频", "剪辑: 视频"),
        ("description: >\n  one\n  two", "one two"),
        ("description: |\n  one\n  two", "one\ntwo"),
        ("description: cuts --- and joins", "cuts --- and joins"),
    ],
)
@pytest.mark.parametrize("around", ["name: x\nversion: 1.10\n{}", "{}\nname: x\nversion: 1.10"])
def test_a_broken_value_costs_no_other(tmp_path, block, description, around):
    skill = head(tmp_path, around.format(block))
    assert (skill.name, skill.version, skill.description) == ("x", "1.10", description)


def test_a_mended_value_is_told_and_marked(tmp_path):
    skill = head(tmp_path, "name: x\nversion: 1.0\ndescription: a: b")
    assert skill.sources["description"] == "repaired"
    assert skill.sources["name"] == "page"
    assert [note.kind for note in skill.warnings] == ["repaired"]


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        ("\ufeff---\nname: x\nversion: 1.10\n---\n# T\n", ["repaired"]),
        ("---\r\nname: x\r\nversion: 1.10\r\n---\r\n# T\r\n", []),
        ("---\rname: x\rversion: 1.10\r---\r# T\r", []),
        ("\n\n---\nname: x\nversion: 1.10\n---\n# T\n", ["repaired"]),
        ("<!-- a note\nof two lines -->\n---\nname: x\nversion: 1.10\n---\n# T\n", ["repaired"]),
        ("> See also: [[y]]\n\n---\nname: x\nversion: 1.10\n---\n\n# T\n", ["repaired"]),
        ("---  \nname: x\nversion: 1.10\n---\t\n# T\n", []),
        ("---\nname: x\nversion: 1.10\n----\n# T\n", ["repaired"]),
        ("---\nname: x\nversion: 1.10\n...\n# T\n", ["repaired"]),
        ("---\nname: x\nversion: 1.10\n\n# T\n\nwords: yes\n", ["repaired"]),
        ("---\nname: x\nversion: 1.10\n\n# T\n\nSome words.\n\n---\n\nMore.\n", ["repaired"]),
        ("---\nname: x\nversion: 1.10\n", ["repaired"]),
        ("---\n\n## name: x\nversion: 1.10\n\n# T\n\nSome words.\n\n---\n\nMore.\n", ["repaired", "repaired"]),
        ("name: x\nversion: 1.10\n---\n# T\n", ["repaired"]),
        ("name: x\nversion: 1.10\n\n# T\n", ["repaired"]),
        ("---\n# a comment\nname: x\nversion: 1.10\n---\n# T\n", []),
        ("---\nname: x\nversion: 1.10\nmetadata:\n\topenclaw:\n\t\temoji: y\n---\n# T\n", ["repaired"]),
        (
            "---\n<<<<<<< HEAD\nname: x\nversion: 1.10\n=======\nname: y\n>>>>>>> z\n---\n# T\n",
            ["repaired", "conflict"],
        ),
        ('---\nname: x\nversion: 1.10\nmetadata: {"a": {"b": 1}\n---\n# T\n', ["repaired", "ignored"]),
        ("---\nname: x\nversion: 1.10\nname: y\n---\n# T\n", ["conflict"]),
        ("---\nname: x\nversion: 1.10\nemoji: \u00f0\u009f\u008e\u00ac\n---\n# T\n", ["repaired"]),
        ("---\nname: x\nversion: 1.10\nnote: a\x07b\n---\n# T\n", ["repaired"]),
    ],
)
def test_fences_and_characters_that_others_trip_over(tmp_path, page, kinds):
    skill = load(write(tmp_path, page), remember=False)
    assert (skill.name, skill.version) == ("x", "1.10")
    assert [note.kind for note in skill.warnings] == kinds


def test_what_was_decoded_wrongly_is_restored(tmp_path):
    page = '---\nname: x\nversion: 1.0\ndisplayName: "Tutor — How"\n---\n'.encode().decode("latin-1")
    assert load(write(tmp_path, page), remember=False).display_name == "Tutor — How"


def test_keys_in_capitals_are_taken_for_what_they_mean_and_told(tmp_path):
    skill = head(tmp_path, "Name: x\nVersion: 1.10\nDescription: y")
    assert (skill.name, skill.version, skill.description, skill.sources["name"]) == ("x", "1.10", "y", "repaired")
    assert len(skill.warnings) == 3


def test_two_maps_of_one_name_are_joined(tmp_path):
    skill = head(
        tmp_path,
        'name: x\nversion: 1\nmetadata: {"openclaw": {"requires": {"env": ["A"]}}}\nmetadata: {"clawdbot": {"primaryEnv": "B"}}',
    )
    assert (skill.requirements.env, skill.requirements.primary_env) == (("A",), "B")


def test_an_example_in_a_code_block_is_not_the_page_s_own_frontmatter(tmp_path):
    page = "# How to write a skill\n\n```yaml\n---\nname: example\nversion: 9.9\n---\n```\n"
    skill = load(write(tmp_path, page, folder="teacher"), remember=False)
    assert (skill.name, skill.version) == ("teacher", "unknown")


@pytest.mark.parametrize("block", ["version: 1.0", "name: ~\nversion: 1.0", "name: [a]\nversion: 1.0", "- a\n- b"])
def test_a_page_without_a_name_is_called_like_its_folder(tmp_path, block):
    skill = head(tmp_path, block, folder="my-skill")
    assert skill.name == "my-skill"
    assert skill.sources["name"] == "default"
    assert any("folder" in str(note) for note in skill.warnings)


def test_a_thing_that_unfolds_without_end_is_read_in_no_time(tmp_path):
    bomb = "\n".join(f"b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9)}]" for n in range(1, 20))
    skill = head(tmp_path, f"name: x\nversion: 1.10\nb0: &b0 [lol]\n{bomb}\nself: &s [*s]")
    assert (skill.name, skill.version) == ("x", "1.10")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\n\t", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"\x89PNG\x00\x00", "not text"),
        (b"a" * 5_000_000, "larger"),
    ],
)
def test_what_is_no_page_is_refused_with_one_reason(tmp_path, content, reason):
    (tmp_path / "SKILL.md").write_bytes(content)
    with pytest.raises(SkillError) as caught:
        load(tmp_path, remember=False)
    assert reason in caught.value.reason


def test_a_page_in_another_encoding_is_read_and_told(tmp_path):
    (tmp_path / "SKILL.md").write_bytes("---\nname: x\nversion: 1.10\n---\n# T\n".encode("utf-16"))
    assert load(tmp_path, remember=False).version == "1.10"
    (tmp_path / "SKILL.md").write_bytes(b"---\nname: x\nversion: 1.10\ndescription: caf\xe9\n---\n# T\n")
    skill = load(tmp_path, remember=False)
    assert skill.version == "1.10"
    assert [note.kind for note in skill.warnings] == ["repaired"]
