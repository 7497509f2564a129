# shellcheck shell=bash
# What each tier of the tests, and the benchmarks, need of the machine. To be sourced, after tools.bash; runs on bash 3.2 and later.

# What a tier needs besides a JDK and Maven, as command:package of Debian.
needs() {
  case $1 in
    unit | sim | host) echo kill:procps ;;
    kernel) echo unshare:util-linux ip:iproute2 ;;
    manager) echo "$(needs kernel)" NetworkManager:network-manager nmcli:network-manager dbus-daemon:dbus dbus-send:dbus dnsmasq:dnsmasq-base \
      python3-gi:python3-gi ;;
    standin) echo gcc:gcc+libc6-dev ;;
    wine) echo "$(needs kernel)" wine:wine wineserver:wine64 x86_64-w64-mingw32-gcc:gcc-mingw-w64-x86-64-win32 setpriv:util-linux \
      flock:util-linux timeout:coreutils sha256sum:coreutils ;;
    bench) echo "$(needs manager)" gcc:gcc+libc6-dev chrt:util-linux timeout:coreutils ;;
    # hostapd and its like are unpacked, not installed: see native/radio/build.
    radio) echo apt-get:apt gcc:gcc+libc6-dev make:make flex:flex bison:bison xz:xz-utils bc:bc flock:util-linux timeout:coreutils ;;
  esac
}

# Not the shell's own commands: tests start these.
has() {
  case $1 in
    python3-gi) /usr/bin/python3 -c 'from gi.repository import Gio' 2> /dev/null ;;
    *) type -P "$1" > /dev/null ;;
  esac
}

# Whether this system is one that a tier is for.
is_for_here() {
  case $1 in
    unit | sim) ;;
    host) [ "$(uname -s)" = Linux ] || [ "$(uname -s)" = Darwin ] ;;
    wine | radio) [ "$(uname -s)" = Linux ] && [ "$(uname -m)" = x86_64 ] ;;
    *) [ "$(uname -s)" = Linux ] ;;
  esac
}

# Why a tier that is for this system cannot run; nothing if it can.
obstacle() {
  local need
  for need in $(needs "$1"); do
    has "${need%%:*}" || { printf '%s is not installed' "${need%%:*}"; return; }
  done
  case $1 in
    # Namespaces of names, real-time priority.
    bench) [ "$(id -u)" = 0 ] || { printf 'only root can make its namespaces'; return; }
      unshare -nmp --fork --mount-proc true > /dev/null 2>&1 || printf 'this system refuses new namespaces (unshare -nmp)' ;;
    kernel) unshare -Urn ip link set lo up > /dev/null 2>&1 || unshare -n ip link set lo up > /dev/null 2>&1 \
      || printf 'this system refuses a new network namespace (unshare -Urn, unshare -n)' ;;
    manager | wine) unshare -nmup --fork --mount-proc true > /dev/null 2>&1 || unshare -Urnmup --fork --mount-proc true > /dev/null 2>&1 \
      || printf 'this system refuses new namespaces (unshare -nmup, unshare -Urnmup)' ;;
  esac
}

# Installs what tiers need and this system lacks, on Debian as root; its output goes to a file.
install_missing() {
  local log=$1 missing='' tier need
  shift
  for tier in "$@"; do
    if [ "$(uname -s)" != Linux ] || ! is_for_here "$tier"; then continue; fi
    for need in $(needs "$tier"); do
      has "${need%%:*}" || missing+=" ${need#*:}"
    done
  done
  if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    say "installing what is missing:${missing//+/ }"
    # shellcheck disable=SC2086
    { apt-get update && apt-get install -y --no-install-recommends ${missing//+/ }; } > "$log" 2>&1 < /dev/null \
      || say "that did not work; see $log"
  fi
}
