-- The orders of the past, the newest first.
-- KEYS: orders-log
return redis.call('LRANGE', KEYS[1], 0, -1)
