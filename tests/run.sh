# What "./build.sh test" does; sourced by build.sh. Each kind of test prints one line, then the sums.
# shellcheck shell=bash disable=SC2154

all_servers=(radicale xandikos cyrus davical sogo sabredav18 calypso)
passed=0 failed=0 skipped=0

say() { printf '%-34s %s\n' "$1" "$2"; }

count() { # PASSED FAILED SKIPPED
    passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

run_tests() {
    local servers=radicale,xandikos filter='' packed='' started=$SECONDS
    while [ $# -gt 0 ]; do
        case $1 in
            --package)
                packed=yes
                shift
                continue
                ;;
            --servers) servers=${2:?--servers wants all, none or names} ;;
            --filter) filter=${2:?--filter wants a text} ;;
            *) fail "unknown option $1" ;;
        esac
        shift 2
    done
    scratch=$(mktemp -d "${TMPDIR:-/tmp}/caldavsync-test.XXXXXX")
    # Servers that drop root must be able to walk in.
    chmod 711 "$scratch"
    trap cleanup EXIT
    trap 'exit 130' INT TERM

    if ! build "$solution"; then
        say build FAILED
        count 0 1 0
    else
        check_format "$filter"
        start_servers "$servers"
        local project
        for project in tests/*/*.Tests.csproj; do run_project "$project" "$filter"; done
        if [ -n "$packed" ]; then packed=$(package | tail -n1); fi
        run_pester "$filter" "$packed"
    fi
    if [ -n "$filter" ] && [ $((passed + failed + skipped)) -eq 0 ]; then
        echo "No test matches --filter $filter." >&2
        count 0 1 0
    fi
    say time "$((SECONDS - started)) s"
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
}

cleanup() {
    local server
    for server in "$scratch"/servers/*/; do
        if [ -d "$server" ]; then "tests/servers/$(basename "$server")/stop" --dir "$server" || true; fi
    done
    rm -rf "$scratch"
}

check_format() { # FILTER
    if [ -n "$1" ]; then
        say format "not run: --filter"
    elif dotnet format "$solution" --verify-no-changes --no-restore >"$scratch/format.log" 2>&1; then
        say format clean
        count 1 0 0
    else
        cat "$scratch/format.log"
        say format "FAILED: run dotnet format $solution"
        count 0 1 0
    fi
}

start_servers() { # all, none or names with commas
    local names name line code
    case $1 in
        all) names=("${all_servers[@]}") ;;
        none) names=() && say "real servers" "not run: --servers none" ;;
        *) IFS=, read -ra names <<<"$1" ;;
    esac
    mkdir -m 711 "$scratch/servers"
    for name in ${names[@]+"${names[@]}"}; do
        [ -x "tests/servers/$name/start" ] || fail "no server $name; there are ${all_servers[*]}"
        code=0
        line=$("tests/servers/$name/start" --dir "$scratch/servers/$name" 2>"$scratch/start.log") || code=$?
        if [ $code = 0 ]; then
            export "CALDAVSYNC_SERVER_$(tr '[:lower:]' '[:upper:]' <<<"$name")=$line"
        elif [ $code = 3 ]; then
            say "server $name" "not run: $(tail -n1 "$scratch/start.log" | sed "s/^$name: //")"
        else
            cat "$scratch/start.log"
            say "server $name" "FAILED to start"
            count 0 1 0
        fi
    done
}

run_project() { # PROJECT FILTER
    local name report output code=0 sums filter=()
    name=$(basename "$1" .csproj)
    report=$scratch/$name.xml
    output=$scratch/$name.log
    if [ -n "$2" ]; then filter=(-method "*$2*"); fi
    # The programs of xunit v3 run by themselves; the time limit only ends what hangs.
    $(command -v timeout >/dev/null && echo timeout 1800) dotnet "$(dirname "$1")/bin/Release/net10.0/$name.dll" \
        -noColor -noLogo -reporter quiet -xml "$report" ${filter[@]+"${filter[@]}"} >"$output" 2>&1 || code=$?
    if ! sums=$(read_report "$report") || { [ $code != 0 ] && [ "$(cut -d' ' -f2 <<<"$sums")" = 0 ]; }; then
        tail -n 60 "$output"
        say "$name" "FAILED: ended with code $code and without a sound report"
        count 0 1 0
        return
    fi
    if [ "$sums" = "0 0 0" ] && [ -z "$2" ]; then
        say "$name" "FAILED: has no tests"
        count 0 1 0
        return
    fi
    # shellcheck disable=SC2086
    set -- $sums
    count "$1" "$2" "$3"
    if [ "$2" != 0 ]; then cat "$output"; fi
    say "$name" "$1 passed, $2 failed, $3 skipped"
    { grep -oE '<reason>(<!\[CDATA\[)?[^]<]*' "$report" || true; } | sed 's/.*[>[]//' |
        sort | uniq -c | while read -r times reason; do say "" "$times skipped: $reason"; done
}

# "passed failed skipped" of an xunit report; fails when it is missing, torn or has no test assembly in it.
read_report() {
    [ -s "$1" ] && grep -q '</assemblies>' "$1" || return 1
    grep -o '<assembly [^>]*>' "$1" | awk '
        function value(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0 }
        { passed += value("passed"); failed += value("failed") + value("errors"); skipped += value("skipped") }
        END { if (NR == 0) exit 1; print passed + 0, failed + 0, skipped + 0 }'
}

has_pester() { # PWSH
    $1 -NoProfile -NonInteractive -Command 'exit [int](-not (Get-Module Pester -ListAvailable | Where-Object Version -ge "5.0"))'
}

# The package of Pester is its module with a wrapping.
bring_pester() {
    dotnet restore tests/Pester >"$scratch/pester-restore.log" 2>&1 || return 1
    local packages version
    packages=$(dotnet msbuild tests/Pester -getProperty:NuGetPackageRoot)
    version=$(dotnet msbuild tests/Pester -getProperty:PesterVersion)
    mkdir -p "$scratch/modules/Pester"
    cp -R "$packages/pester/$version/tools" "$scratch/modules/Pester/$version"
    export PSModulePath=$scratch/modules
}

run_pester() { # FILTER PACKAGE
    local pwsh sums
    if ! pwsh=$(find_pwsh); then
        say "PowerShell" "not run: there is no pwsh 7.4 or later on PATH, and the package feed does not give one"
        return
    fi
    if ! $pwsh -NoProfile -NonInteractive -File tests/import.ps1 >"$scratch/import.log" 2>&1; then
        cat "$scratch/import.log"
        say "PowerShell import" FAILED
        count 0 1 0
    else
        say "PowerShell import" "$(tail -n1 "$scratch/import.log")"
        count 1 0 0
    fi
    if ! has_pester "$pwsh" && { ! bring_pester || ! has_pester "$pwsh"; }; then
        say Pester "not run: Pester 5 is not installed (Install-Module Pester), and the package feed does not give it"
        return
    fi
    $pwsh -NoProfile -NonInteractive -File tests/pester.ps1 -Report "$scratch/pester" -Filter "$1" -Package "$2" >"$scratch/pester.log" 2>&1 || true
    if ! sums=$(grep -E '^[0-9]+ [0-9]+ [0-9]+$' "$scratch/pester" 2>/dev/null); then
        cat "$scratch/pester.log"
        say Pester "FAILED: ended without a report"
        count 0 1 0
        return
    fi
    # shellcheck disable=SC2086
    set -- $sums
    count "$1" "$2" "$3"
    if [ "$2" != 0 ]; then cat "$scratch/pester.log"; fi
    say Pester "$1 passed, $2 failed, $3 skipped"
}
