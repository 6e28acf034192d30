<?php
// A request that is under way for ?ms= milliseconds; a signal ends one nap, not the wait.
$until = hrtime(true) + 1_000_000 * min(10_000, max(0, (int) ($_GET['ms'] ?? 20)));
while (($left = $until - hrtime(true)) > 0) usleep(intdiv($left, 1000) + 1);
header('Content-Type: text/plain; charset=utf-8');
echo "waited\n";
