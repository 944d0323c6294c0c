if ($Path) {
