# shellcheck shell=bash
# Sourced by measure and record.

version() { # NAME: the version of the server's package, without the distribution's part
    local package=$1
    case $1 in cyrus) package=cyrus-caldav ;; sabredav18) package=php-sabre-dav ;; esac
    dpkg-query -W -f='${Version}' "$package" | sed -E 's/^[0-9]+://; s/[-+~][^.]*$//'
}
