<?php
// Router script for "php -S". The environment variable SABRE_DB names the SQLite file.
error_reporting(E_ALL & ~E_DEPRECATED & ~E_NOTICE & ~E_WARNING & ~E_STRICT);
ini_set('display_errors', '0');
ini_set('memory_limit', '512M');
date_default_timezone_set('UTC');
require_once 'Sabre/autoload.php';

use Sabre\CalDAV;
use Sabre\DAV;
use Sabre\DAVACL;

final class PlainPasswords extends DAV\Auth\Backend\AbstractBasic
{
    protected function validateUserPass($name, $password)
    {
        $known = ['alice' => 'wonderland', 'bob' => 'builder'];
        return isset($known[$name]) && $known[$name] === $password;
    }
}

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path === '/.well-known/caldav') {
    header('Location: /', true, 301);
    return;
}
$db = new PDO('sqlite:' . getenv('SABRE_DB'));
$db->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
$db->setAttribute(PDO::ATTR_TIMEOUT, 60);
$db->exec('PRAGMA synchronous = OFF');

$digest = strpos($path, '/digest/') === 0;
$principals = new DAVACL\PrincipalBackend\PDO($db);
$server = new DAV\Server([
    new CalDAV\Principal\Collection($principals),
    new CalDAV\CalendarRootNode($principals, new CalDAV\Backend\PDO($db)),
]);
$server->setBaseUri($digest ? '/digest/' : '/');
$server->addPlugin(new DAV\Auth\Plugin($digest ? new DAV\Auth\Backend\PDO($db) : new PlainPasswords(), 'SabreDAV'));
$server->addPlugin(new DAVACL\Plugin());
$server->addPlugin(new CalDAV\Plugin());
$server->exec();
