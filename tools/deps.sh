#!/bin/sh
# Makes sure the named Debian packages are there: installs the missing ones as
# root, otherwise prints the one command to run and fails.
set -u

missing=""
# Node may have come from elsewhere than Debian: then its commands will do.
for package in "$@"; do
	case "$package" in
	nodejs) command -v node >/dev/null && continue ;;
	npm) command -v npm >/dev/null && continue ;;
	esac
	status=$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null) || status=""
	case "$status" in
	ii*) ;;
	*) missing="$missing $package" ;;
	esac
done

if [ -z "$missing" ]; then
	exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
	echo "Missing Debian packages. Please run:" >&2
	echo "    sudo apt-get install -y$missing" >&2
	exit 1
fi
echo "Installing:$missing"
export DEBIAN_FRONTEND=noninteractive
# Another installation may be under way: wait for it.
patience="-o DPkg::Lock::Timeout=300"
# The lists may be missing or old: refresh them only when the first try fails.
# shellcheck disable=SC2086 # lists of words on purpose
apt-get $patience install -y --no-install-recommends $missing >/dev/null 2>&1 ||
	{ apt-get $patience update && apt-get $patience install -y --no-install-recommends $missing; }
