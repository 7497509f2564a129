# shellcheck shell=bash
# Finds, or installs where it may, what the two scripts need: a JDK and Maven. To be sourced; runs on bash 3.2 and later.
# Sets JAVA_HOME and, after find_maven, MAVEN.

readonly OLDEST_JDK=17
readonly OLDEST_MAVEN=3.8.7
# EX_UNAVAILABLE and EX_SOFTWARE of sysexits.h; netsession itself ends with neither.
readonly EXIT_NO_TOOLS=69
# shellcheck disable=SC2034
readonly EXIT_NO_BUILD=70

say() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
}

# Sets JDK_VERSION (17.0.15+6, ...) and JDK_FEATURE (17, ...) of the JDK in a directory; fails if there is none. Starts nothing where it need not.
read_jdk() {
  local home=$1 line runtime=''
  JDK_VERSION=''
  [ -x "$home/bin/javac" ] || return 1
  if [ -r "$home/release" ]; then
    while IFS= read -r line; do
      case $line in
        JAVA_VERSION=*) JDK_VERSION=${line#*\"} ;;
        JAVA_RUNTIME_VERSION=*) runtime=${line#*\"} ;;
      esac
    done < "$home/release"
  fi
  if [ -z "$JDK_VERSION" ]; then
    JDK_VERSION=$("$home/bin/java" -version 2>&1 | sed -n 's/^[a-z]* version "\([^"]*\)".*/\1/p')
  fi
  JDK_FEATURE=${JDK_VERSION%%[!0-9]*}
  JDK_VERSION=${runtime:-$JDK_VERSION}
  JDK_VERSION=${JDK_VERSION%\"*}
  [ -n "$JDK_FEATURE" ]
}

# Prints the feature version (17, 21, ...) of the JDK in a directory; fails if there is none.
jdk_feature() {
  local JDK_VERSION JDK_FEATURE
  read_jdk "$1" || return 1
  printf '%s\n' "$JDK_FEATURE"
}

# Whether a directory holds a JDK from OLDEST_JDK on.
is_jdk() {
  local JDK_VERSION JDK_FEATURE
  read_jdk "$1" && [ "$JDK_FEATURE" -ge "$OLDEST_JDK" ]
}

# Prints the directory above the bin/ that a command really is in.
home_of() {
  local path link
  path=$(command -v "$1") || return 1
  while [ -L "$path" ]; do
    link=$(readlink "$path")
    case $link in /*) path=$link ;; *) path=${path%/*}/$link ;; esac
  done
  path=${path%/*}
  printf '%s\n' "${path%/bin}"
}

# Sets JAVA_HOME if a directory holds a JDK.
take_jdk() {
  [ -n "$1" ] && is_jdk "$1" || return 1
  JAVA_HOME=$1
  export JAVA_HOME
}

# Sets JAVA_HOME, JDK_VERSION and JDK_FEATURE; fails if there is no JDK.
find_jdk() {
  local home
  if take_jdk "${JAVA_HOME:-}" || take_jdk "$(home_of javac || true)" || take_jdk "$(home_of java || true)"; then
    read_jdk "$JAVA_HOME"
    return
  fi
  for home in /usr/lib/jvm/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk/libexec/openjdk.jdk/Contents/Home; do
    if take_jdk "$home"; then
      read_jdk "$JAVA_HOME"
      return
    fi
  done
  return 1
}

# Prints the home of an installed JDK that is not JAVA_HOME's kind: from 25 on, or before that. Debian's place only.
other_jdk() {
  local home own feature
  own=$(jdk_feature "$JAVA_HOME")
  for home in /usr/lib/jvm/*; do
    if ! is_jdk "$home"; then continue; fi
    feature=$(jdk_feature "$home")
    if [ $((own < 25)) != $((feature < 25)) ]; then
      printf '%s\n' "$home"
      return
    fi
  done
}

# Sets MAVEN; fails if there is none, or an old one.
find_maven() {
  local version oldest
  command -v mvn > /dev/null 2>&1 || return 1
  version=$(mvn -version -Dstyle.color=never 2> /dev/null < /dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
  [ -n "$version" ] || return 1
  oldest=$(printf '%s\n%s\n' "$OLDEST_MAVEN" "$version" | sort -t. -k1,1n -k2,2n -k3,3n | sed -n 1p)
  if [ "$oldest" != "$OLDEST_MAVEN" ]; then
    say "Maven $version is too old"
    return 1
  fi
  # shellcheck disable=SC2034
  MAVEN=mvn
}

# Prints the command that installs JDK and Maven here; fails if there is no package manager that is known.
install_command() {
  if command -v apt-get > /dev/null; then
    # The oldest that is in the distribution; which one that is, the list has to be there to tell.
    local version package=default-jdk-headless
    for version in 17 21 25; do
      if apt-cache show "openjdk-$version-jdk-headless" > /dev/null 2>&1; then
        package=openjdk-$version-jdk-headless
        break
      fi
    done
    printf 'apt-get install -y --no-install-recommends %s maven\n' "$package"
  elif command -v dnf > /dev/null; then
    printf 'dnf install -y java-%s-openjdk-devel maven\n' "$(dnf -q list --available java-21-openjdk-devel > /dev/null 2>&1 && echo 21 || echo latest)"
  elif command -v apk > /dev/null; then
    printf 'apk add openjdk17 maven\n'
  elif command -v pacman > /dev/null; then
    printf 'pacman -S --noconfirm jdk-openjdk maven\n'
  elif command -v zypper > /dev/null; then
    printf 'zypper --non-interactive install java-17-openjdk-devel maven\n'
  elif command -v brew > /dev/null; then
    printf 'brew install openjdk maven\n'
  else
    return 1
  fi
}

# Runs the install command if this user may; else names it and ends. Its output goes to a file.
install_tools() {
  local log=$1 command
  if command -v apt-get > /dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update > "$log" 2>&1 < /dev/null || true
  fi
  if ! command=$(install_command); then
    say "a JDK from version $OLDEST_JDK on and Maven from $OLDEST_MAVEN on are needed; get them from https://adoptium.net and https://maven.apache.org"
    exit "$EXIT_NO_TOOLS"
  fi
  if [ "$(id -u)" != 0 ] && [ "${command%% *}" != brew ]; then
    say "a JDK from version $OLDEST_JDK on and Maven from $OLDEST_MAVEN on are needed; install them with:  sudo $command"
    exit "$EXIT_NO_TOOLS"
  fi
  say "installing what is missing: $command"
  # Split on purpose: the command is one of those above.
  # shellcheck disable=SC2086
  if ! $command >> "$log" 2>&1 < /dev/null; then
    tail -n 5 "$log" >&2
    say "that did not work (all of it: $log); run it yourself and then this again"
    exit "$EXIT_NO_TOOLS"
  fi
}

# Sets JAVA_HOME and MAVEN, or ends.
require_tools() {
  local log=$1
  if find_jdk && find_maven; then
    return
  fi
  mkdir -p "${log%/*}"
  install_tools "$log"
  hash -r
  if ! find_jdk || ! find_maven; then
    say "what this system's packages offer is too old: a JDK from version $OLDEST_JDK on and Maven from $OLDEST_MAVEN on are needed; get them from https://adoptium.net and https://maven.apache.org"
    exit "$EXIT_NO_TOOLS"
  fi
}
