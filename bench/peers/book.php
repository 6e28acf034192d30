<?php
// A hold as a careful PHP program would make it: a kept connection, the worker's own statement prepared once, the same
// reading of what was asked, the same answer. PHP 8.2 has no pipelines: the tenant is set inside the statement.
declare(strict_types=1);

function answer(int $status, array $body): never
{
    http_response_code($status);
    header('Content-Type: ' . ($status < 400 ? 'application/json' : 'application/problem+json'));
    header('Cache-Control: no-store');
    echo json_encode($body, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE), "\n";
    exit;
}

function refuse(int $status, string $code, string $detail): never
{
    answer($status, ['type' => 'about:blank', 'status' => $status, 'code' => $code, 'detail' => $detail]);
}

function digits(mixed $value): ?string
{
    return is_int($value) || (is_string($value) && preg_match('/^\d{1,18}$/D', $value)) ? (string) $value : null;
}

function zoned(array $row, string $name, string $at): string
{
    $zone = sprintf('%s%02d:%02d', $row["{$name}_offset"] < 0 ? '-' : '+', intdiv(abs((int) $row["{$name}_offset"]), 3600),
        intdiv(abs((int) $row["{$name}_offset"]), 60) % 60);
    return (new DateTimeImmutable($row[$at]))->setTimezone(new DateTimeZone($zone))->format('Y-m-d\TH:i:sP');
}

if ($_SERVER['REQUEST_METHOD'] !== 'POST') refuse(405, 'method_not_allowed', 'This address answers POST only.');
$body = file_get_contents('php://input');
$asked = json_decode($body, true, 32);
if (!is_array($asked)) refuse(400, 'malformed', 'The body is no JSON object.');
$service = digits($asked['service'] ?? null) ?? refuse(422, 'unknown_service', 'There is no such service.');
$start = $asked['start'] ?? '';
if (!is_string($start) || !preg_match('/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/D', $start)
    || date_create_immutable($start) === false) refuse(422, 'invalid', '“start” must be a time with its offset.');
$duration = $asked['duration'] ?? null;
if ($duration !== null && (!is_int($duration) || $duration < 1 || $duration > 1440)) refuse(422, 'invalid', '“duration” is not one.');
$resource = isset($asked['resource']) ? digits($asked['resource']) ?? refuse(422, 'invalid', '“resource” is not one.') : null;
$client = $asked['client'] ?? null;
if ($client !== null && (!is_string($client) || $client === '' || mb_strlen($client) > 200)) refuse(422, 'invalid', '“client” is not one.');
$key = $_SERVER['HTTP_IDEMPOTENCY_KEY'] ?? $_SERVER['REQUEST_ID'];
if (!preg_match('/^[\x20-\x7e]{16,255}$/D', $key)) refuse(422, 'invalid', '“Idempotency-Key” must have 16 to 255 plain characters.');

$settings = require $_SERVER['BENCH_FOLDER'] . '/settings.php';
$database = @pg_pconnect($settings['database']) or refuse(503, 'unavailable', 'The diary is out of reach.');
$values = [$settings['tenant'], $settings['zone'], $service, $start, $duration, $resource, null, null, null, $client,
    $_SERVER['REMOTE_ADDR'], 'POST /holds', $key, '\x' . hash('sha256', $_SERVER['REQUEST_URI'] . "\n" . $body)];
$rows = @pg_execute($database, 'hold', $values);
if ($rows === false && @pg_prepare($database, 'hold', $settings['hold'])) $rows = @pg_execute($database, 'hold', $values);
if ($rows === false) refuse(503, 'unavailable', 'The diary is out of reach.');
$row = pg_fetch_assoc($rows);
if ($row['refusal'] !== null) refuse(in_array($row['refusal'], ['slot_taken', 'full'], true) ? 409 : 422, $row['refusal'], 'This was refused.');
answer(201, ['id' => $row['hold'], 'start' => zoned($row, 'start', 'start_at'), 'end' => zoned($row, 'end', 'end_at'),
    'expires_at' => zoned($row, 'expires', 'expires'), 'resource' => ['id' => $row['resource_id'], 'name' => $row['resource_name']],
    'service' => $row['service_id']]);
