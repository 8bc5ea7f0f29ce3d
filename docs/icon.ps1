# Draws docs/icon.png: a sheet of a calendar with one day added, one changed and one deleted.
$ErrorActionPreference = 'Stop'
$size = 128
$colors = @{ blue = 38, 84, 143; paper = 246, 248, 250; day = 208, 215, 222; added = 45, 164, 78; changed = 212, 167, 44; deleted = 207, 34, 46 }

function Get-PixelColor([int] $X, [int] $Y) {
    if ($X -lt 10 -or $X -ge 118 -or $Y -lt 14 -or $Y -ge 118) { return $null }
    if ($Y -lt 38) { return 'blue' }
    if ($X -lt 14 -or $X -ge 114 -or $Y -ge 114) { return 'blue' }
    $column = [Math]::Floor(($X - 20) / 24)
    $row = [Math]::Floor(($Y - 44) / 24)
    $inDay = ($X - 20) - 24 * $column -in 0..17 -and ($Y - 44) - 24 * $row -in 0..17
    if (-not $inDay -or $column -notin 0..3 -or $row -notin 0..2) { return 'paper' }
    switch ("$row$column") {
        '01' { 'added' }
        '12' { 'changed' }
        '20' { 'deleted' }
        default { 'day' }
    }
}

$table = foreach ($n in 0..255) {
    [uint32] $c = $n
    foreach ($bit in 1..8) { $c = $c -band 1 ? (0xEDB88320u -bxor ($c -shr 1)) : ($c -shr 1) }
    $c
}

function Get-Chunk([string] $Type, [byte[]] $Data) {
    function BigEndian([uint32] $Value) { $bytes = [BitConverter]::GetBytes($Value); [array]::Reverse($bytes); $bytes }
    [byte[]] $body = [Text.Encoding]::ASCII.GetBytes($Type) + $Data
    [uint32] $crc = [uint32]::MaxValue
    foreach ($byte in $body) { $crc = $table[($crc -bxor $byte) -band 0xFF] -bxor ($crc -shr 8) }
    (BigEndian $Data.Length) + $body + (BigEndian ($crc -bxor [uint32]::MaxValue))
}

$raw = [IO.MemoryStream]::new()
foreach ($y in 0..($size - 1)) {
    $raw.WriteByte(0)
    foreach ($x in 0..($size - 1)) {
        $color = Get-PixelColor $x $y
        $raw.Write([byte[]]($color ? ($colors[$color] + 255) : (0, 0, 0, 0)))
    }
}
$packed = [IO.MemoryStream]::new()
$zip = [IO.Compression.ZLibStream]::new($packed, [IO.Compression.CompressionLevel]::SmallestSize)
$zip.Write($raw.ToArray())
$zip.Dispose()
$header = 0, 0, 0, $size, 0, 0, 0, $size, 8, 6, 0, 0, 0
[byte[]] $png = (0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A) + (Get-Chunk IHDR $header) + (Get-Chunk IDAT $packed.ToArray()) + (Get-Chunk IEND @())
[IO.File]::WriteAllBytes((Join-Path $PSScriptRoot 'icon.png'), $png)
