#!/bin/bash
# Builds the handbook into a site of plain pages that load nothing from another host.
#   docs/site.sh [FOLDER]     default: target/site
# Wants Debian's packages mkdocs and mkdocs-material. A link to a page that does not exist ends it with 1.
set -euo pipefail
command -v mkdocs >/dev/null || { echo "site: no mkdocs; install Debian's packages mkdocs and mkdocs-material" >&2; exit 1; }
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
site=$(readlink -m "${1:-$root/target/site}")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# In the folders of the repository, so that links lead where they do there.
mkdir "$work/pages"
cp "$root"/*.md "$root/LICENSE" "$root/Jenkinsfile" "$work/pages"
cp -r "$root/docs" "$work/pages/docs"
rm "$work/pages/docs/site.sh"

# From the table of contents: its headings are the sections, its links the pages.
contents() {
  grep -oE '^## .*|\[[^]]*\]\([^)#]*\.md\)' "$root/docs/README.md" \
    | sed -E -e 's/`//g' -e 's/^## (.*)/  - \1:/' -e 's#^\[(.*)\]\((.*)\)$#      - "\1": docs/\2#' -e 's#docs/\.\./##' -e '/- "README"/d'
}
{
  cat <<'CONFIG'
site_name: Nestlab
docs_dir: pages
use_directory_urls: false
plugins: [search]
theme:
  name: material
  font: false
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, primary: blue}
markdown_extensions: [tables, fenced_code, toc]
nav:
  - Nestlab: README.md
  - Handbook: docs/README.md
CONFIG
  contents
} >"$work/mkdocs.yml"

mkdocs build --strict --quiet --config-file "$work/mkdocs.yml" --site-dir "$site"
echo "site: $site/index.html"
