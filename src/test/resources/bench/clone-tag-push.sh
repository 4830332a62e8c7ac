#!/usr/bin/env bash
# Tags the charts that the last merge raised, with a clone: what a workflow does that has no Chart Tagger. Leaves out what
# that would have to do as well: the source pull request, the lineage, the check whether a tag exists already.
#
#   clone-tag-push.sh GIT_URL API_URL OWNER/NAME     with GITHUB_TOKEN set, in an empty directory
set -euo pipefail
git_url=$1 api=$2 repository=$3

field() { sed -n "s/^$1: *//p" | head -n 1; }

section() { # FILE VERSION: the body of a version's section
  [ ! -f "$1" ] || awk -v version="$2" '/^## / { inside = index($0, "[" version "]") > 0; next } inside' "$1"
}

github() { # METHOD PATH [BODY]
  curl --silent --show-error --fail --request "$1" "$api/repos/$repository/$2" ${3:+--data "$3"} \
    --header "Authorization: Bearer $GITHUB_TOKEN" --header 'Accept: application/vnd.github+json'
}

git clone --quiet --depth 2 --branch main --no-tags "$git_url/$repository.git" clone
cd clone
commit=$(git rev-parse HEAD)
tags=()
while read -r file; do
  [ -f "$file" ] || continue
  directory=$(dirname "$file")
  name=$(field name <"$file") version=$(field version <"$file")
  before=$(git show "HEAD^:$file" 2>/dev/null | field version || true)
  [ "$version" != "$before" ] || continue
  tag="$name-v$version"
  {
    printf 'Release: %s v%s\n\nChangelog:\n' "$name" "$version"
    section "$directory/CHANGELOG.md" "$version"
    printf '\nCommit: %s\n' "$commit"
  } | git tag --annotate --cleanup=verbatim --file - "$tag"
  tags+=("refs/tags/$tag")
done < <(git diff --name-only HEAD^ HEAD -- ':(glob)charts/**/Chart.yaml')
[ ${#tags[@]} -gt 0 ] || exit 0
git push --quiet origin "${tags[@]}"

title="release: ${#tags[@]} charts"
body=$(printf -- '- %s\n' "${tags[@]#refs/tags/}" | jq --raw-input --slurp --arg title "$title" '{title: $title, body: .}')
number=$(github GET "pulls?state=open&base=release&head=${repository%/*}:main" | jq -r '.[0].number // empty')
if [ -n "$number" ]; then
  github PATCH "pulls/$number" "$body" >/dev/null
else
  github POST pulls "$(jq '. + {head: "main", base: "release"}' <<<"$body")" >/dev/null
fi
