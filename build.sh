#!/usr/bin/env bash
# The one entry for a plain shell; needs bash and the .NET SDK. build.ps1 is its twin for PowerShell.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
    cat <<'USAGE'
./build.sh build      builds the module; then: Import-Module ./CalDavSync.psd1
./build.sh demo       shows the main job end to end, without any server
./build.sh test       runs every test that can run here and says why the others cannot
                      --servers all|none|<names>   real servers, for example radicale,cyrus (default: radicale,xandikos)
                      --package         the tests in PowerShell use the packed module instead of this folder
                      --filter <text>              only the test methods whose full name contains the text
./build.sh package    out/CalDavSync/<version>/ and a .nupkg for the PowerShell Gallery
./build.sh docs       renews what is made from the code in docs: syntax and parameters of the pages, docs/errors.md
./build.sh clean      removes everything built
USAGE
}

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1
if [ ! -t 1 ]; then export NO_COLOR=1 MSBUILDTERMINALLOGGER=off; fi

solution=src/CalDavSync.slnx

fail() {
    echo "build.sh: $*" >&2
    exit 1
}

build() { # [PROJECT-OR-SOLUTION]: the module alone unless told otherwise
    command -v dotnet >/dev/null || fail "the .NET SDK is missing; see https://dotnet.microsoft.com/download"
    local output
    if ! output=$(dotnet build "${1:-src/CalDavSync}" -c Release --nologo -v quiet 2>&1); then
        echo "$output"
        return 1
    fi
    echo "built: Import-Module $PWD/CalDavSync.psd1"
}

# A real PowerShell 7.4 or later: on PATH, or the one a tool manifest names.
find_pwsh() {
    local candidate
    for candidate in "pwsh" "dotnet tool run pwsh"; do
        if [ "$candidate" = pwsh ]; then
            command -v pwsh >/dev/null || continue
        else
            if [ ! -f .config/dotnet-tools.json ] || ! dotnet tool restore >/dev/null 2>&1; then continue; fi
        fi
        # shellcheck disable=SC2016
        if $candidate -NoProfile -NonInteractive -Command 'exit [int]($PSVersionTable.PSVersion -lt [version]"7.4")' >/dev/null 2>&1; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

demo() {
    local pwsh
    if pwsh=$(find_pwsh); then
        build
        $pwsh -NoProfile -NonInteractive -File docs/examples/demo.ps1
    else
        echo "No PowerShell 7.4 on PATH: the cmdlets run in the test host instead."
        build tests/CmdletHost
        dotnet run --project tests/CmdletHost -c Release --no-build -- demo
    fi
}

# Exactly the files the manifest lists.
package() {
    local version files file
    build
    version=$(sed -n "s/^ *ModuleVersion *= *'\([0-9.]*\)'.*/\1/p" CalDavSync.psd1)
    files=out/CalDavSync/$version
    rm -rf "$files"
    sed -n "/^ *FileList /,/)/s/^ *'\(.*\)'.*/\1/p" CalDavSync.psd1 | while read -r file; do
        mkdir -p "$files/$(dirname "$file")"
        cp "$file" "$files/$file"
    done
    # Native code of this machine would keep the module from loading on another kind.
    cp src/CalDavSync/bin/Release/netstandard2.0/CalDavSync*.dll "$files/bin/"
    dotnet pack src/CalDavSync.Package -c Release --nologo -v quiet -o out -p:ModuleDirectory="$PWD/$files"
    echo "$files"
    echo "out/CalDavSync.$version.nupkg"
}

docs() {
    local output
    output=$(build tests/CalDavSync.Cmdlets.Tests) || fail "$output"
    CALDAVSYNC_UPDATE_DOCS=1 dotnet tests/CalDavSync.Cmdlets.Tests/bin/Release/net10.0/CalDavSync.Cmdlets.Tests.dll \
        -noColor -noLogo -reporter quiet -parallel none -namespace CalDavSync.Cmdlets.Tests.Documentation
    build
}

clean() {
    rm -rf bin en-US out
    find src tests docs -type d \( -name bin -o -name obj -o -name TestResults \) -prune -exec rm -rf {} +
}

task=${1:-}
[ $# -eq 0 ] || shift
case $task in
    build | demo | docs | package | clean)
        [ $# -eq 0 ] || fail "$task takes no options"
        $task
        ;;
    test)
        # shellcheck source=tests/run.sh
        . tests/run.sh
        run_tests "$@"
        ;;
    '' | help | -h | --help) usage ;;
    *) usage >&2 && exit 2 ;;
esac
