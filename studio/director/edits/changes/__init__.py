"""What operations do to a draft: each changes what it names and nothing else."""

from collections.abc import Callable
from typing import Any

from studio.director.edits.changes import captions, frame, length, look, media, sound, structure, words
from studio.director.edits.changes.context import CannotDo, Context
from studio.director.values import Draft

__all__ = ["CHANGES", "CannotDo", "Change", "Context"]

Change = Callable[[Draft, dict[str, Any], Context], dict[str, Any] | None]
"""Changes the draft in place. Gives values for the sentence that tells of it; raises `CannotDo`."""

CHANGES: dict[str, Change] = {
    "set_title": words.set_title,
    "remove_title": words.remove_title,
    "set_title_duration": words.set_title_duration,
    "set_subtext": words.set_subtext,
    "set_scene_text": words.set_scene_text,
    "clear_scene_text": words.clear_scene_text,
    "replace_text": words.replace_text,
    "set_captions": captions.set_captions,
    "set_caption": captions.set_caption,
    "set_caption_position": look.set_caption_position,
    "set_font_scale": look.set_font_scale,
    "set_music": sound.set_music,
    "set_music_mood": sound.set_music_mood,
    "set_music_track": sound.set_music_track,
    "set_music_file": sound.set_music_file,
    "set_music_volume": sound.set_music_volume,
    "set_music_start": sound.set_music_start,
    "set_narration": sound.set_narration,
    "set_narration_volume": sound.set_narration_volume,
    "set_clip_volume": media.set_clip_volume,
    "set_scene_media": media.set_scene_media,
    "trim_clip": media.trim_clip,
    "add_scene": structure.add_scene,
    "remove_scene": structure.remove_scene,
    "move_scene": structure.move_scene,
    "swap_scenes": structure.swap_scenes,
    "duplicate_scene": structure.duplicate_scene,
    "reorder_scenes": structure.reorder_scenes,
    "set_duration": length.set_duration,
    "set_scene_duration": length.set_scene_duration,
    "set_scene_durations": length.set_scene_durations,
    "set_pace": length.set_pace,
    "trim_start": length.trim_start,
    "trim_end": length.trim_end,
    "cut_range": length.cut_range,
    "set_transition": look.set_transition,
    "set_transition_length": look.set_transition_length,
    "set_motion": look.set_motion,
    "set_art": look.set_art,
    "set_palette": look.set_palette,
    "set_mood": look.set_mood,
    "set_size": frame.set_size,
    "set_fps": frame.set_fps,
}
