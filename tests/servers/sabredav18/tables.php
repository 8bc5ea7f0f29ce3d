<?php
// tables.php FILE: an SQLite file with the packaged tables, the users alice and bob, and one calendar for each.
$file = $argv[1];
$db = new PDO("sqlite:$file.new");
$db->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
foreach (['calendars', 'principals', 'users'] as $table) {
    $sql = "/usr/share/doc/php-sabre-dav/examples/sql/sqlite.$table.sql";
    $db->exec(file_get_contents(is_file($sql) ? $sql : "compress.zlib://$sql.gz"));
}
$db->exec('DELETE FROM principals; DELETE FROM users; CREATE INDEX object_uri ON calendarobjects (calendarid, uri)');
foreach (['alice' => 'wonderland', 'bob' => 'builder'] as $user => $password) {
    $db->prepare('INSERT INTO users (username, digesta1) VALUES (?, ?)')->execute([$user, md5("$user:SabreDAV:$password")]);
    $principal = $db->prepare('INSERT INTO principals (uri, email, displayname) VALUES (?, ?, ?)');
    $principal->execute(["principals/$user", "$user@example.org", ucfirst($user)]);
    $principal->execute(["principals/$user/calendar-proxy-read", null, null]);
    $principal->execute(["principals/$user/calendar-proxy-write", null, null]);
    $db->prepare("INSERT INTO calendars (principaluri, displayname, uri, ctag, components, transparent) VALUES (?, 'Default', 'default', 1, 'VEVENT,VTODO', 0)")
        ->execute(["principals/$user"]);
}
$db = null;
rename("$file.new", $file);
