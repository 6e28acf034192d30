<?php
// A request that does nothing.
header('Content-Type: text/plain; charset=utf-8');
echo "ok\n";
