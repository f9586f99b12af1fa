#!/bin/sh
# Copies this skill to where assistants look for skills. Asks nothing, may be run again, touches nothing else.
#
#   sh install.sh --target cursor                    ~/.cursor/skills/ai-video-generatore
#   sh install.sh --target clawhub --target claude   several at once
#   sh install.sh --target ./dist                    ./dist/ai-video-generatore, e.g. for `npx skills add`
#   sh install.sh --uninstall --target cursor
#
# Exit status: 0 done, 1 something could not be written or is not ours, 2 usage.
set -eu

NAME=ai-video-generatore
PARTS="SKILL.md ai-video install.sh pyproject.toml LICENSE README.md skill router wire studio"

usage() {
    cat <<'TEXT'
usage: sh install.sh [--uninstall] [--dry-run] --target TARGET [--target TARGET ...]

  TARGET       copies to
  clawhub      ~/.clawhub/skills
  cursor       ~/.cursor/skills
  claude       ~/.claude/skills  (or $CLAUDE_CONFIG_DIR/skills)
  openclaw     ~/.openclaw/skills
  codex        ~/.agents/skills  (Codex, Gemini CLI, Copilot and others read it)
  DIR          that folder; write ./name for one in the current folder

  --uninstall  take the copy away again; sessions and films stay
  --dry-run    only say what would be done
TEXT
}

say() { printf '%s\n' "$*"; }
fail() { printf 'install.sh: %s\n' "$*" >&2; }

targets=
verb=install
dry=
while [ $# -gt 0 ]; do
    case $1 in
        --target)
            [ $# -ge 2 ] || { fail "--target needs a name or a folder"; exit 2; }
            targets="$targets$2
"
            shift 2 ;;
        --target=*) targets="$targets${1#--target=}
"; shift ;;
        --uninstall) verb=uninstall; shift ;;
        --dry-run) dry=yes; shift ;;
        -h | --help) usage; exit 0 ;;
        *) fail "unknown option: $1"; usage >&2; exit 2 ;;
    esac
done
[ -n "$targets" ] || { usage >&2; exit 2; }

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

# The skill's folder for a target; folders of skills are made as needed.
place() {
    case $1 in
        clawhub) say "${HOME:?}/.clawhub/skills/$NAME" ;;
        cursor) say "${HOME:?}/.cursor/skills/$NAME" ;;
        claude) say "${CLAUDE_CONFIG_DIR:-${HOME:?}/.claude}/skills/$NAME" ;;
        openclaw) say "${HOME:?}/.openclaw/skills/$NAME" ;;
        codex) say "${HOME:?}/.agents/skills/$NAME" ;;
        "~/"*) place "${HOME:?}/${1#"~/"}" ;;
        */"$NAME" | */"$NAME"/) absolute "${1%/}" ;;
        */*) absolute "${1%/}/$NAME" ;;
        *) [ -d "$1" ] || return 1
           absolute "./$1/$NAME" ;;
    esac
}

absolute() {
    case $1 in
        /*) say "$1" ;;
        *) say "$(pwd)/${1#./}" ;;
    esac
}

ours() { [ -f "$1/SKILL.md" ] && sed -n '1,20p' "$1/SKILL.md" | grep -q "^name: *[\"']\{0,1\}$NAME[\"']\{0,1\} *\$"; }
version() { sed -n 's/^version: *"\{0,1\}\([^"]*\)"\{0,1\} *$/\1/p' "$1/SKILL.md" 2>/dev/null | head -n 1; }
same() { [ -d "$1" ] && [ "$(cd -- "$1" && pwd -P)" = "$(cd -- "$here" && pwd -P)" ]; }
there() { [ -e "$1" ] || [ -L "$1" ]; }

staged=
aside=
final=
tidy() {
    [ -z "$staged" ] || rm -rf -- "$staged"
    # Stopped between taking the old copy away and putting the new one there: give it back.
    if [ -n "$aside" ] && there "$aside"; then
        if there "$final"; then rm -rf -- "$aside"; else mv -- "$aside" "$final"; fi
    fi
    staged=
    aside=
}
trap tidy EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

install_to() {
    final=$1
    if there "$final" && ! ours "$final"; then
        fail "$final is something else; nothing was changed"
        return 1
    fi
    if same "$final"; then
        say "$final: this very copy, nothing to do"
        return 0
    fi
    old=$(version "$final")
    new=$(version "$here")
    if [ -n "$dry" ]; then
        say "would copy $NAME $new to $final${old:+ (there is $old)}"
        return 0
    fi
    parent=$(dirname -- "$final")
    mkdir -p -- "$parent" || return 1
    staged=$parent/.$NAME.new.$$
    aside=$parent/.$NAME.old.$$
    rm -rf -- "$staged"
    mkdir -- "$staged" || return 1
    for part in $PARTS; do
        if [ -e "$here/$part" ]; then
            cp -R -- "$here/$part" "$staged/" || return 1
        fi
    done
    find "$staged" \( -name __pycache__ -o -name '*.pyc' -o -name '.*' ! -path "$staged" \) -prune -exec rm -rf -- {} +
    if there "$final"; then mv -- "$final" "$aside" || return 1; fi
    mv -- "$staged" "$final" || return 1
    staged=
    rm -rf -- "$aside"
    aside=
    if [ -n "$old" ] && [ "$old" != "$new" ]; then say "$final: $old -> $new"; else say "$final: $new"; fi
    after "$final"
}

# What the person does next, and what the target's tool will not do by itself.
after() {
    say "  next: python3 \"$1/ai-video\" doctor"
    case $1 in
        */.clawhub/skills/*) say "  OpenClaw does not look in ~/.clawhub: use --target openclaw for it, or add the folder to skills.load.extraDirs" ;;
    esac
}

uninstall_from() {
    final=$1
    if ! there "$final"; then
        say "$final: not installed"
    elif ! ours "$final" && ! { [ -L "$final" ] && [ ! -e "$final" ]; }; then
        fail "$final is something else; nothing was removed"
        return 1
    elif [ -n "$dry" ]; then
        say "would remove $final"
    elif [ -L "$final" ]; then
        rm -- "$final" && say "$final: link removed"
    else
        aside=$(dirname -- "$final")/.$NAME.old.$$
        mv -- "$final" "$aside" && rm -rf -- "$aside" && aside= && say "$final: removed"
    fi
}

if [ "$verb" = install ]; then
    ours "$here" || { fail "$here is not the skill's folder"; exit 1; }
    enough='import sys; sys.exit(sys.version_info < (3, 11))'
    if ! python3 -c "$enough" 2>/dev/null && [ -z "$dry" ]; then
        fail "note: the skill needs Python 3.11 or newer as python3, and there is none yet"
    fi
fi

status=0
IFS='
'
for target in $targets; do
    IFS=' '
    if ! folder=$(place "$target"); then
        fail "unknown target: $target (write ./$target for a folder)"
        status=2
    elif [ "$verb" = install ]; then
        install_to "$folder" || { status=1; tidy; }
    else
        uninstall_from "$folder" || { status=1; tidy; }
    fi
    IFS='
'
done
exit $status
